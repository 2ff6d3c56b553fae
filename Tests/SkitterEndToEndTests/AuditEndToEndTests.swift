import Foundation
import SkitterCore
import SkitterFixtureWeb
import SkitterStore
import Testing

/// `skitter audit` of clean crawls, and of directories in which a breach was planted.
@Suite(.twoAtATime, .patience) struct AuditEndToEndTests {
    private static func crawled(
        _ arguments: [String] = [], pageCount: Int = 120, _ options: FixtureWeb.Options = FixtureWeb.Options(),
        _ body: (SkitterProcess, String) async throws -> Void
    ) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(seed: 5, pageCount: pageCount, options: options)), options: .logged
        ) { server in
            let outcome = try await skitter.run(
                ["crawl", server.origin + "/", server.origin + "/fault/503?retry-after=1&times=1", "-o", "out", "-q"]
                    + arguments)
            #expect([0, 12].contains(outcome.code))
            try await body(skitter, server.origin)
        }
    }

    /// The rules that `skitter audit` found broken.
    private static func broken(_ skitter: SkitterProcess, _ arguments: [String] = []) async throws -> Set<String> {
        let outcome = try await skitter.run(["audit", "out", "--format", "json"] + arguments)
        let json = try JSONValue(outcome.output)
        #expect(json["checks"].elements.count == Audit.Rule.allCases.count)
        let broken = json["checks"].elements.filter { $0["violations"].integer != 0 }
        #expect(outcome.code == (broken.isEmpty ? 0 : 8))
        #expect((json["clean"] == .boolean(true)) == broken.isEmpty)
        for check in broken { #expect(!check["examples"].elements.isEmpty) }
        return Set(broken.compactMap { $0["rule"].string })
    }

    /// Changes lines of a file of records.
    private static func change(_ skitter: SkitterProcess, _ file: String, _ body: (inout [String]) throws -> Void)
        throws
    {
        let path = skitter.path("out/" + file)
        var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        try body(&lines)
        try lines.map { $0 + "\n" }.joined().write(toFile: path, atomically: false, encoding: .utf8)
    }

    private static func sql(_ skitter: SkitterProcess, _ sql: String) throws {
        let connection = try SQLiteConnection(skitter.path("out/crawl.sqlite"), .readWrite)
        try connection.execute(script: sql)
        try connection.close()
    }

    @Test(arguments: [
        [], ["--journal", "off"], ["--robots", "off"], ["-w", "50ms", "--max-pages", "6"], ["-d", "inf"],
    ])
    func aCleanCrawlIsClean(arguments: [String]) async throws {
        try await Self.crawled(arguments) { skitter, _ in
            #expect(try await Self.broken(skitter).isEmpty)
            let text = try await skitter.run(["audit", "out"])
            #expect(text.code == 0 && text.errors.isEmpty && text.output.contains("kept    ledger"))
        }
    }

    @Test func aCrawlDelayIsJudgedAndRetryAfterToo() async throws {
        var options = FixtureWeb.Options()
        options.crawlDelaySeconds = 1
        try await Self.crawled(["--max-pages", "3"], options) { skitter, _ in
            let json = try JSONValue(try await skitter.run(["audit", "out", "--format", "json"]).output)
            #expect(json["clean"] == .boolean(true), "\(json)")
            let judged = Dictionary(
                uniqueKeysWithValues: json["checks"].elements.map {
                    ($0["rule"].string ?? "", $0["judged"].integer ?? 0)
                })
            #expect(try #require(judged["host gap"]) >= 2)
            #expect(try #require(judged["back-off"]) >= 1)
            // A visit moved half a second towards the one before it.
            try Self.change(skitter, "pages.jsonl") { lines in
                let last = try #require(lines.last)
                let range = try #require(last.range(of: #""started":"[^"]*""#, options: .regularExpression))
                let started = try #require(UTCTime.microseconds(String(last[range].dropFirst(11).dropLast())))
                lines[lines.count - 1] = last.replacingCharacters(
                    in: range, with: "\"started\":\"\(UTCTime.text(started - 500_000))\"")
            }
            #expect(try await Self.broken(skitter).contains("host gap"))
        }
    }

    @Test func aHostAskedBeforeItsRetryAfterIsABreach() async throws {
        try await Self.crawled(["-c", "1"]) { skitter, _ in
            #expect(try await Self.broken(skitter).isEmpty)
            try Self.sql(skitter, "UPDATE hosts SET not_before_us = not_before_us + 3600000000 WHERE refusals > 0")
            #expect(try await Self.broken(skitter) == ["back-off"])
        }
    }

    @Test func moreInFlightThanPermittedIsABreach() async throws {
        try await Self.crawled(["-c", "4"]) { skitter, _ in
            // An answer that took an hour, while all others came.
            try Self.change(skitter, "pages.jsonl") { lines in
                for index in 0..<5 {
                    lines[index] = lines[index].replacing(/"ms":[0-9.]+/, with: "\"ms\":3600000.000")
                }
            }
            #expect(try await Self.broken(skitter) == ["host parallelism", "parallelism"])
        }
    }

    @Test func aPageThatRobotsForbidsIsABreach() async throws {
        try await Self.crawled { skitter, origin in
            let path = try #require(
                try JournalQuery.counts(
                    "SELECT url, 1 FROM pages WHERE outcome = 'fetched' AND url LIKE '%.html' LIMIT 1",
                    in: skitter.path("out")
                ).keys.first)
            try Self.sql(
                skitter,
                "UPDATE robots SET body = CAST('User-agent: *' || char(10) || 'Disallow: \(path.dropFirst(origin.count))' AS BLOB)"
            )
            #expect(try await Self.broken(skitter) == ["robots"])
            let text = try await skitter.run(["audit", "out"])
            #expect(text.code == 8)
            #expect(text.output.contains("\(path) was asked for although line 2 of robots.txt forbids it"))
        }
    }

    @Test func aGapThatTheAddressDoesNotKeepIsABreach() async throws {
        try await Self.crawled(["--per-ip-delay", "1ms"]) { skitter, _ in
            let path = skitter.path("out/manifest.json")
            let manifest = try String(contentsOfFile: path, encoding: .utf8)
            #expect(manifest.contains("\"per-ip-delay\": \"0.001s\""))
            try manifest.replacing("\"per-ip-delay\": \"0.001s\"", with: "\"per-ip-delay\": \"5s\"")
                .write(toFile: path, atomically: false, encoding: .utf8)
            #expect(try await Self.broken(skitter) == ["address gap"])
        }
    }

    @Test func aLostAndADoubledLineAreBreaches() async throws {
        try await Self.crawled { skitter, _ in
            let path = skitter.path("out/pages.jsonl")
            let pages = try String(contentsOfFile: path, encoding: .utf8)
            try Self.change(skitter, "pages.jsonl") { $0.removeLast() }
            #expect(try await Self.broken(skitter).contains("ledger"))
            try pages.write(toFile: path, atomically: false, encoding: .utf8)
            #expect(try await Self.broken(skitter).isEmpty)
            try Self.change(skitter, "pages.jsonl") { $0.append($0[0]) }
            #expect(try await Self.broken(skitter).contains("ledger"))
            try pages.write(toFile: path, atomically: false, encoding: .utf8)
            try Self.sql(skitter, "DELETE FROM urls WHERE seq = (SELECT max(seq) FROM urls)")
            #expect(try await Self.broken(skitter) == ["ledger"])
        }
    }

    @Test func aCrawlIsAuditedWhileItRunsAndAfterItWasKilledAndResumed() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 2_000)), options: .logged(latency: .milliseconds(10))
        ) { server in
            _ = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out", "-q"]) {
                crawl in
                for count in [20, 40, 60] {
                    try await until { server.log.entries.count > count }
                    let running = try await skitter.run(["audit", "out"])
                    #expect(running.code == 0, "\(running.output)")
                }
                crawl.signal(SIGKILL)
            }
            #expect(try await Self.broken(skitter).isEmpty)
            let resumed = try await skitter.run(["crawl", "--resume", "-o", "out", "-q", "-c", "64"])
            #expect(resumed.code == 0)
            #expect(try await Self.broken(skitter).isEmpty)
        }
    }

    @Test func whatIsNoCrawlIsExitCodeSeven() async throws {
        let skitter = try SkitterProcess()
        #expect(try await skitter.run(["audit", "nothing"]).code == 7)
        #expect(try await skitter.run(["audit"]).code == 2)
    }
}
