#if Cluster
import SkitterCluster
import SkitterCore
import SkitterTesting
import Testing

/// What is parked for one crawler is parked for all.
@Suite(.enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(2)))
struct SharedParkingTests {
    private static let pattern = "http://h0.test/{n}"

    @Test func whatTheUserParksOfOneCrawlerNoOtherVisits() async throws {
        let web = SyntheticWeb(hosts: 3, pages: 300, seed: 5)
        var fixture = try await ClusterFixture(web, depthLimit: nil)
        let sinks = [MemorySink(), MemorySink()]
        fixture.configuration.crawler = 1
        let first = try await fixture.frontier(sinks[0])
        fixture.configuration.crawler = 2
        let second = try await fixture.frontier(sinks[1])
        _ = try await first.add([Seed(url: try web.start)], at: .start)
        try await fixture.crawler(on: second).run(upTo: 20)
        try await first.park(Parking(Self.pattern, isParked: true), at: .start)
        let late = SyntheticCrawler(web, second)
        let before = sinks[1].visits.count { $0.url.hasPrefix("http://h0.test/") }
        // What was in the hand of the second crawler it learns of within a second.
        #expect(try await late.run() == .drained)
        let parked = try await first.counts(at: .start)
        #expect(parked.ledger.closes)
        #expect(parked.ledger.parked > 20)
        let visited = sinks[1].visits.count { $0.url.hasPrefix("http://h0.test/") }
        #expect(visited - before <= 64, "\(visited - before) were visited after that")
        let records = sinks.flatMap(\.skips).filter { $0.reason == .parked }
        #expect(records.count == parked.ledger.parked)
        #expect(records.allSatisfy { $0.detail == Self.pattern && $0.isParkedByUser })

        // The first puts back what the second has parked.
        try await first.park(Parking(Self.pattern, isParked: false), at: .start)
        #expect(try await fixture.crawler(on: first).run() == .drained)
        let ledger = try await first.counts(at: .start).ledger
        #expect(ledger.closes)
        #expect(ledger.parked == 0)
        #expect(sinks.flatMap(\.skips).count { $0.reason == .unparked } == records.count)
        let ids = sinks.flatMap(\.visits).map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.count == ledger.visited)
    }

    @Test func aPatternThatOnlyRepeatsItselfIsParkedForAll() async throws {
        let web = SyntheticWeb(hosts: 1, pages: 2000, seed: 5)
        var fixture = try await ClusterFixture(web, depthLimit: nil)
        fixture.policy.traps.isOn = true
        let sinks = [MemorySink(), MemorySink()]
        let first = try await fixture.frontier(sinks[0])
        let second = try await fixture.frontier(sinks[1])
        _ = try await first.add([Seed(url: try web.start)], at: .start)
        var crawler = fixture.crawler(on: first)
        // Each page is as the one before.
        crawler.signature = { PageSignature(of: $0.url, $1, body: [1, 2, 3].span, links: []) }
        #expect(try await crawler.run() == .drained)
        let visits = sinks[0].visits.count
        #expect((200...400).contains(visits), "\(visits) visits")
        let ledger = try await second.counts(at: .start).ledger
        #expect(ledger.closes)
        #expect(ledger.parked > 200)
        #expect(sinks[0].skips.count == ledger.parked)
        #expect(sinks[0].skips.allSatisfy { $0.detail == Self.pattern && !$0.isParkedByUser })
        // The other one knows it from the tables: of pages that nobody has named yet, it visits those that the user names, and parks
        // what these link to.
        let seeds = try (5000..<5040).map { Seed(url: try web.url($0)) }
        _ = try await second.add(seeds, at: .start)
        #expect(try await fixture.crawler(on: second).run() == .drained)
        #expect(!sinks[1].visits.isEmpty)
        #expect(sinks[1].visits.allSatisfy { $0.via == LinkSource.seed.rawValue })
        #expect(!sinks[1].skips.isEmpty)
    }
}
#endif
