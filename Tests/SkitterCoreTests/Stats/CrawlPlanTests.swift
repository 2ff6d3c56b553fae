import SkitterCore
import Testing

@Suite struct CrawlPlanTests {
    private static func host(
        _ name: String, delay: Int, named: Int, refused: Int = 0, address: UInt32? = nil, gap: Int = 0
    ) -> PlannedHost {
        var host = PlannedHost(host: name)
        (host.delay, host.named, host.refused) = (.seconds(delay), named, refused)
        (host.address, host.addressDelay) = (address.map { IPAddress(v4: $0) }, .milliseconds(gap))
        return host
    }

    @Test func aHostLastsAsLongAsTheDelaysBetweenItsRequests() {
        #expect(Self.host("a", delay: 2, named: 10, refused: 4).leastTime == .seconds(10))
        #expect(Self.host("a", delay: 2, named: 1).leastTime == .zero)
        #expect(Self.host("a", delay: 2, named: 3, refused: 3).leastTime == .zero)
    }

    @Test func theSlowestHostDecidesAndStandsFirst() throws {
        let plan = CrawlPlan(
            hosts: [
                Self.host("a", delay: 1, named: 100), Self.host("b", delay: 60, named: 5),
                Self.host("c", delay: 0, named: 9),
            ],
            outOfScope: 0)
        #expect(plan.hosts.map(\.host) == ["b", "a", "c"])
        let least = try #require(plan.leastTime)
        #expect(least.time == .seconds(240) && least.bottleneck == .host("b"))
    }

    @Test func hostsAtOneAddressKeepItsGapTogether() throws {
        let hosts = (0..<100).map { Self.host("h\($0)", delay: 1, named: 11, address: 7, gap: 250) }
        let least = try #require(CrawlPlan(hosts: hosts, outOfScope: 0).leastTime)
        #expect(least.time == .milliseconds(250 * 1_099) && least.bottleneck == .address(IPAddress(v4: 7)))
    }

    @Test func whereNothingIsToFetchNothingTakesTime() {
        #expect(CrawlPlan(hosts: [], outOfScope: 3).leastTime == nil)
        #expect(CrawlPlan(hosts: [Self.host("a", delay: 0, named: 50)], outOfScope: 0).leastTime == nil)
    }
}
