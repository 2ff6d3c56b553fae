import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// robots.txt and delays, as the server sees them.
@Suite(.twoAtATime, .patience) struct PolitenessEndToEndTests {
    private static func web(pageCount: Int = 60, _ robots: FixtureWeb.Robots) -> FixtureWeb {
        var options = FixtureWeb.Options()
        options.robots = robots
        return FixtureWeb(seed: 3, pageCount: pageCount, options: options)
    }

    @Test func robotsOffFetchesWhatRobotsForbids() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web(.rules)), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "--robots", "off", "-o", "out",
            ])
            #expect(outcome.code == 0)
            #expect(server.log.count(of: "/robots.txt") == 0)
            // A web whose robots.txt is missing knows what a crawler fetches that is forbidden nothing.
            #expect(try Set(CrawlRecord(skitter.path("out")).fetched) == Self.web(.status(404)).expectedPaths())
        }
    }

    @Test func aMissingRobotsPermitsEverything() async throws {
        let web = Self.web(.status(404))
        #expect(web.expectedPaths().count > Self.web(.rules).expectedPaths().count)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web), options: .logged) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-o", "out"])
            #expect(outcome.code == 0)
            #expect(server.log.count(of: "/robots.txt") == 1)
            #expect(try Set(CrawlRecord(skitter.path("out")).fetched) == web.expectedPaths())
        }
    }

    @Test func theRulesBehindARedirectOfRobotsAreObeyed() async throws {
        let web = Self.web(.redirect)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web), options: .logged) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-o", "out"])
            #expect(outcome.code == 0)
            #expect(server.log.count(of: "/robots.txt") == 1)
            #expect(server.log.count(of: "/robots-moved.txt") == 1)
            #expect(try Set(CrawlRecord(skitter.path("out")).fetched) == web.expectedPaths())
            #expect(Set(server.log.requestedPages).isDisjoint(with: web.disallowedPaths))
        }
    }

    @Test func aRobotsThatAnswersServerErrorForbidsEverything() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web(.status(500))), options: .logged) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-o", "out", "--max-host-wait", "1ms"])
            #expect(outcome.code == 4)
            #expect(outcome.output.contains("robots.txt answered 500"))
            #expect(server.log.requestedPages.isEmpty)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.visits.isEmpty)
            #expect(record.skips.map(\.reason) == [.robotsUnreachable])
        }
    }

    @Test func aHostRestsBetweenAnAnswerAndTheNextRequest() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web(.rules)), options: .logged) { server in
            _ = try await skitter.run([
                "crawl", server.origin + "/", "-w", "300ms", "-c", "8", "--max-pages", "4", "-o", "out",
            ])
            let gaps = server.log.gaps()
            #expect(gaps.count == 4)
            #expect(gaps.allSatisfy { $0 >= .milliseconds(300) }, "\(gaps)")
        }
    }

    @Test func anAddressIsNotAskedMoreOftenThanItsGapAllows() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(Self.web(.rules)), options: .logged) { server in
            _ = try await skitter.run([
                "crawl", server.origin + "/", "--per-ip-delay", "300ms", "-c", "8", "--max-pages", "4", "-o", "out",
            ])
            let arrivals = server.log.arrivals()
            #expect(arrivals.count == 5)
            // This gap runs from start to start: a request that is late on its way comes nearer to the next one. Over all
            // of them only the first one's way counts.
            let all = Duration.microseconds(try #require(arrivals.last) - arrivals[0])
            #expect(all >= .milliseconds(4 * 300 - 150), "\(all)")
            #expect(server.log.gaps().allSatisfy { $0 >= .milliseconds(100) }, "\(server.log.gaps())")
        }
    }

    @Test func aCrawlDelayIsKeptOnLoopbackToo() async throws {
        var options = FixtureWeb.Options()
        options.crawlDelaySeconds = 1
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 100, options: options)), options: .logged) {
            server in
            _ = try await skitter.run(["crawl", server.origin + "/", "--max-pages", "3", "-c", "8", "-o", "out"])
            let gaps = server.log.gaps()
            #expect(gaps.count == 3)
            #expect(gaps.allSatisfy { $0 >= .seconds(1) }, "\(gaps)")
        }
    }
}
