#if Cluster
import SkitterCluster
import SkitterCore
import Testing

/// What crawlers of one crawl tell each other beside its URLs.
@Suite(.enabled(if: PostgresServer.isInstalled))
struct MembersTests {
    private static func tables() async throws -> CrawlTables {
        let server = try PostgresServer.shared.get()
        return try CrawlTables(try await server.newTables(), at: try server.address)
    }

    @Test func whatTheFirstSetsHoldsForAll() async throws {
        let tables = try await Self.tables()
        #expect(try await tables.settings().isEmpty)
        #expect(try await tables.adopt(["depth": "3", "scope": "host"]) == ["depth": "3", "scope": "host"])
        #expect(try await tables.adopt(["depth": "4", "scope": "host"]) == ["depth": "3", "scope": "host"])
    }

    @Test func ofTwoThatBeginAtATimeOneSetsAll() async throws {
        let tables = try await Self.tables()
        let other = try CrawlTables(tables.crawl, at: try PostgresServer.shared.get().address)
        let settings = { @Sendable (value: String) in
            Dictionary(uniqueKeysWithValues: (0..<200).map { ("name \($0)", value) })
        }
        async let first = tables.adopt(settings("first"))
        async let second = other.adopt(settings("second"))
        let (one, two) = try await (first, second)
        #expect(one == two)
        #expect(Set(one.values).count == 1)
    }

    @Test func aCrawlerHearsWhatTheUserTells() async throws {
        let tables = try await Self.tables()
        var crawler = SharedCrawlStatus.Crawler(id: UInt64(Int64.max), name: "host:1")
        #expect(try await tables.beat(crawler) == .run)
        for order in [SharedCrawlStatus.Order.pause, .stop, .run] {
            try await tables.tell(order)
            #expect(try await tables.beat(crawler) == order)
            #expect(try await tables.order() == order)
            #expect(try await tables.status().order == order)
        }
        crawler.hasEnded = true
        _ = try await tables.beat(crawler)
        #expect(try await tables.status().crawlers.map(\.isAlive) == [false])
    }

    @Test func theStatusTellsOfEachCrawlerWhatItToldLast() async throws {
        let tables = try await Self.tables()
        var crawler = SharedCrawlStatus.Crawler(id: 5, name: "host:1")
        _ = try await tables.beat(crawler)
        crawler.visits = 1 << 40
        crawler.visitsPerSecond = 12.5
        crawler.leases = 3
        crawler.inFlight = 9
        crawler.limiter = .politeness
        _ = try await tables.beat(crawler)
        _ = try await tables.beat(SharedCrawlStatus.Crawler(id: 6, name: "host:2"))
        var status = try await tables.status()
        #expect(status.crawlers.map(\.id) == [5, 6])
        let first = try #require(status.crawlers.first)
        #expect(first.isAlive)
        status.crawlers[0].silence = .zero
        #expect(status.crawlers[0] == crawler)
        #expect(status.limiter == .politeness)
    }

    @Test func theStatusTellsWhereURLsStand() async throws {
        var fixture = try await ClusterFixture(SyntheticWeb(hosts: 5, pages: 60, seed: 2), depthLimit: nil)
        fixture.configuration.leaseTime = .seconds(100)
        let tables = try CrawlTables(fixture.crawl, at: try fixture.server.address)
        #expect(try await tables.status().oldestLease == nil)
        let frontier = try await fixture.frontier()
        _ = try await frontier.add([Seed(url: try fixture.web.start)], at: .start)
        #expect(try await tables.status().pendingByDepth == [0: 1])
        try await fixture.crawler(on: frontier).run(upTo: 30)
        let status = try await tables.status()
        let counts = try await frontier.counts(at: .start)
        #expect(status.ledger == counts.ledger)
        #expect(status.ledger.closes)
        #expect(status.hosts == counts.hosts)
        // What is handed out waits too, until it is settled.
        #expect(status.pendingByDepth?.values.reduce(0, +) == counts.ledger.pending + counts.ledger.leased)
        let lease = try #require(status.oldestLease)
        #expect(lease.left > .seconds(50) && lease.left <= .seconds(100))
        #expect(lease.host.hasSuffix(".test"))
    }
}
#endif
