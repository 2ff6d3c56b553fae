import SkitterCore
import Testing

@Suite struct FrontierRetryTests {
    @Test func aFailureThatMayPassIsTriedAgainLaterAndOnlyTheLastOutcomeCounts() throws {
        let frontier = try FrontierFixture { $0.retries = 2 }
        var attempts: [Int] = []
        var instants: [CrawlInstant] = []
        while let lease = try frontier.next() {
            attempts.append(lease.attempt)
            instants.append(frontier.now)
            let step = try frontier.finish(lease, status: 500, retry: FinishedVisit.Retry(isHostWide: false))
            #expect((step.visit == nil) == (lease.attempt < 3))
        }
        #expect(attempts == [1, 2, 3])
        #expect(instants[0].duration(to: instants[1]) >= .milliseconds(500))
        #expect(instants[1].duration(to: instants[2]) >= .seconds(1))
        #expect(frontier.ledger.failed == [.server: 1])
        #expect(frontier.ledger.closes)
    }

    @Test func whoKeepsNoPausesWaitsForNothing() throws {
        let frontier = try FrontierFixture(seeds: ["http://example.org/"]) {
            $0.keepsPauses = false
            $0.delay = .seconds(5)
        }
        var attempts: [Int] = []
        while let lease = try frontier.next() {
            attempts.append(lease.attempt)
            let advice = FinishedVisit.Retry(after: .seconds(600), isHostWide: lease.attempt == 1)
            try frontier.finish(lease, status: 503, retry: advice)
        }
        #expect(attempts == [1, 2, 3])
        #expect(frontier.now == .start)
    }

    @Test func aURLThatWaitsForItsRetryHoldsUpNothingElse() throws {
        let frontier = try FrontierFixture()
        try frontier.finish(try #require(try frontier.next()), links: ["/bad", "/good"])
        let leases = frontier.lease(1).leases
        try frontier.finish(leases[0], status: 500, retry: FinishedVisit.Retry(isHostWide: false))
        #expect(frontier.lease().leases.map(\.url.pathname) == ["/good"])
    }

    @Test func retryAfterClosesTheWholeHost() throws {
        let frontier = try FrontierFixture()
        try frontier.finish(try #require(try frontier.next()), links: ["/a", "/b"])
        let first = try #require(frontier.lease(1).leases.first)
        try frontier.finish(first, status: 429, retry: FinishedVisit.Retry(after: .seconds(7), isHostWide: true))
        #expect(frontier.lease().wait == .until(CrawlInstant(sinceStart: .seconds(7)), host: "127.0.0.1"))
        #expect(try frontier.next()?.url.pathname == "/a")
    }

    @Test func aRetryAfterOfYearsIsTakenForADay() throws {
        let frontier = try FrontierFixture { $0.maxHostWait = .seconds(1_000_000) }
        let seed = try #require(try frontier.next())
        try frontier.finish(
            seed, status: 503, retry: FinishedVisit.Retry(after: .seconds(Int64.max / 2), isHostWide: true))
        #expect(frontier.lease().wait == .until(CrawlInstant(sinceStart: .seconds(24 * 3600)), host: "127.0.0.1"))
    }

    @Test func retriesOfAHostAreHeldToATenthOfItsRequests() throws {
        let frontier = try FrontierFixture { $0.retries = 5 }
        try frontier.finish(try #require(try frontier.next()), links: (0..<100).map { "/\($0)" })
        var requests = 0
        while let lease = try frontier.next() {
            requests += 1
            try frontier.finish(lease, status: 502, retry: FinishedVisit.Retry(isHostWide: false))
        }
        #expect(requests <= 100 + 12)
        #expect(frontier.ledger.failed == [.server: 100])
    }

    @Test func aHostUnderStrainIsAskedLessAtATimeAndRecovers() throws {
        let frontier = try FrontierFixture {
            $0.concurrency = 16
            $0.retries = 0
        }
        try frontier.finish(try #require(try frontier.next()), links: (0..<600).map { "/\($0)" })
        var open = frontier.lease().leases
        #expect(open.count == 16)
        for lease in open { try frontier.finish(lease, status: 429) }
        open = frontier.lease().leases
        #expect(open.count == 8)
        var peak = 0
        while let lease = open.popLast() {
            try frontier.finish(lease)
            open += frontier.lease().leases
            peak = max(peak, open.count)
        }
        #expect(peak == 16)
        #expect(frontier.ledger.pending == 0)
    }
}
