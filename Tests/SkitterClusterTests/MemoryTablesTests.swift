#if Cluster
import SimulatedCluster
import SkitterCluster
import SkitterCore
import SkitterEngine
import SkitterLock
import SkitterTesting
import Testing

/// The frontier on tables in memory, whose clock stands still unless it is moved.
@Suite struct MemoryTablesTests {
    private static let web = SyntheticWeb(hosts: 20, pages: 600, seed: 7)

    /// Tables, and their clock in milliseconds.
    private static func tables(hashSeed: UInt64 = ClusterFixture.hashSeed) -> (tables: MemoryTables, clock: Hand) {
        let hand = Hand()
        return (MemoryTables(CrawlTables.Facts(shards: 4, hashSeed: hashSeed), clock: { hand.value }), hand)
    }

    /// The hand of a clock.
    private final class Hand: Sendable {
        private let milliseconds = Locked<Int64>(1_000_000)

        var value: Int64 { self.milliseconds.withLock { $0 } }

        func advance(_ milliseconds: Int64) { self.milliseconds.withLock { $0 += milliseconds } }
    }

    private static func frontier(
        _ tables: MemoryTables, depthLimit: Int? = nil, web: SyntheticWeb = Self.web, sink: MemorySink = MemorySink(),
        _ configure: (inout FrontierPolicy, inout ClusterConfiguration) -> Void = { _, _ in }
    ) async throws -> ClusterFrontier {
        var policy = ClusterFixture.policy(depthLimit: depthLimit)
        var configuration = ClusterConfiguration()
        configure(&policy, &configuration)
        return try await ClusterFrontier(
            on: tables, policy: policy, scope: Scope(mode: .any, seeds: [try web.start]), sink: sink,
            configuration: configuration)
    }

    /// The next lease, the host's address looked up on the way.
    private static func lease(_ frontier: ClusterFrontier, _ web: SyntheticWeb, at now: CrawlInstant) async throws
        -> Lease
    {
        var answer = try await frontier.lease(upTo: 1, at: now)
        if !answer.resolve.isEmpty {
            await frontier.resolved(web.resolved(answer.resolve), at: now)
            answer = try await frontier.lease(upTo: 1, at: now)
        }
        return try #require(answer.leases.first)
    }

    @Test(arguments: FrontierBackendContract.scenarios)
    func theFrontierOnTheModelKeepsTheContract(scenario: FrontierBackendContract.Scenario) async throws {
        var policy = FrontierPolicy()
        policy.obeysRobots = false
        policy.depthLimit = nil
        try await scenario.check(
            ClusterFrontier(
                on: Self.tables(hashSeed: policy.hashSeed).tables, policy: policy,
                scope: Scope(seeds: [try CrawlURL(FrontierBackendContract.seed)]), sink: MemorySink()))
    }

    @Test(arguments: [nil, 4])
    func manyCrawlersOnTheModelDoWhatOneDoes(depthLimit: Int?) async throws {
        let tables = Self.tables().tables
        let sinks = [MemorySink(), MemorySink()]
        let frontiers = [
            try await Self.frontier(tables, depthLimit: depthLimit, sink: sinks[0]),
            try await Self.frontier(tables, depthLimit: depthLimit, sink: sinks[1]),
        ]
        _ = try await frontiers[0].add([Seed(url: try Self.web.start)], at: .start)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for frontier in frontiers { group.addTask { try await SyntheticCrawler(Self.web, frontier).run() } }
            try await group.waitForAll()
        }
        let alone = Frontier(
            policy: ClusterFixture.policy(depthLimit: depthLimit),
            scope: Scope(mode: .any, seeds: [try Self.web.start]),
            outboxCapacity: .max)
        _ = await alone.add([Seed(url: try Self.web.start)], at: .start)
        try await SyntheticCrawler(Self.web, alone).run()
        let counts = try await frontiers[1].counts(at: .start)
        let expected = await alone.counts(at: .start)
        #expect(counts.ledger == expected.ledger)
        if depthLimit != nil { #expect(counts.fetchedByDepth == expected.fetchedByDepth) }
        let visits = sinks.flatMap(\.visits)
        #expect(Set(visits.map(\.url)).count == visits.count && visits.count == expected.ledger.visited)
    }

    @Test(arguments: [false, true])
    func aVisitThatOutlivesItsLeaseIsNotMadeAgainByItsCrawler(isFailure: Bool) async throws {
        let web = SyntheticWeb(hosts: 1, pages: 1, seed: 1)
        let (tables, clock) = Self.tables()
        let frozen = try await Self.frontier(tables, web: web)
        _ = try await frozen.add([Seed(url: try web.start)], at: .start)
        let late = try await Self.lease(frozen, web, at: .start)
        clock.advance(200_000)
        let other = try await Self.frontier(tables, web: web)
        let lease = try await Self.lease(other, web, at: .start)
        #expect(lease.fingerprint == late.fingerprint)
        // It wakes up, and sees first that its lease is over.
        let now = CrawlInstant(sinceStart: .seconds(200))
        #expect(try await frozen.lease(upTo: 1, at: now).leases.isEmpty)
        var visit = FinishedVisit(lease: late.id, result: .unvisited, exchange: nil)
        if isFailure {
            visit = try web.visit(late, at: now)
            guard case .visited(let record, _, _, _) = visit.result else {
                Issue.record("\(visit.result)")
                return
            }
            visit.result = .visited(record, outlinks: [], redirect: nil, retry: FinishedVisit.Retry(isHostWide: true))
        }
        _ = try await frozen.finish([visit], at: now)
        let later = CrawlInstant(sinceStart: .seconds(300))
        #expect(try await frozen.lease(upTo: 1, at: later).leases.isEmpty, "the other crawler has the host")
        _ = try await other.finish([try web.visit(lease, at: .start)], at: .start)
        #expect(try await frozen.counts(at: later).ledger.fetched == 1)
    }

    @Test(arguments: [(delay: 20, latestStart: 70), (delay: 3600, latestStart: 60)])
    func theLastRequestLeavesRoomForTheDelayBehindItAsFarAsALeaseHasIt(delay: Int, latestStart: Int) async throws {
        let tables = Self.tables().tables
        let frontier = try await Self.frontier(tables) { policy, configuration in
            policy.delay = .seconds(delay)
            configuration.leaseTime = .seconds(120)
            configuration.visitTime = .seconds(30)
        }
        _ = try await frontier.add([Seed(url: try Self.web.start)], at: .start)
        let lease = try await Self.lease(frontier, Self.web, at: .start)
        #expect(lease.latestStart == CrawlInstant(sinceStart: .seconds(latestStart)))
    }

    @Test func whoAsksWhenALeaseIsToBeRenewedIsNotToldToAskAtOnce() async throws {
        let tables = Self.tables().tables
        let frontier = try await Self.frontier(tables)
        _ = try await frontier.add([Seed(url: try Self.web.start)], at: .start)
        _ = try await Self.lease(frontier, Self.web, at: .start)
        // Looks for others happen first: each later than the one before.
        var now = CrawlInstant.start
        let renewal = CrawlInstant(sinceStart: ClusterConfiguration().leaseTime / 2)
        while now <= renewal {
            let answer = try await frontier.lease(upTo: 1, at: now)
            guard case .others(let instant) = answer.wait, instant > now else {
                Issue.record("\(answer.wait) at \(now)")
                return
            }
            now = instant
        }
    }
}
#endif
