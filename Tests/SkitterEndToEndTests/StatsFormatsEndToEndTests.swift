import Foundation
import SkitterCore
import SkitterFixtureWeb
import Testing

/// Every format of `skitter stats` tells the same numbers, and those are what SQL finds in the journal.
@Suite(.twoAtATime, .patience) struct StatsFormatsEndToEndTests {
    private func crawled(_ body: (SkitterProcess) async throws -> Void) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 5, pageCount: 120)), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", server.origin + "/fault/503?retry-after=0&times=1",
                server.origin + "/fault/reset", "-d", "3", "--retries", "1", "-o", "out", "-q",
            ])
            #expect(outcome.code == 0)
            try await body(skitter)
        }
    }

    /// What SQL says of each criterion, by the name of a row.
    private static let queries: [(criterion: String, sql: String)] = [
        (
            "host",
            "SELECT substr(url, 8, instr(substr(url, 8) || '/', '/') - 1), count(*) FROM pages GROUP BY 1"
        ),
        ("status", "SELECT CAST(status AS TEXT), count(*) FROM pages GROUP BY status"),
        (
            "type",
            "SELECT coalesce(content_type, '(none)'), count(*) FROM pages WHERE status IS NOT NULL GROUP BY 1"
        ),
        ("depth", "SELECT CAST(depth AS TEXT), count(*) FROM v_pages GROUP BY depth"),
        ("error", "SELECT error, count(*) FROM pages WHERE outcome = 'failed' GROUP BY error"),
        ("transport", "SELECT 'curl', count(*) FROM pages"),
    ]

    @Test func eachCriterionIsTheSameInEveryFormatAndInSQL() async throws {
        try await self.crawled { skitter in
            for (criterion, sql) in Self.queries {
                let expected = try JournalQuery.counts(sql, in: skitter.path("out"))
                #expect(!expected.isEmpty, "\(criterion)")
                func output(_ format: String) async throws -> String {
                    let outcome = try await skitter.run(["stats", "out", "--by", criterion, "--format", format])
                    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(criterion) \(format): \(outcome.errors)")
                    return outcome.output
                }
                let json = try JSONValue(try await output("json"))["rows"].elements
                #expect(
                    Self.counts(json.map { ($0[criterion].string ?? "", $0["visits"].integer) }) == expected,
                    "\(criterion)")
                let csv = try await output("csv").split(separator: "\n").dropFirst().map { line in
                    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                    return (String(fields[0]), Int(fields[1]))
                }
                #expect(Self.counts(csv) == expected, "\(criterion) in CSV")
                let markdown = try await output("markdown").split(separator: "\n").dropFirst(2).map { line in
                    let cells = line.split(separator: "|")
                    return (String(cells[0].dropFirst().dropLast()), Self.number(cells[1]))
                }
                #expect(Self.counts(markdown) == expected, "\(criterion) in Markdown")
                let table = try await output("table").split(separator: "\n").dropFirst().map { line in
                    let cells = line.split(separator: /\s{2,}/)
                    return (String(cells[0]), Self.number(cells[1]))
                }
                #expect(Self.counts(table) == expected, "\(criterion) in the table")
                let metric = criterion == "depth" ? "skitter_depth_visits{" : "skitter_\(criterion)_visits_total{"
                let samples = try await output("prometheus").split(separator: "\n").filter { $0.hasPrefix(metric) }
                    .map { line in (String(line.split(separator: "\"")[1]), Int(line.split(separator: " ").last ?? ""))
                    }
                #expect(Self.counts(samples) == expected, "\(criterion) for Prometheus")
                let html = try await output("html").split(separator: "<tr>").filter { $0.contains("<td") }.map { row in
                    let cells = row.split(separator: "<td").map {
                        $0.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
                    }
                    return (String(cells[0]), Self.number(cells[1]))
                }
                #expect(Self.counts(html) == expected, "\(criterion) in HTML")
            }
        }
    }

    /// Rows without visits are none: a depth at which nothing lies.
    private static func counts(_ rows: [(name: String, count: Int?)]) -> [String: Int] {
        Dictionary(rows.map { ($0.name, $0.count ?? -1) }) { _, _ in -2 }.filter { $0.value != 0 }
    }

    /// `1 204` as people read it.
    private static func number(_ text: some StringProtocol) -> Int? {
        Int(String(text.filter { $0 != " " }))
    }

    @Test func theWholeReportSaysTheSameInEveryFormat() async throws {
        try await self.crawled { skitter in
            func output(_ format: String) async throws -> String {
                let outcome = try await skitter.run(["stats", "out", "--format", format])
                return outcome.output
            }
            let json = try JSONValue(try await output("json"))
            let ledger = try JournalQuery.counts(
                "SELECT state, sum(urls) FROM v_ledger GROUP BY state", in: skitter.path("out"))
            let csv = try await output("csv")
            let prometheus = try await output("prometheus")
            let markdown = try await output("markdown")
            let page = try await output("table")
            let html = try await output("html")
            for state in ["fetched", "redirected", "failed", "skipped"] {
                let count = try #require(ledger[state])
                let grouped = NumberText.grouped(count)
                #expect(json["totals"][state].integer == count)
                #expect(csv.contains("totals,\(state),\(count)\n"))
                #expect(prometheus.contains("skitter_urls{state=\"\(state)\"} \(count)\n"))
                #expect(markdown.contains("| totals \(state) | \(grouped) |\n"))
                #expect(html.contains("<b>\(grouped)</b><span>\(state)</span>"))
                #expect(state == "skipped" || page.contains("\(grouped) \(state)"))
            }
            guard case .number(let p99) = json["latency_ms"]["p99"] else {
                Issue.record("there is no latency")
                return
            }
            #expect(csv.contains("latency_ms,p99,\(NumberText.fixed(p99, decimals: 3))\n"))
            #expect(
                prometheus.contains(
                    "skitter_latency_seconds{quantile=\"0.99\"} \(NumberText.fixed(p99 / 1_000, decimals: 6))\n"))
            #expect(markdown.contains("| latency p99 | \(DurationText.compact(microseconds: Int64(p99 * 1_000))) |"))
            // The report that the crawl wrote differs in nothing but what only the running crawl could place in time.
            let written = try String(contentsOfFile: skitter.path("out/report.html"), encoding: .utf8)
            func sections(_ page: String) -> [Substring] {
                page.split(separator: "<section").filter { !$0.contains("Throughput") }
            }
            #expect(sections(written) == sections(html))
        }
    }

    @Test func theReportNamesBrokenLinksWithTheirPages() async throws {
        try await self.crawled { skitter in
            let html = try String(contentsOfFile: skitter.path("out/report.html"), encoding: .utf8)
            let record = try CrawlRecord(skitter.path("out"))
            let broken = record.visits.filter { if case .failed = $0.outcome { true } else { false } }
            #expect(!broken.isEmpty)
            let start = try #require(html.range(of: "<h2>Broken links</h2>"))
            let end = try #require(html.range(of: "</section>", range: start.upperBound..<html.endIndex))
            let section = html[start.upperBound..<end.lowerBound]
            for visit in broken {
                #expect(section.contains("href=\"\(visit.url.replacing("&", with: "&amp;"))\""), "\(visit.url)")
                if let parent = visit.parent { #expect(section.contains("href=\"\(parent)\"")) }
            }
        }
    }

    @Test func followingShowsBlocksUntilTheCrawlEnds() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5_000)), options: .logged(latency: .milliseconds(20))
        ) { server in
            _ = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out", "-q"]) {
                crawl in
                try await until { server.log.entries.count > 2 }
                let followed = try await skitter.run([
                    "stats", "out", "--by", "transport", "--format", "csv", "--follow", "--interval", "200ms",
                ]) { follower in
                    _ = try await follower.firstLine()
                    crawl.signal(SIGINT)
                }
                #expect(followed.code == 0 && followed.errors.isEmpty, "\(followed.errors)")
                let blocks = followed.output.split(separator: "\n")
                #expect(blocks.count >= 4 && !followed.output.contains("\u{1B}"))
                let rows = blocks.filter { !$0.hasPrefix("transport") }.compactMap { Int($0.split(separator: ",")[1]) }
                #expect(rows == rows.sorted() && rows.count == blocks.count / 2)
                #expect(rows.last == (try CrawlRecord(skitter.path("out")).visits.count))
            }
        }
    }

    @Test func followingAKilledCrawlEnds() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5_000)), options: .logged(latency: .milliseconds(20))
        ) { server in
            _ = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out", "-q"]) {
                crawl in
                try await until { server.log.entries.count > 20 }
                crawl.signal(SIGKILL)
            }
            let followed = try await skitter.run(["stats", "out", "--follow", "--interval", "100ms"])
            #expect(followed.code == 0)
            #expect(followed.errors.contains("has no end yet"))
        }
    }

    @Test func whatIsNoFormIsExitCodeTwo() async throws {
        let skitter = try SkitterProcess()
        for arguments in [
            ["--by", "time", "--format", "prometheus"], ["--top", "0"], ["--format", "xml"], ["--by", "colour"],
            ["--interval", "1ms"],
        ] {
            #expect(try await skitter.run(["stats", "out"] + arguments).code == 2, "\(arguments)")
        }
    }
}
