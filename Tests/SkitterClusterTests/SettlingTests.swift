#if Cluster
import SkitterCluster
import SkitterCore
import SkitterLock
import SkitterTesting
import Testing

/// What a crawler visited last before it was killed is recorded where it counts, and nowhere else.
@Suite(.enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(2)))
struct SettlingTests {
    private static let web = SyntheticWeb(hosts: 10, pages: 400, seed: 3)

    /// The disk of a crawler that is killed as it holds, or as it writes, for the `count`-th time.
    private final class DyingSink: HoldingRecordSink {
        enum Instant { case beforeTheFrontierKnows, beforeItIsWritten }

        struct Killed: Error {}

        let written = MemorySink()
        private let instant: Instant
        private let left: Locked<Int>
        private let onDisk = Locked<[HeldEntry]>([])

        init(at instant: Instant, after count: Int) {
            self.instant = instant
            self.left = Locked(count)
        }

        /// What it finds that goes on with its directory.
        var held: [HeldEntry] { self.onDisk.withLock { $0 } }

        private func lives(at instant: Instant) throws {
            guard self.instant == instant else { return }
            let left = self.left.withLock { left in
                left -= 1
                return left
            }
            if left <= 0 { throw Killed() }
        }

        func hold(_ entries: [HeldEntry]) throws {
            self.onDisk.withLock { $0 = entries }
            try self.lives(at: .beforeTheFrontierKnows)
        }

        func append(_ entries: [StepEntry]) throws {
            if !self.held.isEmpty { try self.lives(at: .beforeItIsWritten) }
            try self.written.append(entries)
            self.onDisk.withLock { $0 = [] }
        }

        func consumed(upTo step: UInt64) {}
        func close() {}
    }

    @Test(arguments: [1, 5, 12])
    func whatCountedIsRecordedOnceOverAllDirectories(count: Int) async throws {
        for instant in [DyingSink.Instant.beforeTheFrontierKnows, .beforeItIsWritten] {
            var fixture = try await ClusterFixture(Self.web, depthLimit: 5)
            fixture.configuration.leaseTime = .milliseconds(600)
            fixture.configuration.visitTime = .milliseconds(100)
            let dying = DyingSink(at: instant, after: count)
            let killed = try await fixture.frontier(dying)
            _ = try await killed.add([Seed(url: try Self.web.start)], at: .start)
            await #expect(throws: DyingSink.Killed.self) { try await fixture.crawler(on: killed).run() }
            #expect(!dying.held.isEmpty)

            let tables = try CrawlTables(fixture.crawl, at: try fixture.server.address)
            let accepted = try await tables.settle(dying.held.map(\.claim))
            switch instant {
            case .beforeTheFrontierKnows: #expect(accepted.isEmpty)
            case .beforeItIsWritten: #expect(accepted.count == dying.held.count)
            }
            // Whoever asks again hears the same.
            #expect(try await tables.settle(dying.held.map(\.claim)) == accepted)

            let other = MemorySink()
            #expect(try await fixture.crawler(other).run() == .drained)
            let settled = dying.held.filter { accepted.contains($0.claim) }.compactMap(\.entry.visit)
            let visits = dying.written.visits + settled + other.visits
            #expect(Set(visits.map(\.id)).count == visits.count, "a URL was recorded twice")
            #expect(visits.count == (try await killed.counts(at: .start)).ledger.visited)
        }
    }

    /// Drops the tables when it is first told what may count; keeps what it was told.
    private final class DroppingSink: HoldingRecordSink {
        let written = MemorySink()
        private let tables: CrawlTables
        private let onDisk = Locked<[[HeldEntry]]>([])

        init(_ tables: CrawlTables) {
            self.tables = tables
        }

        var held: [[HeldEntry]] { self.onDisk.withLock { $0 } }

        func hold(_ entries: [HeldEntry]) async throws {
            let isFirst = self.onDisk.withLock { held in
                held.append(entries)
                return held.count == 1
            }
            if isFirst { try await self.tables.drop() }
        }

        func append(_ entries: [StepEntry]) throws { try self.written.append(entries) }
        func consumed(upTo step: UInt64) {}
        func close() {}
    }

    @Test func whatNobodyAnsweredForIsHeldWhateverComesLater() async throws {
        let fixture = try await ClusterFixture(SyntheticWeb(hosts: 2, pages: 2, seed: 1), depthLimit: nil)
        let tables = try CrawlTables(fixture.crawl, at: try fixture.server.address)
        let facts = try await tables.facts()
        let sink = DroppingSink(tables)
        let frontier = try await fixture.frontier(sink)
        _ = try await frontier.add([Seed(url: try fixture.web.url(0)), Seed(url: try fixture.web.url(1))], at: .start)
        var leases: [Lease] = []
        while leases.count < 2 {
            let answer = try await frontier.lease(upTo: 2, at: .start)
            await frontier.resolved(fixture.web.resolved(answer.resolve), at: .start)
            leases += answer.leases
        }
        let visits = try leases.map { try fixture.web.visit($0, at: .start) }
        await #expect(throws: ClusterError.self) { try await frontier.finish([visits[0]], at: .start) }
        // The servers are back, and would take the next.
        try await tables.create(facts)
        await #expect(throws: ClusterError.self) { try await frontier.finish([visits[1]], at: .start) }
        #expect(sink.held.map { $0.map(\.claim.id) } == [[leases[0].fingerprint]])
        #expect(sink.written.all.isEmpty)
    }

    @Test func whatWasRefusedNeverCountsFromThenOn() async throws {
        let fixture = try await ClusterFixture(SyntheticWeb(hosts: 1, pages: 1, seed: 1), depthLimit: nil)
        let dying = DyingSink(at: .beforeTheFrontierKnows, after: 1)
        let killed = try await fixture.frontier(dying)
        _ = try await killed.add([Seed(url: try fixture.web.start)], at: .start)
        await #expect(throws: DyingSink.Killed.self) { try await fixture.crawler(on: killed).run() }
        let claim = try #require(dying.held.first?.claim)
        let tables = try ServerTables(
            crawl: fixture.crawl, at: try fixture.server.address, connections: 1, patience: .seconds(30))
        let queue = QueueKey(shard: claim.shard, host: claim.host)
        let late = { @Sendable in
            try await tables.complete(
                [VisitResult(queue: queue, id: claim.id, state: .fetched, depth: 0, hops: 0)],
                [LeaseReport(queue: queue, token: claim.token, isOver: false)], in: claim.shard)
        }
        let crawl = try CrawlTables(fixture.crawl, at: try fixture.server.address)
        #expect(try await crawl.settle([claim]).isEmpty)
        // It was on its way all the time, and its lease is in force.
        #expect(try await late().isEmpty)
        #expect(try await killed.counts(at: .start).ledger.fetched == 0)
    }

    @Test func whatALimitHeldBackIsToldOnceOverAllCrawlers() async throws {
        var fixture = try await ClusterFixture(Self.web, depthLimit: 3)
        let sinks = [MemorySink(), MemorySink(), MemorySink()]
        var frontiers: [ClusterFrontier] = []
        for (number, sink) in sinks.enumerated() {
            fixture.configuration.crawler = Int64(number) + 1
            frontiers.append(try await fixture.frontier(sink))
        }
        _ = try await frontiers[0].add([Seed(url: try Self.web.start)], at: .start)
        for frontier in frontiers { #expect(try await fixture.crawler(on: frontier).run() == .drained) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for frontier in frontiers {
                group.addTask { while case let skips = await frontier.skipsAtEnd(), !skips.isEmpty {} }
            }
            try await group.waitForAll()
        }
        let ledger = try await frontiers[0].counts(at: .start).ledger
        let skips = sinks.flatMap(\.skips).filter { $0.reason == .depth }
        #expect(try #require(ledger.skipped[.depth]) > 0)
        #expect(skips.count == ledger.skipped[.depth])
        #expect(Set(skips.map(\.id)).count == skips.count)
        #expect(skips.allSatisfy { $0.depth == 4 && $0.parent != nil })
    }

    @Test func aCrawlerThatWasKilledAmidTellingGoesOnWithIt() async throws {
        var fixture = try await ClusterFixture(Self.web, depthLimit: 3)
        fixture.configuration.crawler = 7
        let first = MemorySink()
        let killed = try await fixture.frontier(first)
        _ = try await killed.add([Seed(url: try Self.web.start)], at: .start)
        #expect(try await fixture.crawler(on: killed).run() == .drained)
        // It tells of one shard, and of some others nobody else may.
        _ = await killed.skipsAtEnd()
        let tables = try CrawlTables(fixture.crawl, at: try fixture.server.address)
        #expect(try await tables.hasUntoldRest(of: 7))
        #expect(try await !tables.hasUntoldRest(of: 8))

        fixture.configuration.toldAtEnd = Set(first.skips.map(\.id))
        let second = MemorySink()
        let resumed = try await fixture.frontier(second)
        while case let skips = await resumed.skipsAtEnd(), !skips.isEmpty {}
        #expect(try await !tables.hasUntoldRest(of: 7))
        let skips = (first.skips + second.skips).filter { $0.reason == .depth }
        #expect(skips.count == (try await killed.counts(at: .start)).ledger.skipped[.depth])
        #expect(Set(skips.map(\.id)).count == skips.count)
    }
}
#endif
