import SkitterCore
import Testing

/// Why the frontier gives no more, and what it tells of hosts that wait.
@Suite struct FrontierLimitTests {
    @Test func aHostThatMayNotBeAskedYetLimitsByPoliteness() throws {
        let frontier = try FrontierFixture { $0.delay = .seconds(2) }
        let lease = try #require(try frontier.next())
        #expect(frontier.lease().limiter == .frontierEmpty)
        try frontier.finish(lease, links: ["/a", "/b"])
        #expect(frontier.lease().limiter == .politeness)
        #expect(
            frontier.machine.waitingHosts(limit: 5, at: frontier.now)
                == [WaitingHost(host: "127.0.0.1", queued: 2, until: .seconds(2))])
        #expect(frontier.machine.waitingHosts(limit: 0, at: frontier.now).isEmpty)
        #expect(frontier.machine.waitingHosts(limit: 5, at: CrawlInstant(sinceStart: .seconds(2))).isEmpty)
    }

    @Test func aHostWithAsManyRequestsAsItBearsLimitsByPoliteness() throws {
        let frontier = try FrontierFixture { $0.perHost = 1 }
        try frontier.finish(try #require(try frontier.next()), links: ["/a", "/b"])
        let answer = frontier.lease()
        #expect(answer.leases.count == 1 && answer.limiter == .politeness)
        let lease = try #require(answer.leases.first)
        #expect(frontier.machine.subject(ofLease: lease.id) == lease.url.href)
        #expect(frontier.machine.subject(ofLease: lease.id + 1) == nil)
    }

    @Test func aLookUpThatIsAllThereIsLimitsByItself() throws {
        let frontier = try FrontierFixture(seeds: ["http://h.example/"])
        #expect(frontier.lease().resolve == ["h.example"])
        #expect(frontier.machine.lookUps(limit: 1) == ["h.example"])
        frontier.machine.hostResolved(ResolvedHost(host: "h.example", result: .success([IPAddress(v4: 0x5DB8_D822)])))
        #expect(frontier.machine.lookUps(limit: 1).isEmpty)
        #expect(frontier.lease(1).limiter == nil)
        #expect(frontier.lease(1).limiter == .frontierEmpty)
    }

    @Test func aBudgetThatIsSpentLimits() throws {
        let frontier = try FrontierFixture { $0.maxPages = 2 }
        try frontier.finish(try #require(try frontier.next()), links: ["/a", "/b"])
        let answer = frontier.lease()
        #expect(answer.leases.count == 1 && answer.limiter == .budget)
        try frontier.finish(try #require(answer.leases.first))
        #expect(frontier.lease().limiter == .budget)
    }

    @Test func hostsThatWaitLongestComeFirst() throws {
        let hosts = (1...9).map { "http://127.0.0.\($0)/" }
        let frontier = try FrontierFixture(seeds: hosts) { $0.delay = .seconds(10) }
        for second in 0..<9 {
            frontier.now = CrawlInstant(sinceStart: .seconds(second))
            let lease = try #require(frontier.lease(1).leases.first)
            try frontier.finish(lease, links: [lease.url.href + "a"])
        }
        let waiting = frontier.machine.waitingHosts(limit: 3, at: frontier.now)
        #expect(waiting.map(\.until) == [.seconds(18), .seconds(17), .seconds(16)])
        #expect(frontier.machine.hostPaces.allSatisfy { $0.delay == .seconds(10) && $0.delaySource == .option })
    }
}
