#if Cluster
import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// Crawls that several crawlers share, as their users start and steer them.
@Suite(.enabled(if: ClusterNodes.areInstalled, "PostgreSQL is not installed"), .twoAtATime, .patience)
struct ClusterEndToEndTests {
    private func expectSentence(_ outcome: SkitterProcess.Outcome, _ code: Int32, _ words: String) {
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }

    @Test func whoeverJoinsTakesSeedsAndOptionsOver() async throws {
        try await SharedCrawlFixture.crawling { crawl in
            // A crawler with one place holds eight hosts at the most: two of them leave some of the twenty to the third.
            let outcomes = try await crawl.runTogether([
                crawl.beginning(["-d", "inf", "-w", "200ms", "-c", "1", "-o", "a", "--retries", "2"]) + crawl.frontier,
                ["crawl", "-c", "1", "-o", "b"] + crawl.frontier,
                ["crawl", "-c", "1", "-o", "c", "--commit-changes", "7"] + crawl.frontier,
            ])
            for outcome in outcomes { #expect(outcome.code == 0, "\(outcome.errors)") }
            let manifests = try ["a", "b", "c"].map {
                try JSONValue(file: crawl.skitter.path($0 + "/manifest.json"))
            }
            #expect(manifests[1]["seeds"] == manifests[0]["seeds"])
            for option in ["depth", "scope", "delay", "per-host", "allow-private", "timeout"] {
                #expect(manifests[0]["options"][option] != .null, "\(option)")
                #expect(manifests[1]["options"][option] == manifests[0]["options"][option], "\(option)")
            }
            // What is not about the crawl, each decides for itself.
            #expect(manifests[2]["options"]["commit-changes"].string == "7")
            #expect(manifests[0]["options"]["commit-changes"].string == "1000")
            for name in ["a", "b", "c"] {
                #expect(try !SharedRecords([crawl.skitter.path(name)]).visits.isEmpty, "\(name)")
            }
            try crawl.expectWhole(["a", "b", "c"])
        }
    }

    @Test func whatContradictsTheCrawlIsRefusedInOneSentence() async throws {
        try await SharedCrawlFixture.crawling { crawl in
            #expect(
                try await crawl.skitter.run(
                    crawl.beginning(["--max-pages", "1", "-d", "3", "-o", "a"]) + crawl.frontier
                ).code == 12)
            let port = crawl.server.port
            let cases: [(arguments: [String], words: String)] = [
                (["-d", "9"], "--depth '9' contradicts the crawl"),
                (["-w", "1s"], "--delay '1.0s' contradicts the crawl"),
                (["--robots", "off"], "--robots 'off' contradicts the crawl"),
                (["http://h1.fixture.test:\(port)/"], "has other seeds"),
            ]
            for (arguments, words) in cases {
                let outcome = try await crawl.skitter.run(["crawl", "-o", "b"] + arguments + crawl.frontier)
                self.expectSentence(outcome, 2, words)
            }
            let requests = crawl.server.log.count
            #expect(requests == 2, "nobody who was refused has asked for anything")
        }
    }

    @Test func anUnknownCrawlIsSaidInOneSentence() async throws {
        try await SharedCrawlFixture.crawling { crawl in
            let unknown = ["--frontier", crawl.nodes.address(), "--crawl", "nowhere"]
            self.expectSentence(
                try await crawl.skitter.run(crawl.beginning(["-o", "a"]) + unknown), 2,
                "there is no crawl \"nowhere\"")
            for command in ["status", "pause", "resume", "stop", "drop"] {
                self.expectSentence(
                    try await crawl.skitter.run(["cluster", command] + unknown), 2, "there is no crawl \"nowhere\"")
            }
            self.expectSentence(try await crawl.cluster("create"), 2, "already")
            #expect(crawl.server.log.count == 0)
        }
    }

    @Test func serversThatAreGoneAtTheStartAreSaidAtOnce() async throws {
        try await SharedCrawlFixture.crawling { crawl in
            let way = try ServerProxy(to: crawl.nodes.ports)
            way.drop()
            let frontier = ["--frontier", crawl.nodes.address(ports: way.ports), "--crawl", crawl.name]
            self.expectSentence(
                try await crawl.skitter.run(crawl.beginning(["-o", "a"]) + frontier), 5, "cannot be reached")
            self.expectSentence(
                try await crawl.skitter.run(["cluster", "status"] + frontier), 5, "cannot be reached")
            #expect(crawl.server.log.count == 0)
        }
    }

    @Test func serversThatAreGoneForTooLongStopACrawlThatIsResumed() async throws {
        try await SharedCrawlFixture.crawling { crawl in
            let way = try ServerProxy(to: crawl.nodes.ports)
            let frontier = ["--frontier", crawl.nodes.address(ports: way.ports), "--crawl", crawl.name]
            let words =
                crawl.beginning(["-d", "inf", "-w", "20ms", "--frontier-timeout", "1s", "-o", "a"]) + frontier
            let stopped = try await crawl.skitter.run(words) { process in
                try await until { crawl.server.log.count >= 100 || !process.isRunning }
                way.drop()
            }
            #expect(stopped.code == 5, "\(stopped.errors)")
            #expect(stopped.output.contains("cannot be reached"), "\(stopped.output)")
            way.mend()
            let resumed = try await crawl.skitter.run(["crawl", "--resume", "-o", "a"] + frontier)
            #expect(resumed.code == 0, "\(resumed.errors)")
            try crawl.expectWhole(["a"])
        }
    }

    /// Returns when each of two crawlers has told of itself so many times.
    private func passBeats(_ count: Int, of crawl: SharedCrawlFixture, _ running: RunningCrawlers) async throws {
        var beats: [String: Int] = [:]
        var silences: [String: Double] = [:]
        var isOver = false
        while !isOver {
            try await crawl.pauseBetweenQuestions()
            try #require(running.ended == 0, "a crawler has ended meanwhile")
            let crawlers = try await crawl.status()["crawlers"].elements.filter { $0["alive"] == .boolean(true) }
            for crawler in crawlers {
                guard let id = crawler["id"].string, case .number(let silence) = crawler["silent_s"] else { continue }
                if let before = silences[id], silence < before { beats[id, default: 0] += 1 }
                silences[id] = silence
            }
            isOver = crawlers.count == 2 && crawlers.allSatisfy { beats[$0["id"].string ?? "", default: 0] >= count }
        }
    }

    @Test func allCrawlersArePausedAndGoOnTogether() async throws {
        try await SharedCrawlFixture.crawling(600) { crawl in
            let outcomes = try await crawl.runTogether([
                crawl.beginning(["-d", "inf", "-w", "50ms", "-o", "a"]) + crawl.frontier,
                ["crawl", "-o", "b"] + crawl.frontier,
            ]) { crawlers in
                try await until { crawl.server.log.count >= 60 || crawlers.ended > 0 }
                #expect(try await crawl.cluster("pause").code == 0)
                // A crawler asks once a second what it is to do.
                try await self.passBeats(3, of: crawl, crawlers)
                #expect(try await crawl.status()["order"].string == "pause")
                let count = crawl.server.log.count
                try await self.passBeats(3, of: crawl, crawlers)
                #expect(crawl.server.log.count == count, "a crawler that is paused has asked for something")
                #expect(try await crawl.cluster("resume").code == 0)
            }
            for outcome in outcomes { #expect(outcome.code == 0, "\(outcome.errors)") }
            try crawl.expectWhole(["a", "b"])
        }
    }

    @Test func allCrawlersAreStoppedAndNoneBeginsBeforeTheCrawlMayGoOn() async throws {
        try await SharedCrawlFixture.crawling(600) { crawl in
            let outcomes = try await crawl.runTogether([
                crawl.beginning(["-d", "inf", "-w", "50ms", "-o", "a"]) + crawl.frontier,
                ["crawl", "-o", "b"] + crawl.frontier,
            ]) { crawlers in
                try await until { crawl.server.log.count >= 60 || crawlers.ended > 0 }
                #expect(try await crawl.cluster("stop").code == 0)
            }
            for outcome in outcomes { #expect(outcome.code == 11, "\(outcome.errors)") }
            let count = crawl.server.log.count
            let refused = try await crawl.skitter.run(["crawl", "-o", "c"] + crawl.frontier)
            self.expectSentence(refused, 2, "is stopped")
            #expect(crawl.server.log.count == count)
            #expect(try await crawl.cluster("resume").code == 0)
            let resumed = try await crawl.run(["a", "b"].map { ["crawl", "--resume", "-o", $0] + crawl.frontier })
            for outcome in resumed { #expect(outcome.code == 0, "\(outcome.errors)") }
            try crawl.expectWhole(["a", "b"])
        }
    }

    @Test func aPasswordIsNowhereToBeFound() async throws {
        try await SharedCrawlFixture.crawling { crawl in
            let secret = "opensesame42"
            let way = try ServerProxy(to: crawl.nodes.ports)
            let address = crawl.nodes.address(ports: way.ports, user: "postgres:\(secret)")
            let frontier = ["--frontier", address, "--crawl", crawl.name]
            let words =
                crawl.beginning(["-d", "inf", "-w", "20ms", "--frontier-timeout", "1s", "-o", "a"]) + frontier
            let stopped = try await crawl.skitter.run(words) { process in
                try await until { crawl.server.log.count >= 20 || !process.isRunning }
                let list = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(process.number)/cmdline"))
                let text = String(decoding: list, as: UTF8.self)
                #expect(text.contains("postgresql://postgres:"))
                #expect(!text.contains(secret))
                // What is said of servers that are gone names them.
                way.drop()
            }
            #expect(stopped.code == 5)
            #expect(stopped.output.contains("cannot be reached"), "\(stopped.output)")
            #expect(!(stopped.errors + stopped.output).contains(secret))
            let folder = URL(fileURLWithPath: crawl.skitter.path("a"))
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            #expect(files.count > 3)
            for file in files {
                #expect(try Data(contentsOf: file).range(of: Data(secret.utf8)) == nil, "\(file.lastPathComponent)")
            }
            let broken = try await crawl.skitter.run(
                ["cluster", "status", "--frontier", "postgresql://postgres:\(secret)@[::", "--crawl", crawl.name])
            self.expectSentence(broken, 2, "is no connection string")
            #expect(!broken.errors.contains(secret))
        }
    }

    @Test func aBudgetOfPagesHoldsForAllCrawlersTogether() async throws {
        try await SharedCrawlFixture.crawling(1_500) { crawl in
            let outcomes = try await crawl.run([
                crawl.beginning(["-d", "inf", "--max-pages", "500", "-o", "a"]) + crawl.frontier,
                ["crawl", "-o", "b"] + crawl.frontier, ["crawl", "-o", "c"] + crawl.frontier,
            ])
            for outcome in outcomes { #expect(outcome.code == 12, "\(outcome.errors)") }
            let records = try SharedRecords(["a", "b", "c"].map(crawl.skitter.path))
            let fetched = records.visits.values.joined().count { $0.outcome == .fetched }
            #expect(fetched <= 500)
            #expect(fetched > 400, "a budget of which much is left was not spent")
            #expect(try await crawl.status()["ledger"]["fetched"].integer == fetched)
        }
    }
}
#endif
