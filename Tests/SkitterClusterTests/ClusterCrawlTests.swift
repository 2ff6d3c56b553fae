#if Cluster
import SkitterCluster
import SkitterCore
import SkitterEngine
import SkitterLock
import SkitterTesting
import Testing

@Suite(.enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(5)))
struct ClusterCrawlTests {
    private static let web = SyntheticWeb(hosts: 20, pages: 1500, seed: 7)

    /// What a crawl of one machine comes to.
    private static func alone(depthLimit: Int?) async throws -> FrontierCounts {
        let frontier = Frontier(
            policy: ClusterFixture.policy(depthLimit: depthLimit),
            scope: Scope(mode: .any, seeds: [try self.web.start]),
            outboxCapacity: .max)
        _ = await frontier.add([Seed(url: try self.web.start)], at: .start)
        try await SyntheticCrawler(self.web, frontier).run()
        return await frontier.counts(at: .start)
    }

    @Test(arguments: [nil, 4, 6])
    func manyCrawlersDoWhatOneDoes(depthLimit: Int?) async throws {
        let fixture = try await ClusterFixture(Self.web, depthLimit: depthLimit)
        let sinks = [MemorySink(), MemorySink(), MemorySink()]
        let frontiers = [
            try await fixture.frontier(sinks[0]), try await fixture.frontier(sinks[1]),
            try await fixture.frontier(sinks[2]),
        ]
        #expect(try await frontiers[0].add([Seed(url: try Self.web.start)], at: .start) == 1)
        try await withThrowingTaskGroup(of: LeaseAnswer.Wait.self) { group in
            for frontier in frontiers { group.addTask { try await fixture.crawler(on: frontier).run() } }
            for try await end in group { #expect(end == .drained) }
        }
        let alone = try await Self.alone(depthLimit: depthLimit)
        let counts = try await frontiers[1].counts(at: .start)
        #expect(counts.ledger == alone.ledger)
        #expect(counts.ledger.closes)
        // Without a limit a page's depth is that of one way to it: which one, is a matter of time.
        if depthLimit != nil { #expect(counts.fetchedByDepth == alone.fetchedByDepth) }
        #expect(counts.hosts == alone.hosts)
        let visits = sinks.flatMap(\.visits)
        #expect(Set(visits.map(\.url)).count == visits.count, "a URL was recorded twice")
        #expect(visits.count == alone.ledger.visited)
        #expect(sinks.allSatisfy { !$0.visits.isEmpty }, "a crawler had nothing to do")
        // Depths as recorded, with what was learnt of them later.
        var depths: [UInt64: Int] = [:]
        for visit in visits where visit.outcome == .fetched { depths[visit.id] = visit.depthAtFetch }
        for change in sinks.flatMap(\.all).flatMap(\.depthChanges) {
            depths[change.id] = min(depths[change.id] ?? .max, change.depth)
        }
        #expect(Dictionary(grouping: depths.values) { $0 }.mapValues(\.count) == counts.fetchedByDepth)
        #expect(visits.reduce(1) { $0 + $1.links.new } <= alone.ledger.discovered)
    }

    @Test func whatAKilledCrawlerHadInHandIsVisitedByOthers() async throws {
        var fixture = try await ClusterFixture(Self.web, depthLimit: nil)
        fixture.configuration.leaseTime = .milliseconds(600)
        fixture.configuration.visitTime = .milliseconds(100)
        let sinks = [MemorySink(), MemorySink()]
        let killed = try await fixture.frontier(sinks[0])
        _ = try await killed.add([Seed(url: try Self.web.start)], at: .start)
        try await fixture.crawler(on: killed).run(upTo: 300)
        // From here on nobody asks it anything more: it holds leases, and URLs that it never finishes.
        _ = try await killed.lease(upTo: 8, at: .start)
        #expect(try await fixture.crawler(sinks[1]).run() == .drained)
        let counts = try await killed.counts(at: .start)
        #expect(counts.ledger == (try await Self.alone(depthLimit: nil)).ledger)
        let visits = sinks.flatMap(\.visits)
        #expect(Set(visits.map(\.url)).count == visits.count)
        #expect(visits.count == counts.ledger.visited)
    }

    @Test func crawlersGoOnWhenTheirServerCrashes() async throws {
        let server = try PostgresServer()
        let fixture = try await ClusterFixture(Self.web, depthLimit: 5, on: server)
        let sinks = [MemorySink(), MemorySink()]
        let visits = Locked(0)
        let crawlers = [try await fixture.crawler(sinks[0]), try await fixture.crawler(sinks[1])].map { crawler in
            var crawler = crawler
            crawler.visited = { _, _ in
                // One of them waits here for the server; the other is in the middle of something.
                let count = visits.withLock { visits in
                    visits += 1
                    return visits
                }
                if count % 200 == 0 { try server.crash() }
            }
            return crawler
        }
        _ = try await crawlers[0].frontier.add([Seed(url: try Self.web.start)], at: .start)
        try await withThrowingTaskGroup(of: LeaseAnswer.Wait.self) { group in
            for crawler in crawlers { group.addTask { try await crawler.run() } }
            for try await end in group { #expect(end == .drained) }
        }
        let alone = try await Self.alone(depthLimit: 5)
        let counts = try await crawlers[0].frontier.counts(at: .start)
        #expect(counts.ledger == alone.ledger)
        #expect(counts.fetchedByDepth == alone.fetchedByDepth)
        let records = sinks.flatMap(\.visits)
        #expect(Set(records.map(\.url)).count == records.count)
        #expect(records.count == alone.ledger.visited)
    }

    @Test func aVisitThatComesBackAfterItsLeaseEndedCountsForNothing() async throws {
        var fixture = try await ClusterFixture(SyntheticWeb(hosts: 1, pages: 1, seed: 1), depthLimit: nil)
        fixture.configuration.leaseTime = .milliseconds(200)
        fixture.configuration.visitTime = .milliseconds(50)
        let late = MemorySink()
        let other = MemorySink()
        let slow = try await fixture.frontier(late)
        _ = try await slow.add([Seed(url: try fixture.web.start)], at: .start)
        var answer = try await slow.lease(upTo: 1, at: .start)
        await slow.resolved(fixture.web.resolved(answer.resolve), at: .start)
        answer = try await slow.lease(upTo: 1, at: .start)
        let lease = try #require(answer.leases.first)
        #expect(lease.latestStart == CrawlInstant(sinceStart: .milliseconds(150)))
        #expect(try await fixture.crawler(other).run() == .drained)
        let answers = try await slow.finish(
            [fixture.web.visit(lease, at: .start)], at: .start)
        guard case .nothing? = answers.first else {
            Issue.record("it counted")
            return
        }
        #expect(late.all.isEmpty)
        #expect(other.visits.count == 1)
        #expect(try await slow.counts(at: .start).ledger.fetched == 1)
    }

    @Test func aVisitThatComesBackWhileAnotherCrawlerHasItsURLCountsForNothing() async throws {
        var fixture = try await ClusterFixture(SyntheticWeb(hosts: 1, pages: 1, seed: 1), depthLimit: nil)
        fixture.configuration.leaseTime = .milliseconds(200)
        fixture.configuration.visitTime = .milliseconds(50)
        let sinks = [MemorySink(), MemorySink()]
        let slow = try await fixture.frontier(sinks[0])
        _ = try await slow.add([Seed(url: try fixture.web.start)], at: .start)
        let late = try await Self.lease(slow, fixture.web)
        fixture.configuration.leaseTime = .seconds(120)
        let other = try await fixture.frontier(sinks[1])
        let lease = try await Self.lease(other, fixture.web)
        #expect(lease.fingerprint == late.fingerprint)
        _ = try await slow.finish([fixture.web.visit(late, at: .start)], at: .start)
        #expect(sinks[0].all.isEmpty)
        // It is in the other's hand still, and nobody else's.
        #expect(try await slow.counts(at: .start).ledger.leased == 1)
        _ = try await other.finish([fixture.web.visit(lease, at: .start)], at: .start)
        #expect(sinks[1].visits.map(\.id) == [lease.fingerprint])
        #expect(try await slow.counts(at: .start).ledger.fetched == 1)
    }

    /// The next lease, once there is one: asks again and again, by a clock of its own.
    private static func lease(_ frontier: ClusterFrontier, _ web: SyntheticWeb) async throws -> Lease {
        var now = CrawlInstant.start
        while true {
            let answer = try await frontier.lease(upTo: 1, at: now)
            if let lease = answer.leases.first { return lease }
            await frontier.resolved(web.resolved(answer.resolve), at: now)
            if answer.resolve.isEmpty { now = now.advanced(by: .seconds(1)) }
        }
    }

    @Test func aHostIsLeasedToOneCrawlerAndKeepsItsDelayForTheNext() async throws {
        var fixture = try await ClusterFixture(SyntheticWeb(hosts: 1, pages: 10, seed: 1), depthLimit: nil)
        fixture.policy.delay = .milliseconds(400)
        fixture.configuration.urlsPerHost = 1
        let instants = Locked<[ContinuousClock.Instant]>([])
        let crawlers = [try await fixture.crawler(), try await fixture.crawler()].map { crawler in
            var crawler = crawler
            crawler.visited = { _, instant in instants.withLock { $0.append(instant) } }
            return crawler
        }
        _ = try await crawlers[0].frontier.add(
            try (0..<4).map { Seed(url: try fixture.web.url($0)) }, at: .start)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for crawler in crawlers { group.addTask { try await crawler.run(upTo: 3) } }
            try await group.waitForAll()
        }
        let times = instants.withLock { $0 }.sorted()
        #expect(times.count == 6)
        for (earlier, later) in zip(times, times.dropFirst()) { #expect(later - earlier >= .milliseconds(399)) }
    }

    @Test func oneCrawlerAsksForRobotsAndAllObeyIt() async throws {
        var fixture = try await ClusterFixture(SyntheticWeb(hosts: 1, pages: 40, seed: 3), depthLimit: nil)
        fixture.policy.obeysRobots = true
        fixture.configuration.urlsPerHost = 2
        let robots = Locked(0)
        let crawlers = [try await fixture.crawler(), try await fixture.crawler(), try await fixture.crawler()].map {
            crawler in
            var crawler = crawler
            crawler.visited = { lease, _ in
                switch lease.work {
                case .robots: robots.withLock { $0 += 1 }
                case .page(let rules): #expect(rules != nil)
                case .settle: break
                }
            }
            return crawler
        }
        _ = try await crawlers[0].frontier.add([Seed(url: try fixture.web.start)], at: .start)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for crawler in crawlers { group.addTask { try await crawler.run() } }
            try await group.waitForAll()
        }
        #expect(robots.withLock { $0 } == 1)
    }

    @Test func aBudgetHoldsForTheWholeCrawl() async throws {
        var fixture = try await ClusterFixture(Self.web, depthLimit: nil)
        fixture.policy.maxPages = 100
        let crawler = try await fixture.crawler()
        _ = try await crawler.frontier.add([Seed(url: try Self.web.start)], at: .start)
        #expect(try await crawler.run() == .budget)
        let ledger = try await crawler.frontier.counts(at: .start).ledger
        #expect(ledger.fetched == 100)
        #expect(ledger.closes && ledger.leased == 0 && ledger.pending > 0)
        #expect(try await fixture.crawler().run() == .budget)
    }

    @Test func theBudgetOfAHostHoldsForTheWholeCrawl() async throws {
        var fixture = try await ClusterFixture(SyntheticWeb(hosts: 6, pages: 300, seed: 5), depthLimit: nil)
        fixture.policy.maxPagesPerHost = 10
        fixture.policy.perHost = 4
        fixture.configuration.urlsPerHost = 3
        let sinks = [MemorySink(), MemorySink()]
        let crawlers = [try await fixture.crawler(sinks[0]), try await fixture.crawler(sinks[1])]
        _ = try await crawlers[0].frontier.add([Seed(url: try fixture.web.start)], at: .start)
        try await withThrowingTaskGroup(of: LeaseAnswer.Wait.self) { group in
            for crawler in crawlers { group.addTask { try await crawler.run() } }
            for try await end in group { #expect(end == .drained) }
        }
        let fetched = sinks.flatMap(\.visits).filter { $0.outcome == .fetched }
        let hosts = Dictionary(grouping: try fetched.map { try CrawlURL($0.url).hostname }, by: \.self)
        #expect(hosts.count == 6 && hosts.values.allSatisfy { $0.count == 10 })
        let ledger = try await crawlers[0].frontier.counts(at: .start).ledger
        #expect(ledger.closes && ledger.fetched == 60)
        #expect(ledger.skipped[.hostBudget] == sinks.flatMap(\.skips).count)
    }
}
#endif
