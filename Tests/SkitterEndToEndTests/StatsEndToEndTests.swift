import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// `skitter stats` against what can be counted from the records and from the server's log.
@Suite(.twoAtATime, .patience) struct StatsEndToEndTests {
    /// Crawls a web with redirects, missing pages and a fault, and hands over what there is to count.
    private func crawled(
        _ body: (SkitterProcess, CrawlRecord, FixtureLog) async throws -> Void
    ) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 8, pageCount: 80)), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", server.origin + "/fault/503?retry-after=0&times=1",
                server.origin + "/fault/reset", "-d", "4", "--retries", "1", "-o", "out", "-q",
            ])
            #expect(outcome.code == 0)
            #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
            try await body(skitter, try CrawlRecord(skitter.path("out")), server.log)
        }
    }

    @Test func theFiguresInJSONAreThoseOfTheRecordsAndTheServersLog() async throws {
        try await self.crawled { skitter, record, log in
            let outcome = try await skitter.run(["stats", "out", "--format", "json"])
            #expect(outcome.code == 0 && outcome.errors.isEmpty)
            let stats = try JSONValue(outcome.output)
            let visits = record.visits

            let totals = stats["totals"]
            #expect(totals["visits"].integer == visits.count)
            #expect(totals["fetched"].integer == record.fetched.count)
            #expect(totals["redirected"].integer == record.redirected.count)
            #expect(totals["failed"].integer == record.failed.count)
            #expect(totals["skipped"].integer == record.skips.count)
            #expect(totals["bytes"].integer == visits.reduce(0) { $0 + $1.bodyBytes })

            // URLSession sends a request again, unasked, when a connection that it used before breaks: of the fault, what
            // it tells of is counted.
            let others = log.requestedPages.count { $0 != "/fault/reset" }
            #expect(stats["requests"]["pages"].integer == others + 2)
            #expect(try record.visit("/fault/reset").attempts == 2)
            #expect(log.count(of: "/fault/reset") >= 2)
            #expect(stats["requests"]["robots"].integer == log.count(of: "/robots.txt"))
            #expect(stats["requests"]["retries"].integer == 2)
            #expect(stats["requests"]["retry_causes"].counts == ["http-5xx": 1, "disconnected": 1])

            #expect(stats["status"]["codes"].counts == Self.counted(visits.compactMap { $0.status.map(String.init) }))
            let answers = log.entries.filter { $0.target != "/robots.txt" && $0.status != 0 && $0.status != 503 }
            #expect(stats["status"]["codes"].counts == Self.counted(answers.map { String($0.status) }))
            #expect(
                Dictionary(
                    uniqueKeysWithValues: stats["types"].elements.map { ($0["type"].string, $0["visits"].integer) })
                    == Self.counted(visits.filter { $0.status != nil }.map { $0.contentType ?? "(none)" }))
            let depths = Self.counted(visits.map { String(record.finalDepth(of: $0)) })
            #expect(
                stats["depths"].elements.enumerated().filter { $1.integer != 0 }.map { "\($0): \($1.integer ?? 0)" }
                    == depths.sorted { $0.key < $1.key }.map { "\($0): \($1)" })
            #expect(stats["hosts"]["count"].integer == 1)
            #expect(stats["hosts"]["listed"].elements.map { $0["visits"].integer } == [visits.count])
            #expect(stats["links"]["found"].integer == visits.reduce(0) { $0 + $1.links.found })
            #expect(stats["links"]["new"].integer == visits.reduce(0) { $0 + $1.links.new })
            #expect(stats["latency_ms"]["count"].integer == visits.count { $0.status != nil })
            #expect(stats["size_bytes"]["count"].integer == record.fetched.count)
            #expect(
                stats["size_bytes"]["max"].integer
                    == visits.filter { $0.outcome == .fetched }.map(\.bodyBytes).max())
            #expect(stats["failures"]["http-4xx"]["count"].integer == visits.count { $0.outcomeWord == "http-4xx" })
            #expect(stats["skips"]["robots"]["count"].integer == record.skipped(.robots).count)
            #expect(stats["throughput"]["visits"].elements.compactMap(\.integer).reduce(0, +) == visits.count)
        }
    }

    private static func counted(_ words: [String]) -> [String: Int] {
        words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    @Test func theSummaryOfACrawlSaysWhatStatsSay() async throws {
        try await self.crawled { skitter, record, _ in
            let summary = try JSONValue(file: skitter.path("out/summary.json"))
            let stats = try JSONValue(try await skitter.run(["stats", "out", "--format", "json"]).output)
            #expect(summary.names == stats.names.union(["exit"]))
            #expect(summary["exit"]["code"].integer == 0)
            #expect(summary["ledger"]["closes"] == .boolean(true))
            // A stretch of the running crawl is where the visit was settled, that of the records where its answer ended.
            for name in stats.names.subtracting(["throughput", "totals"]) {
                #expect(summary[name] == stats[name], "\(name)")
            }
            // Rates are over the run's time, which the summary holds in milliseconds.
            for name in stats["totals"].names.subtracting(["visits_per_s", "bytes_per_s"]) {
                #expect(summary["totals"][name] == stats["totals"][name], "\(name)")
            }
            let series = try String(contentsOfFile: skitter.path("out/timeseries.csv"), encoding: .utf8)
                .split(separator: "\n")
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            let pages = try #require(series.first?.firstIndex(of: "pages"))
            #expect(series.dropFirst().compactMap { Int($0[pages]) }.reduce(0, +) == record.visits.count)
        }
    }

    @Test func everyBreakdownAddsUpInEveryFormat() async throws {
        try await self.crawled { skitter, record, _ in
            for criterion in ["host", "status", "type", "depth", "time"] {
                let arguments = ["stats", "out", "--by", criterion, "--format"]
                let json = try JSONValue(try await skitter.run(arguments + ["json"]).output)
                #expect(json["by"].string == criterion)
                let rows = json["rows"].elements
                let counted = criterion == "type" ? record.visits.filter { $0.status != nil } : record.visits
                #expect(rows.compactMap { $0["visits"].integer }.reduce(0, +) == counted.count, "\(criterion)")
                let csv = try await skitter.run(arguments + ["csv"]).output.split(whereSeparator: \.isNewline)
                #expect(csv.count == rows.count + 1, "\(criterion)")
                #expect(Set(try #require(csv.first).split(separator: ",").map(String.init)) == rows.first?.names)
                let table = try await skitter.run(arguments + ["table"])
                #expect(table.code == 0 && table.output.split(separator: "\n").count > rows.count, "\(criterion)")
            }
        }
    }

    @Test func theTableAndTheCSVOfACrawlHoldItsTotals() async throws {
        try await self.crawled { skitter, record, _ in
            let table = try await skitter.run(["stats", "out"])
            #expect(table.code == 0)
            #expect(table.output.contains("closes"))
            #expect(table.output.contains("\(record.visits.count)"))
            let csv = try await skitter.run(["stats", "out", "--format", "csv"]).output
                .split(whereSeparator: \.isNewline)
            #expect(csv.first == "section,name,value")
            #expect(csv.contains("totals,visits,\(record.visits.count)"))
            #expect(csv.contains("ledger,discovered,\(record.ledger.discovered)"))
            #expect(csv.contains("skip,robots,\(record.skipped(.robots).count)"))
        }
    }

    @Test func aCrawlThatRunsCanBeLookedAt() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5000)), options: .logged(latency: .milliseconds(20))
        ) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out"]) {
                process in
                try await until { server.log.entries.count > 2 }
                var seen = 0
                while seen == 0 {
                    let stats = try await skitter.run(["stats", "out", "--format", "json"])
                    #expect(stats.code == 0)
                    #expect(stats.errors.contains("has no end yet"))
                    seen = try JSONValue(stats.output)["totals"]["visits"].integer ?? 0
                }
                #expect(try await skitter.run(["stats", "out", "--by", "time"]).code == 0)
                #expect(try await skitter.run(["crawl", server.origin + "/", "-o", "out", "--overwrite"]).code == 7)
                process.signal(SIGINT)
            }
            #expect(outcome.code == 11)
            let stats = try await skitter.run(["stats", "out", "--format", "json"])
            #expect(stats.errors.isEmpty)
            let visits = try CrawlRecord(skitter.path("out")).visits.count
            #expect(try JSONValue(stats.output)["totals"]["visits"].integer == visits)
        }
    }

    @Test func statsOfWhatIsNoCrawlIsExitCodeSeven() async throws {
        let skitter = try SkitterProcess()
        let file = try skitter.file("file", "text")
        for path in [skitter.folder, skitter.path("nothing"), file] {
            let outcome = try await skitter.run(["stats", path])
            #expect(outcome.code == 7, "\(path): \(outcome.code)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains(path))
        }
    }

    @Test func brokenLinesAreSaidAndPassedOver() async throws {
        try await self.crawled { skitter, record, _ in
            let path = skitter.path("out/pages.jsonl")
            let pages = try String(contentsOfFile: path, encoding: .utf8)
            try (pages + "{\"v\":1}\nno json\n{\"half\":").write(toFile: path, atomically: false, encoding: .utf8)
            let outcome = try await skitter.run(["stats", "out", "--format", "json"])
            #expect(outcome.code == 0)
            #expect(outcome.errors.contains("pages.jsonl: 2 lines are no records"))
            #expect(try JSONValue(outcome.output)["totals"]["visits"].integer == record.visits.count)
        }
    }

    @Test func recordsThatTheLedgerDoesNotCountAreExitCodeEight() async throws {
        try await self.crawled { skitter, _, _ in
            let path = skitter.path("out/pages.jsonl")
            let pages = try String(contentsOfFile: path, encoding: .utf8)
            let lines = pages.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
            try lines.write(toFile: path, atomically: false, encoding: .utf8)
            #expect(try await skitter.run(["stats", "out"]).code == 8)
        }
    }
}
