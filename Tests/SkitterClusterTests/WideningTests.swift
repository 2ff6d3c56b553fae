#if Cluster
import SkitterCluster
import SkitterCore
import SkitterTesting
import Testing

/// Seeds of which one redirects to another host, and crawlers each of which sees a part of it.
@Suite(.enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(1)))
struct WideningTests {
    /// What each page links to; b.test redirects.
    private static let links = [
        "http://a.test/": ["http://www.test/x", "http://other.test/y"], "http://www.test/": ["http://www.test/z", "/"],
    ]
    private static let redirects = ["http://b.test/": "http://www.test/"]
    private static let seeds = ["http://a.test/", "http://b.test/"]

    private static func visit(_ lease: Lease) throws -> FinishedVisit {
        let link = { (text: String, source: LinkSource) in
            let url = try CrawlURL(text, base: lease.url)
            let id = url.fingerprint(seed: ClusterFixture.hashSeed).rawValue
            return Outlink(
                url: url, fingerprint: id, source: source, isInScope: source == .redirect || lease.scope.accepts(url))
        }
        let redirect = try self.redirects[lease.url.href].map { try link($0, .redirect) }
        var record = VisitRecord(
            id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
            via: lease.via.rawValue, startedMicroseconds: 0, outcome: .fetched)
        record.status = 200
        if let redirect { record.outcome = .redirected(target: redirect.url.href) }
        let outlinks = try (self.links[lease.url.href] ?? []).map { try link($0, .a) }.filter {
            $0.isInScope || lease.keepsRefusedHosts
        }
        return FinishedVisit(
            lease: lease.id, result: .visited(record, outlinks: outlinks, redirect: redirect, retry: nil),
            exchange: FinishedVisit.Exchange(started: .start, ended: .start))
    }

    /// One lease, the host's address looked up on the way.
    private static func lease(_ frontier: ClusterFrontier) async throws -> Lease? {
        let answer = try await frontier.lease(upTo: 1, at: .start)
        guard !answer.resolve.isEmpty else { return answer.leases.first }
        await frontier.resolved(
            answer.resolve.map { ResolvedHost(host: $0, result: .success([IPAddress(v4: 0x0808_0808)])) }, at: .start)
        return try await frontier.lease(upTo: 1, at: .start).leases.first
    }

    @Test func whatASeedIsRedirectedToWidensTheScopeForAllCrawlers() async throws {
        let name = try await PostgresServer.shared.get().newTables(hashSeed: ClusterFixture.hashSeed)
        let seeds = try Self.seeds.map { Seed(url: try CrawlURL($0)) }
        let sinks = [MemorySink(), MemorySink()]
        var frontiers: [ClusterFrontier] = []
        for sink in sinks {
            frontiers.append(
                try await ClusterFrontier(
                    crawl: name, at: try PostgresServer.address, policy: ClusterFixture.policy(depthLimit: 2),
                    scope: Scope(mode: .host, seeds: seeds.map(\.url)), sink: sink))
        }
        // Each has one seed in hand.
        _ = try await frontiers[0].add([seeds[0]], at: .start)
        let first = try #require(try await Self.lease(frontiers[0]))
        _ = try await frontiers[0].add([seeds[1]], at: .start)
        let second = try #require(try await Self.lease(frontiers[1]))
        #expect([first.url.href, second.url.href] == Self.seeds)

        // The page of the first is read while the second may still widen the scope.
        #expect(first.keepsRefusedHosts)
        _ = try await frontiers[0].finish([Self.visit(first)], at: .start)
        #expect(try await frontiers[0].counts(at: .start).ledger.discovered == 2)
        _ = try await frontiers[1].finish([Self.visit(second)], at: .start)

        // All else falls to the first, which did not see the redirect.
        var visited: [String] = []
        while let lease = try await Self.lease(frontiers[0]) {
            visited.append(lease.url.href)
            _ = try await frontiers[0].finish([Self.visit(lease)], at: .start)
        }
        #expect(visited.sorted() == ["http://www.test/", "http://www.test/x", "http://www.test/z"])
        #expect(try await frontiers[0].lease(upTo: 1, at: .start).wait == .drained)
        let ledger = try await frontiers[1].counts(at: .start).ledger
        #expect(ledger.closes && ledger.discovered == 5 && ledger.fetched == 4 && ledger.redirected == 1)
        #expect(try await frontiers[1].lease(upTo: 1, at: .start).wait == .drained)
    }
}
#endif
