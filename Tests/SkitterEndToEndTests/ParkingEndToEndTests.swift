import Foundation
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// Patterns that the user parks and puts back from the dashboard of a real crawl.
@Suite(.twoAtATime, .patience) struct ParkingEndToEndTests {
    /// A site of `numbered` pages `/p/{n}.html` and `named` others, each different from all.
    private static func site(_ skitter: SkitterProcess, numbered: Int, named: Int) throws -> String {
        let names = (0..<named).map { String(repeating: "x", count: $0 + 1) }
        let paths = (0..<numbered).map { "p/\($0).html" } + names.map { "word-\($0).html" }
        let links = paths.map { "<a href=\"/\($0)\">\($0)</a>" }.joined(separator: "\n")
        let index = try skitter.file("web/index.html", links)
        try FileManager.default.createDirectory(atPath: skitter.path("web/p"), withIntermediateDirectories: true)
        for path in paths { _ = try skitter.file("web/" + path, "<title>\(path)</title> This is \(path).") }
        return String(index.dropLast("/index.html".count))
    }

    private static func steer(_ page: String, _ action: String, _ pattern: String) async throws -> String {
        let escaped = pattern.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return try await RawRequest.answer(to: "/\(action)?pattern=\(escaped)", of: page, method: "POST")
    }

    private static func snapshot(_ page: String) async throws -> JSONValue {
        let answer = try await RawRequest.answer(to: "/snapshot.json", of: page)
        return try JSONValue(String(answer[try #require(answer.range(of: "\r\n\r\n")).upperBound...]))
    }

    private static func numbered(_ paths: [String]) -> Set<String> { Set(paths.filter { $0.hasPrefix("/p/") }) }

    @Test func whatIsParkedOverHTTPIsNotFetchedAndEveryOutputSaysWho() async throws {
        let skitter = try SkitterProcess()
        let folder = try Self.site(skitter, numbered: 300, named: 40)
        try await FixtureServer.serving(.folder(folder), options: .logged) { server in
            let pattern = server.origin + "/p/{n}.html"
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "2", "-w", "15ms", "-o", "out", "--dashboard",
                "127.0.0.1:0",
            ]) { process in
                let page = try await process.errorLine(behind: "skitter: dashboard at ")
                var view = try await Self.snapshot(page)
                while view["patterns"].elements.first?["pattern"].string != pattern {
                    view = try await Self.snapshot(page)
                }
                #expect(view["patterns"].elements.first?["waiting"].integer ?? 0 > 100)
                let elsewhere = try await RawRequest.answer(
                    to: "/park?pattern=x", of: page, method: "POST", fields: ["Origin: https://evil.example"])
                #expect(elsewhere.hasPrefix("HTTP/1.1 403 "))
                #expect(try await Self.steer(page, "park", "no pattern").hasPrefix("HTTP/1.1 400 "))
                #expect(try await Self.steer(page, "park", pattern).hasPrefix("HTTP/1.1 204 "))
                while view["parked"].elements.isEmpty { view = try await Self.snapshot(page) }
                #expect(view["parked"].elements.first?["by"].string == "user")
                #expect(view["ledger"]["closes"] == .boolean(true))
                #expect(view["patterns"].elements.allSatisfy { $0["pattern"].string != pattern })
            }
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            let fetched = Self.numbered(record.fetched)
            #expect(fetched.count < 250 && record.fetched.count - fetched.count == 41)
            #expect(Self.numbered(server.log.requestedPages) == fetched, "a parked page was asked for")
            #expect(record.ledger.parked == 300 - fetched.count && record.ledger.pending == 0)
            #expect(record.skips.allSatisfy { $0.isParkedByUser && $0.detail == pattern })
            let summary = try JSONValue(file: skitter.path("out/summary.json"))
            #expect(summary["parked"]["patterns"].elements.first?["by"].string == "user")
            let stats = try await skitter.run(["stats", "out"])
            #expect(stats.output.contains("--unpark '\(pattern)'  # parked by hand"))
            let json = try await skitter.run(["stats", "out", "--format", "json"])
            #expect(try JSONValue(json.output)["parked"] == summary["parked"])
            let report = try String(contentsOfFile: skitter.path("out/report.html"), encoding: .utf8)
            #expect(report.contains("(parked by hand)"))
            let explained = try await skitter.run(["explain", try #require(record.skips.first).url, "--in", "out"])
            #expect(explained.output.contains("parked by hand: \(pattern)"), "\(explained.output)")
            #expect(try await skitter.run(["audit", "out"]).code == 0)
            let states = try JournalQuery.counts(
                "SELECT state || coalesce(' ' || reason, ''), urls FROM v_ledger", in: skitter.path("out"))
            #expect(states["skipped parked"] == record.ledger.parked && states["pending"] == 0)
            #expect(
                try JournalQuery.counts("SELECT decision || ' ' || pattern, 1 FROM parking", in: skitter.path("out"))
                    == ["park \(pattern)": 1])
        }
    }

    @Test func whatIsParkedStaysSoInAResumedCrawlAndComesBackWhenTheUserWantsIt() async throws {
        let skitter = try SkitterProcess()
        let folder = try Self.site(skitter, numbered: 300, named: 200)
        try await FixtureServer.serving(.folder(folder), options: .logged) { server in
            let pattern = server.origin + "/p/{n}.html"
            let dashboard = ["--dashboard", "127.0.0.1:0"]
            let killed = try await skitter.run(
                ["crawl", server.origin + "/", "-d", "inf", "-c", "2", "-w", "15ms", "-o", "out"] + dashboard
            ) { process in
                let page = try await process.errorLine(behind: "skitter: dashboard at ")
                try await until { server.log.entries.count > 5 }
                _ = try await Self.steer(page, "park", pattern)
                var view = try await Self.snapshot(page)
                while view["parked"].elements.isEmpty { view = try await Self.snapshot(page) }
                let parked = view["ledger"]["parked"].integer
                try await until {
                    let text = try? String(contentsOfFile: skitter.path("out/skipped.jsonl"), encoding: .utf8)
                    return text?.split(separator: "\n").count == parked
                }
                process.signal(SIGKILL)
            }
            #expect(killed.code == -SIGKILL)
            let before = Self.numbered(server.log.requestedPages)
            #expect(before.count < 290)
            let resumed = try await skitter.run(["crawl", "--resume", "-o", "out"] + dashboard) { process in
                let page = try await process.errorLine(behind: "skitter: dashboard at ")
                var view = try await Self.snapshot(page)
                #expect(view["parked"].elements.first?["by"].string == "user")
                #expect(Self.numbered(server.log.requestedPages).count <= before.count + 1)
                _ = try await Self.steer(page, "unpark", pattern)
                while view["ledger"]["parked"].integer != 0 { view = try await Self.snapshot(page) }
            }
            #expect(resumed.code == 0, "\(resumed.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Self.numbered(record.fetched).count == 300 && record.fetched.count == 501)
            #expect(record.ledger.parked == 0 && record.skips.isEmpty)
            #expect(try await skitter.run(["audit", "out"]).code == 0)
            let states = try JournalQuery.counts("SELECT state, urls FROM v_ledger", in: skitter.path("out"))
            #expect(states == ["fetched": 501, "pending": 0])
        }
    }

    @Test func killsAmidParkingLoseNothing() async throws {
        let skitter = try SkitterProcess()
        let folder = try Self.site(skitter, numbered: 1500, named: 20)
        try await FixtureServer.serving(.folder(folder)) { server in
            let pattern = server.origin + "/p/{n}.html"
            var dice = SplitMix64(seed: 5)
            // A page that is never answered keeps the crawl from ending before it is killed.
            let seeds = [server.origin + "/", server.origin + "/fault/never"]
            let crawl = ["crawl"] + seeds + ["-d", "inf", "-c", "2", "-w", "2ms", "-o", "out"]
            let last = ["--timeout", "3s", "--retries", "0"]
            for life in 0..<9 {
                let pause = Duration.milliseconds(Int.random(in: 0...120, using: &dice))
                let arguments = life == 0 ? crawl : ["crawl", "--resume", "-o", "out"] + (life == 8 ? last : [])
                let outcome = try await skitter.run(arguments + ["--dashboard", "127.0.0.1:0"]) { process in
                    let page = try await process.errorLine(behind: "skitter: dashboard at ")
                    if life == 0 {
                        try await until { (try? CrawlRecord.lines(skitter.path("out/pages.jsonl"))) ?? 0 > 5 }
                    }
                    _ = try await Self.steer(page, life % 2 == 0 && life < 8 ? "park" : "unpark", pattern)
                    if life == 8 { return }
                    let instant = ContinuousClock.now + pause
                    try await until { ContinuousClock.now >= instant }
                    process.signal(SIGKILL)
                }
                #expect(outcome.code == (life == 8 ? 0 : -SIGKILL), "life \(life): \(outcome.errors)")
            }
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.fetched.count == 1521 && Set(record.fetched).count == 1521)
            #expect(record.failed == ["/fault/never"])
            #expect(record.ledger.parked == 0)
            #expect(try await skitter.run(["audit", "out"]).code == 0)
        }
    }
}
