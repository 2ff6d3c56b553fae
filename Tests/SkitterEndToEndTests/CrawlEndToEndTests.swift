import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// The real binary against a real server on loopback: what it wrote, and what the server's log saw.
@Suite(.serialized, .timeLimit(.minutes(2))) struct CrawlEndToEndTests {
    private static let logged: FixtureServer.Options = {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        return options
    }()

    private func pages(in log: FixtureLog) -> [String] {
        log.entries.map(\.target).filter { $0 != "/robots.txt" }
    }

    @Test(arguments: [0, 1, 2, 5, 50], [1, 64])
    func everyPageOfTheFixtureWebIsFoundOnceAtItsDepth(depth: Int, connections: Int) async throws {
        let web = FixtureWeb(seed: 3, pageCount: 150)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web), options: Self.logged) { server in
            let outcome = try await skitter.run(
                ["crawl", server.origin + "/", "-d", "\(depth)", "-c", "\(connections)", "-o", "out"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            let fetched = try record.fetched
            #expect(Set(fetched) == web.expectedPaths(depth: depth))
            #expect(fetched.count == Set(fetched).count)
            for (path, final) in try record.depthsByTarget() {
                #expect(final == web.expectedDepth(of: path), "\(path)")
            }
            #expect(
                Set(try record.targets { if case .redirected = $0 { true } else { false } })
                    == web.expectedRedirects(depth: depth))
            let requested = self.pages(in: server.log)
            #expect(requested.count == Set(requested).count, "a page was requested twice")
            #expect(Set(requested).isDisjoint(with: web.forbiddenPaths))
            #expect(server.log.entries.filter { $0.target == "/robots.txt" }.count == 1)
            #expect(server.log.entries.allSatisfy { $0.userAgent?.hasPrefix("Skitter/") == true })
        }
    }

    @Test func robotsOffFetchesWhatRobotsForbids() async throws {
        let web = FixtureWeb(seed: 3, pageCount: 60)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web), options: Self.logged) { server in
            _ = try await skitter.run(["crawl", server.origin + "/", "-d", "50", "--robots", "off", "-o", "out"])
            let requested = Set(self.pages(in: server.log))
            #expect(!requested.isDisjoint(with: web.disallowedPaths))
            #expect(!server.log.entries.contains { $0.target == "/robots.txt" })
        }
    }

    @Test func aRobotsThatAnswersServerErrorForbidsEverything() async throws {
        var options = FixtureWeb.Options()
        options.robots = .status(500)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 20, options: options)), options: Self.logged) {
            server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-o", "out", "--max-host-wait", "1ms"])
            #expect(outcome.code == 4)
            #expect(self.pages(in: server.log).isEmpty)
            #expect(try CrawlRecord(skitter.path("out")).skips.map(\.reason) == [.robotsUnreachable])
        }
    }

    @Test(arguments: [
        (["-w", "200ms", "-c", "8"], 195_000),
        // This gap runs from start to start: a request that is late on its way comes nearer to the next one.
        (["--per-ip-delay", "200ms", "-c", "8"], 120_000),
    ])
    func delaysAreKeptAsTheServersLogTells(arguments: [String], leastGap: Int) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 100)), options: Self.logged) { server in
            _ = try await skitter.run(["crawl", server.origin + "/", "--max-pages", "6", "-o", "out"] + arguments)
            try self.expectGaps(of: Int64(leastGap), in: server.log, count: 7)
        }
    }

    @Test func aCrawlDelayIsKeptOnLoopbackToo() async throws {
        var options = FixtureWeb.Options()
        options.crawlDelaySeconds = 1
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 100, options: options)), options: Self.logged) {
            server in
            _ = try await skitter.run(["crawl", server.origin + "/", "--max-pages", "3", "-c", "8", "-o", "out"])
            try self.expectGaps(of: 995_000, in: server.log, count: 4)
        }
    }

    private func expectGaps(of least: Int64, in log: FixtureLog, count: Int) throws {
        let arrivals = log.entries.map(\.receivedMicroseconds).sorted()
        try #require(arrivals.count >= count)
        for (earlier, later) in zip(arrivals, arrivals.dropFirst()) { #expect(later - earlier >= least) }
    }

    @Test func retryAfterIsObeyedAndTheLastOutcomeCounts() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: Self.logged) { server in
            let target = "/fault/503?retry-after=1&times=1"
            let outcome = try await skitter.run(["crawl", server.origin + target, "-d", "0", "-o", "out"])
            #expect(outcome.code == 0)
            let arrivals = server.log.entries.filter { $0.target == target }.map(\.receivedMicroseconds).sorted()
            try #require(arrivals.count == 2)
            #expect(arrivals[1] - arrivals[0] >= 1_000_000)
            let visit = try CrawlRecord(skitter.path("out")).visit(target)
            #expect(visit.outcome == .fetched)
            #expect(visit.attempts == 2)
        }
    }

    @Test func thePageBudgetIsExact() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 100))) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "--max-pages", "7", "-d", "50", "-o", "out",
            ])
            #expect(outcome.code == 12)
            #expect(try CrawlRecord(skitter.path("out")).fetched.count == 7)
        }
    }

    @Test func theTimeBudgetEndsARunThatWouldGoOn() async throws {
        var options = FixtureServer.Options()
        options.latency = .milliseconds(100)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 5000)), options: options) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "2", "--max-time", "1s", "-o", "out",
            ])
            #expect(outcome.code == 12)
            #expect(try CrawlRecord(skitter.path("out")).replay.recorded?.pending ?? 0 > 0)
        }
    }

    /// Each fault that a client in the process survives; the session's contract names those that none does.
    private static let faults: [(path: String, outcome: String)] = [
        ("/fault/status/404", "http-4xx"), ("/fault/500", "http-5xx"), ("/fault/redirect-loop", "redirected"),
        ("/fault/redirect-self", "redirected"), ("/fault/never", "timeout"), ("/fault/truncated", "incomplete"),
        ("/fault/truncated-chunked", "incomplete"), ("/fault/reset", "disconnected"), ("/fault/close", "disconnected"),
        ("/fault/binary-as-html", "fetched"), ("/fault/empty", "fetched"), ("/fault/no-content-type", "fetched"),
        ("/fault/10mb", "fetched"), ("/fault/gzip", "fetched"), ("/fault/1xx", "fetched"),
    ]

    @Test func aSiteFullOfFaultsIsCrawledToItsEnd() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 60))) { server in
            let seeds = try skitter.file(
                "seeds.txt", ([""] + Self.faults.map(\.path)).map { server.origin + $0 }.joined(separator: "\n"))
            let outcome = try await skitter.run(
                ["crawl", "-i", seeds, "-d", "0", "-m", "2s", "--retries", "0", "-c", "16", "-o", "out"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            for fault in Self.faults {
                let visit = try record.visit(fault.path)
                let word =
                    switch visit.outcome {
                    case .fetched: "fetched"
                    case .redirected: "redirected"
                    case .failed(let failure, _): failure.description
                    }
                #expect(word == fault.outcome, "\(fault.path)")
            }
        }
    }

    @Test func aRedirectToAPrivateAddressThatNoSeedNamesIsNotFollowed() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: Self.logged) { other in
            try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
                let target =
                    "/fault/redirect-to?url=" + other.origin.replacing(":", with: "%3A").replacing("/", with: "%2F")
                    + "%2F"
                _ = try await skitter.run(["crawl", server.origin + target, "-o", "out"])
                #expect(try CrawlRecord(skitter.path("out")).visits.count == 1)
                #expect(other.log.entries.isEmpty)
            }
        }
    }
}
