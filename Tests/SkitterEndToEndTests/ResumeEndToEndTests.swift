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

    /// When a crawl is killed.
    enum Moment: Sendable {
        /// At any instant of it.
        case anyTime
        /// While its directory is made: when the manifest is there, and perhaps nothing else.
        case birth
        /// Within the first instants of each process: while it reads its journal, repairs its files, makes its first commits.
        case soon
        /// When it has just begun another WARC file.
        case rotation
        /// When SQLite writes its log back into the database.
        case checkpoint
        /// At any instant of a crawl that keeps next to nothing in memory.
        case shortOfMemory

        /// Options under which the moment comes often.
        var arguments: [String] {
            switch self {
            case .anyTime, .birth, .soon: []
            case .rotation: ["--warc", "--warc-size", "60K"]
            case .checkpoint: ["--commit-changes", "1", "--commit-interval", "0"]
            case .shortOfMemory: ["--max-memory", "64K"]
            }
        }

        /// Returns at the moment, or throws; a crawl that ends before it is not waited for.
        func wait(
            in directory: String, longest: Duration, while isRunning: @Sendable () -> Bool,
            using generator: inout SplitMix64
        ) async throws {
            switch self {
            case .birth:
                try await until {
                    FileManager.default.fileExists(atPath: directory + "/manifest.json") || !isRunning()
                }
                let instant = ContinuousClock.now + .milliseconds(Int.random(in: 0...15, using: &generator))
                try await until { ContinuousClock.now >= instant || !isRunning() }
            case .anyTime, .soon, .shortOfMemory:
                let share = self == .soon ? 0.005...0.15 : 0.02...1
                let instant = ContinuousClock.now + longest * Double.random(in: share, using: &generator)
                try await until { ContinuousClock.now >= instant || !isRunning() }
            case .rotation:
                let count = Moment.files(in: directory) + Int.random(in: 1...4, using: &generator)
                try await until { Moment.files(in: directory) >= count || !isRunning() }
            case .checkpoint:
                // The main file changes when the log is written back, and when it is made.
                var changes = Int.random(in: 0...1, using: &generator)
                var last = Moment.changed(directory + "/crawl.sqlite")
                try await until {
                    let now = Moment.changed(directory + "/crawl.sqlite")
                    if now != last { changes -= 1 }
                    last = now
                    return changes < 0 || !isRunning()
                }
            }
        }

        private static func files(in directory: String) -> Int {
            (try? FileManager.default.contentsOfDirectory(atPath: directory + "/warc").count) ?? 0
        }

        private static func changed(_ path: String) -> Int {
            var status = stat()
            return stat(path, &status) == 0 ? status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec : 0
        }
    }

    /// Crawls into `out`, killed at such moments until `kills` are spent, then to its end.
    private func crawlKilled(
        _ skitter: SkitterProcess, _ arguments: [String], at moment: Moment, kills: Int, longest: Duration, seed: UInt64
    ) async throws -> (kills: Int, code: Int32, errors: String) {
        var generator = SplitMix64(seed: seed)
        var killed = 0
        while true {
            let hasBegun = FileManager.default.fileExists(atPath: skitter.path("out/manifest.json"))
            let isLast = killed >= kills
            // First it is born, then it gets somewhere, then it is killed several times in a row before it gets any further.
            let now = moment == .soon && killed < 2 ? [Moment.birth, .anyTime][killed] : moment
            let dice = generator
            _ = generator.next()
            let outcome = try await skitter.run(hasBegun ? ["crawl", "--resume", "-o", "out"] : arguments) { process in
                if isLast { return }
                var dice = dice
                try await now.wait(
                    in: skitter.path("out"), longest: longest, while: { process.isRunning }, using: &dice)
                process.signal(SIGKILL)
            }
            // Killed behind its last commit, it has ended all the same.
            let isFinished = outcome.code == 7 && outcome.errors.contains("a crawl that is finished (finished)")
            if outcome.code != -SIGKILL { return (killed, isFinished ? 0 : outcome.code, outcome.errors) }
            killed += 1
            if !FileManager.default.fileExists(atPath: skitter.path("out/manifest.json")) {
                // It died before it wrote anything: nothing is there to resume, and nothing in the way.
                try? FileManager.default.removeItem(atPath: skitter.path("out"))
            }
        }
    }

    @Test(arguments: [
        (depth: "5", archive: false, moment: Moment.anyTime), (depth: "inf", archive: true, moment: .anyTime),
        (depth: "5", archive: false, moment: .soon), (depth: "inf", archive: true, moment: .rotation),
        (depth: "inf", archive: false, moment: .checkpoint), (depth: "5", archive: false, moment: .shortOfMemory),
    ])
    func aKilledCrawlEndsWithTheRecordsOfAnUnbrokenOne(depth: String, archive: Bool, moment: Moment) async throws {
        let web = FixtureWeb(seed: 11, pageCount: moment == .anyTime ? 2000 : 400)
        var kills = 0
        var seed: UInt64 = 1
        try await FixtureServer.serving(.web(web)) { server in
            let arguments =
                ["crawl", server.origin + "/", "-d", depth, "-c", "16", "-o", "out"] + moment.arguments
                + (archive && moment != .rotation ? ["--warc"] : [])
            let whole = try SkitterProcess()
            let start = ContinuousClock.now
            // With all the memory it wants.
            #expect(try await whole.run(arguments + ["--max-memory", "512M"]).code == 0)
            let length = start.duration(to: .now)
            let expected = try CrawlRecord(whole.path("out"))
            let count = moment == .anyTime ? Self.kills : max(1, Self.kills * 3 / 10)
            while kills < count {
                let skitter = try SkitterProcess()
                let (spent, code, errors) = try await self.crawlKilled(
                    skitter, arguments, at: moment, kills: min(5, count - kills), longest: length, seed: seed)
                kills += max(1, spent)
                seed += 1
                #expect(code == 0, "\(errors)")
                let record = try CrawlRecord(skitter.path("out"))
                try self.expect(record, toEqual: expected, withDepths: depth != "inf")
                if archive { try self.expectArchive(of: record, in: skitter.path("out")) }
            }
        }
    }

    /// The same URLs with the same outcomes and skips; `withDepths`, with the same final depths. Without a limit a page keeps the depth
    /// at which it was fetched, and after a kill that may be another (docs/decisions/frontier.md).
    private func expect(_ record: CrawlRecord, toEqual expected: CrawlRecord, withDepths: Bool) throws {
        func lines(_ record: CrawlRecord) -> Set<String> {
            Set(
                record.visits.map { visit in
                    "\(visit.requestTarget) \(visit.outcomeWord)"
                        + (withDepths ? " \(record.finalDepth(of: visit))" : "")
                } + record.skips.map { "\($0.requestTarget) \($0.reason)" + (withDepths ? " \($0.depth)" : "") })
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

    @Test func aLinkThatWaitedForItsHostKeepsThePageThatNamedIt() async throws {
        let skitter = try SkitterProcess()
        func page(_ text: String) -> ScriptedServer.Answer {
            ScriptedServer.Answer(
                "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: \(text.utf8.count)\n\n", Array(text.utf8))
        }
        // The host is not in scope before the second seed has led there; what is found on the way there is found there.
        let links = ["late", "home-too"].map { "<a href='//localhost:PORT/\($0)'>x</a>" }.joined()
        let server = try ScriptedServer { port in
            [
                "/first": page(links.replacing("PORT", with: "\(port)")),
                "/second": ScriptedServer.Answer(
                    "HTTP/1.1 302 Found\nLocation: http://localhost:\(port)/home\nContent-Length: 0\n\n"),
                "/home": page("<a href=/home-too>x</a><a href=/other>x</a>"), "/late": page(""), "/home-too": page(""),
                "/other": page(""),
            ]
        }
        defer { server.stop() }
        let crawl = ["crawl", server.origin + "/first", server.origin + "/second", "--robots", "off", "-c", "1"]
        #expect(try await skitter.run(crawl + ["-o", "whole"]).code == 0)
        #expect(try await skitter.run(crawl + ["-o", "out", "--max-pages", "2"]).code == 12)
        #expect(try await skitter.run(["crawl", "--resume", "-o", "out", "--max-pages", "99"]).code == 0)
        let (record, whole) = (try CrawlRecord(skitter.path("out")), try CrawlRecord(skitter.path("whole")))
        func parents(_ record: CrawlRecord) -> [String: String?] {
            Dictionary(uniqueKeysWithValues: record.visits.map { ($0.url, $0.parent) })
        }
        let host = "http://localhost:\(server.port)"
        #expect(parents(record) == parents(whole))
        #expect(parents(whole)[host + "/late"] == server.origin + "/first")
        #expect(parents(whole)[host + "/home-too"] == host + "/home")
        #expect(record.visits.count == 6)
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
