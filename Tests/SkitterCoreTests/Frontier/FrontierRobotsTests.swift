import SkitterCore
import Testing

@Suite struct FrontierRobotsTests {
    private func frontier(_ seeds: [String] = ["http://example.org/"]) throws -> FrontierFixture {
        try FrontierFixture(seeds: seeds) { $0.obeysRobots = true }
    }

    private func answer(_ frontier: FrontierFixture, _ lease: Lease, _ answer: RobotsAnswer) {
        let exchange = FinishedVisit.Exchange(started: frontier.now, ended: frontier.now)
        _ = frontier.machine.visitFinished(
            FinishedVisit(lease: lease.id, result: .robots(answer), exchange: exchange), at: frontier.now)
    }

    @Test func robotsComesFirstOnceAndTheOthersWait() throws {
        let frontier = try FrontierFixture(seeds: ["http://127.0.0.1/a", "http://127.0.0.1/b"]) {
            $0.obeysRobots = true
        }
        let answer = frontier.lease()
        #expect(answer.leases.map(\.url.href) == ["http://127.0.0.1/robots.txt"])
        #expect(answer.wait == .finish)
        self.answer(frontier, answer.leases[0], .rules(RobotsRules()))
        #expect(frontier.lease().leases.map(\.url.pathname) == ["/a", "/b"])
    }

    @Test func robotsIsARequestLikeAnyOtherAndKeepsTheDelay() throws {
        let frontier = try self.frontier()
        let robots = try #require(try frontier.next())
        self.answer(frontier, robots, .rules(RobotsRules()))
        #expect(try frontier.next()?.url.pathname == "/")
        #expect(frontier.now == CrawlInstant(sinceStart: .seconds(1)))
    }

    @Test func aCrawlDelayIsObeyedAlsoBeyondTheCapAndOnPrivateHosts() throws {
        let frontier = try FrontierFixture { $0.obeysRobots = true }
        let rules = RobotsTxt(parsing: Array("User-agent: *\nCrawl-delay: 45\n".utf8)).rules(for: "skitter")
        self.answer(frontier, try #require(try frontier.next()), .rules(rules))
        let page = try #require(try frontier.next())
        #expect(frontier.now == CrawlInstant(sinceStart: .seconds(45)))
        try frontier.finish(page, links: ["/a"])
        _ = try #require(try frontier.next())
        #expect(frontier.now == CrawlInstant(sinceStart: .seconds(90)))
    }

    @Test func eachPortHasARobotsOfItsOwn() throws {
        let frontier = try FrontierFixture(seeds: ["http://127.0.0.1:81/", "http://127.0.0.1:82/"]) {
            $0.obeysRobots = true
        }
        var urls: [String] = []
        while let lease = try frontier.next() {
            urls.append(lease.url.href)
            if case .robots = lease.work {
                self.answer(frontier, lease, .rules(RobotsRules()))
            } else {
                try frontier.finish(lease)
            }
        }
        #expect(
            Set(urls) == [
                "http://127.0.0.1:81/robots.txt", "http://127.0.0.1:81/", "http://127.0.0.1:82/robots.txt",
                "http://127.0.0.1:82/",
            ])
        #expect(urls.count == 4)
    }

    @Test func aServerErrorIsRetriedAndThenForbidsEverything() throws {
        let frontier = try self.frontier()
        var tries = 0
        while let lease = try frontier.next() {
            guard case .robots = lease.work else {
                guard case .settle(.robotsUnreachable(let message)) = lease.work else {
                    Issue.record("a page was fetched although robots.txt could not be had")
                    return
                }
                #expect(message == "robots.txt answered 503")
                _ = frontier.machine.visitFinished(
                    FinishedVisit(
                        lease: lease.id, result: .skipped(.robotsUnreachable, detail: message), exchange: nil),
                    at: frontier.now)
                continue
            }
            tries += 1
            self.answer(frontier, lease, .serverError(status: 503, retryAfter: nil))
        }
        #expect(tries == 5)
        #expect(frontier.ledger.skipped == [.robotsUnreachable: 1])
        #expect(frontier.ledger.closes)
    }

    @Test func anOldRobotsIsFetchedAgain() throws {
        let frontier = try FrontierFixture { $0.obeysRobots = true }
        self.answer(frontier, try #require(try frontier.next()), .rules(RobotsRules()))
        let seed = try #require(try frontier.next())
        try frontier.finish(seed, links: ["/a"], after: .seconds(25 * 3600))
        guard case .robots? = try frontier.next()?.work else {
            Issue.record("a robots.txt of yesterday was used")
            return
        }
    }

    @Test func aRobotsLeaseGivenBackIsHandedOutAgain() throws {
        let frontier = try FrontierFixture { $0.obeysRobots = true }
        let robots = try #require(try frontier.next())
        _ = frontier.machine.visitFinished(
            FinishedVisit(lease: robots.id, result: .unvisited, exchange: nil), at: frontier.now)
        guard case .robots? = try frontier.next()?.work else {
            Issue.record("the host stayed closed")
            return
        }
    }
}
