import SkitterCore
import Testing

struct HostPolicyTests {
    @Test func aHostHasADelayOfItsOwn() throws {
        let frontier = try FrontierFixture(seeds: ["http://a.example/", "http://b.example/"], scope: .host) {
            $0.delay = .seconds(2)
            $0.perAddressDelay = .zero
            $0.hosts["a.example", default: HostPolicy()].delay = .seconds(7)
        }
        for _ in 0..<2 {
            let lease = try #require(try frontier.next())
            try frontier.finish(lease, links: [lease.url.href + "next"])
        }
        let waiting = frontier.machine.waitingHosts(limit: 5, at: frontier.now)
        #expect(
            Dictionary(uniqueKeysWithValues: waiting.map { ($0.host, $0.until) }) == [
                "a.example": .seconds(7), "b.example": .seconds(2),
            ])
        let paces = Dictionary(uniqueKeysWithValues: frontier.machine.hostPaces.map { ($0.host, $0.delay) })
        #expect(paces == ["a.example": .seconds(7), "b.example": .seconds(2)])
    }

    @Test func aHostHasPlacesOfItsOwn() throws {
        let frontier = try FrontierFixture {
            $0.perHost = 1
            $0.hosts["127.0.0.1", default: HostPolicy()].perHost = 2
        }
        try frontier.finish(try #require(try frontier.next()), links: ["/a", "/b", "/c"])
        #expect(frontier.lease().leases.count == 2)
    }

    @Test func hostsBelowADomainHaveADelayOfTheirOwn() throws {
        let seeds = ["http://a.example/", "http://b.example/", "http://c.b.example/"]
        let frontier = try FrontierFixture(seeds: seeds, scope: .host) {
            $0.delay = .seconds(2)
            $0.hosts = ["*.example": HostPolicy(delay: .seconds(7)), "a.example": HostPolicy(delay: .seconds(3))]
            $0.hosts["*.b.example", default: HostPolicy()].perHost = 4
        }
        let paces = Dictionary(uniqueKeysWithValues: frontier.machine.hostPaces.map { ($0.host, $0.delay) })
        #expect(paces == ["a.example": .seconds(3), "b.example": .seconds(7), "c.b.example": .seconds(7)])
    }
}
