#if Cluster
import SkitterCluster
import SkitterCore
import SkitterLock
import SkitterTesting
import Testing

/// Hosts at one address, in the hands of several crawlers.
@Suite(.enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(2)))
struct SharedAddressTests {
    private static let web = SyntheticWeb(hosts: 12, pages: 120, seed: 9, addresses: 2)
    private static let gap: Duration = .milliseconds(40)

    private static func tables(_ crawl: String) throws -> ServerTables {
        try ServerTables(
            crawl: crawl, at: try PostgresServer.shared.get().address, connections: 1, patience: .seconds(30))
    }

    @Test func crawlersKeepTheGapOfAnAddressTogether() async throws {
        var fixture = try await ClusterFixture(Self.web, depthLimit: nil)
        fixture.policy.perAddressDelay = Self.gap
        fixture.configuration.addressTime = .milliseconds(400)
        let starts = Locked<[IPAddress: [ContinuousClock.Instant]]>([:])
        let sinks = [MemorySink(), MemorySink(), MemorySink()]
        var crawlers: [SyntheticCrawler] = []
        for (number, sink) in sinks.enumerated() {
            fixture.configuration.crawler = Int64(number) + 1
            var crawler = try await fixture.crawler(sink)
            crawler.visited = { lease, instant in
                let address = SyntheticWeb.address(of: lease.url.hostname, among: Self.web.addresses)
                starts.withLock { $0[address, default: []].append(instant) }
            }
            crawlers.append(crawler)
        }
        _ = try await crawlers[0].frontier.add([Seed(url: try Self.web.start)], at: .start)
        try await withThrowingTaskGroup(of: LeaseAnswer.Wait.self) { group in
            for crawler in crawlers { group.addTask { try await crawler.run() } }
            for try await end in group { #expect(end == .drained) }
        }
        let ledger = try await crawlers[0].frontier.counts(at: .start).ledger
        #expect(ledger.closes && ledger.pending == 0)
        #expect(sinks.flatMap(\.visits).count == ledger.visited)
        let gaps = starts.withLock { $0 }.values.flatMap { instants in
            let sorted = instants.sorted()
            return zip(sorted, sorted.dropFirst()).map { $0.duration(to: $1) }
        }
        #expect(gaps.count > 100)
        // The tables count milliseconds.
        let shortest = gaps.min() ?? .zero
        #expect(shortest >= Self.gap - .milliseconds(2), "\(shortest)")
    }

    @Test func anAddressIsOneCrawlersUntilItGivesItBackOrRunsOut() async throws {
        let crawl = try await PostgresServer.shared.get().newTables()
        let tables = try Self.tables(crawl)
        let address = try #require(IPAddress(urlHost: "192.0.2.1"))
        let claim = [AddressClaim(address: address, gap: .seconds(3))]
        let ask = { @Sendable (owner: Int64, time: Duration) in
            try #require(try await tables.claim(claim, in: 0, for: owner, time: time).first)
        }
        let first = try await ask(1, .seconds(60))
        #expect(first.isOwn && first.opensAfter <= .zero)
        let refused = try await ask(2, .seconds(60))
        #expect(!refused.isOwn && refused.endsAfter > .seconds(50) && refused.endsAfter <= .seconds(60))
        #expect(try await ask(1, .seconds(60)).isOwn)
        // Whoever has it not cannot give it back.
        try await tables.yield([(address, .zero)], in: 0, by: 2)
        #expect(try await !ask(2, .seconds(60)).isOwn)
        try await tables.yield([(address, .seconds(5))], in: 0, by: 1)
        let second = try await ask(2, .zero)
        #expect(second.isOwn && second.opensAfter > .seconds(4) && second.opensAfter <= .seconds(5))
        // It has run out at once, and was never given back: a request may have been sent until then.
        let third = try await ask(3, .seconds(60))
        #expect(third.isOwn && third.opensAfter > .seconds(2))
    }
}
#endif
