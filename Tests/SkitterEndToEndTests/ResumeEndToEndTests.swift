import ContractServers
import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// Crawls that are killed, stopped and refused, and go on.
@Suite(.twoAtATime, .timeLimit(.minutes(Patience.minutes(60)))) struct ResumeEndToEndTests {
    /// How many kills; `make torture` asks for more than `make test`.
    private static let kills = ProcessInfo.processInfo.environment["SKITTER_KILLS"].flatMap(Int.init) ?? 10

    /// Crawls `origin` into `out`, killed at random instants until `kills` are spent, then to its end.
    private func crawlKilled(
        _ skitter: SkitterProcess, _ arguments: [String], kills: Int, longest: Duration, seed: UInt64
    ) async throws -> (kills: Int, outcome: SkitterProcess.Outcome) {
        var generator = SplitMix64(seed: seed)
        var killed = 0
        while true {
            let hasBegun = FileManager.default.fileExists(atPath: skitter.path("out/manifest.json"))
            let isLast = killed >= kills
            let instant = ContinuousClock.now + longest * Double.random(in: 0.02...1, using: &generator)
            let outcome = try await skitter.run(hasBegun ? ["crawl", "--resume", "-o", "out"] : arguments) { process in
                if isLast { return }
                try await until { ContinuousClock.now >= instant }
                process.signal(SIGKILL)
            }
            if outcome.code != -SIGKILL { return (killed, outcome) }
            killed += 1
            if !FileManager.default.fileExists(atPath: skitter.path("out/manifest.json")) {
                // It died before it wrote anything: nothing is there to resume, and nothing in the way.
                try? FileManager.default.removeItem(atPath: skitter.path("out"))
            }
        }
    }

    @Test(arguments: [(depth: "5", archive: false), (depth: "inf", archive: true)])
    func aKilledCrawlEndsWithTheRecordsOfAnUnbrokenOne(depth: String, archive: Bool) async throws {
        let web = FixtureWeb(seed: 11, pageCount: 2000)
        var kills = 0
        var seed: UInt64 = 1
        try await FixtureServer.serving(.web(web)) { server in
            let arguments =
                ["crawl", server.origin + "/", "-d", depth, "-c", "16", "-o", "out"] + (archive ? ["--warc"] : [])
            let whole = try SkitterProcess()
            let start = ContinuousClock.now
            #expect(try await whole.run(arguments).code == 0)
            let length = start.duration(to: .now)
            let expected = try CrawlRecord(whole.path("out"))
            while kills < Self.kills {
                let skitter = try SkitterProcess()
                let (spent, outcome) = try await self.crawlKilled(
                    skitter, arguments, kills: min(5, Self.kills - kills), longest: length, seed: seed)
                kills += max(1, spent)
                seed += 1
                #expect(outcome.code == 0, "\(outcome.errors)")
                let record = try CrawlRecord(skitter.path("out"))
                try self.expect(record, toEqual: expected)
                if archive { try self.expectArchive(of: record, in: skitter.path("out")) }
            }
        }
    }

    /// The same URLs with the same outcomes, skips and final depths.
    private func expect(_ record: CrawlRecord, toEqual expected: CrawlRecord) throws {
        func lines(_ record: CrawlRecord) -> Set<String> {
            Set(
                record.visits.map { visit in
                    "\(visit.requestTarget) \(visit.outcomeWord) \(record.finalDepth(of: visit))"
                } + record.skips.map { "\($0.requestTarget) \($0.reason) \($0.depth)" })
        }
        let (has, wants) = (lines(record), lines(expected))
        #expect(has == wants, "missing \(wants.subtracting(has).prefix(5)), extra \(has.subtracting(wants).prefix(5))")
    }

    /// Each page that was visited has its response in the archive; whoever reads it finds whole records alone.
    private func expectArchive(of record: CrawlRecord, in directory: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory + "/warc").sorted()
        var found: [String: Int] = [:]
        for name in names {
            let report = try CDXJIndexer.read(directory + "/warc/" + name) { found[$0.url, default: 0] += 1 }
            #expect(report.ending == .whole, "\(name)")
        }
        for visit in record.visits where visit.status != nil {
            #expect((found[visit.url] ?? 0) >= 1, "\(visit.url) is not in the archive")
        }
        let index = try String(contentsOfFile: directory + "/index.cdxj", encoding: .utf8)
        let lines = index.split(separator: "\n")
        #expect(lines.count == found.values.reduce(0, +))
        #expect(lines == lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func aStoppedCrawlGoesOnWithItsOptions() async throws {
        let web = FixtureWeb(seed: 11, pageCount: 400)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web), options: .logged) { server in
            let stopped = try await skitter.run(
                ["crawl", server.origin + "/", "-d", "inf", "--max-pages", "50", "-o", "out"])
            #expect(stopped.code == 12)
            let resumed = try await skitter.run(["crawl", "--resume", "-o", "out", "--max-pages", "100000"])
            #expect(resumed.code == 0, "\(resumed.errors)")
            #expect(resumed.errors.contains("resumed: "))
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Set(record.fetched) == web.expectedPaths(depth: .max))
            let requested = server.log.requestedPages
            #expect(Set(requested).count == requested.count, "a page was requested twice")
            #expect(server.log.count(of: "/robots.txt") == 1, "a robots.txt that is still good was asked for again")
        }
    }

    @Test func credentialsThatAreGivenAgainGoToTheSeeds() async throws {
        let skitter = try SkitterProcess()
        let links = (0..<5).map { "<a href='/\($0)'>x</a>" }.joined()
        var answers = [
            "/": ScriptedServer.Answer(
                "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: \(links.utf8.count)\n\n", Array(links.utf8))
        ]
        for number in 0..<5 { answers["/\(number)"] = ScriptedServer.Answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n") }
        let server = try ScriptedServer(answers)
        defer { server.stop() }
        let arguments = ["--robots", "off", "-u", "user:secret"]
        let stopped = try await skitter.run(
            ["crawl", server.origin + "/", "--max-pages", "1", "-o", "out"] + arguments)
        #expect(stopped.code == 12)
        #expect(try await skitter.run(["crawl", "--resume", "-o", "out", "--max-pages", "99"]).code == 2)
        let resumed = try await skitter.run(["crawl", "--resume", "-o", "out", "--max-pages", "99"] + arguments)
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(server.requestHeads.count == 6)
        #expect(server.requestHeads.allSatisfy { $0.contains("Authorization: Basic dXNlcjpzZWNyZXQ=") })
    }

    @Test func whatCannotGoOnIsRefusedInOneSentence() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 2, pageCount: 20))) { server in
            #expect(try await skitter.run(["crawl", server.origin + "/", "-o", "done"]).code == 0)
            let limited = ["crawl", server.origin + "/", "--max-pages", "3"]
            #expect(try await skitter.run(limited + ["-o", "part"]).code == 12)
            #expect(try await skitter.run(limited + ["-o", "bare", "--journal", "off"]).code == 12)
            _ = try skitter.file("foreign/notes.txt", "mine")
            let cases: [(arguments: [String], code: Int32, words: String)] = [
                (["-o", "done"], 7, "finished"), (["-o", "foreign"], 7, "holds no crawl"),
                (["-o", "bare"], 7, "--journal off"), (["-o", "nowhere"], 7, "holds no crawl"),
                (["-o", "part", "-d", "7"], 2, "--depth '7' contradicts"),
                (["-o", "part", server.origin + "/other"], 2, "keeps its seeds"),
                (["-o", "part", "--overwrite"], 2, "--overwrite"), ([], 2, "-o DIR"),
            ]
            for (arguments, code, words) in cases {
                let outcome = try await skitter.run(["crawl", "--resume"] + arguments)
                #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(arguments): \(outcome.errors)")
            }
            #expect(try await skitter.run(["crawl", "--resume", "-o", "part", "--max-pages", "500"]).code == 0)
        }
    }
}
