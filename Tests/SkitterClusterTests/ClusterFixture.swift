#if Cluster
import SkitterCluster
import SkitterCore
import SkitterTesting

/// A crawl of a synthetic web on tables of its own, with as many crawlers as are made.
struct ClusterFixture: Sendable {
    let web: SyntheticWeb
    let server: PostgresServer
    let crawl: String
    var policy: FrontierPolicy
    var configuration = ClusterConfiguration()
    static let hashSeed: UInt64 = 42

    init(_ web: SyntheticWeb, depthLimit: Int?, on server: PostgresServer? = nil) async throws {
        self.web = web
        self.server = try server ?? PostgresServer.shared.get()
        self.crawl = try await self.server.newTables(shards: 8, hashSeed: Self.hashSeed)
        self.policy = Self.policy(depthLimit: depthLimit)
    }

    /// Polite to nobody, so that nobody waits.
    static func policy(depthLimit: Int?) -> FrontierPolicy {
        var policy = FrontierPolicy()
        policy.depthLimit = depthLimit
        policy.delay = .zero
        policy.perAddressDelay = .zero
        policy.obeysRobots = false
        policy.concurrency = 8
        policy.hashSeed = Self.hashSeed
        policy.traps.isOn = false
        return policy
    }

    func frontier(_ sink: any HoldingRecordSink = MemorySink()) async throws -> ClusterFrontier {
        try await ClusterFrontier(
            crawl: self.crawl, at: try self.server.address, policy: self.policy,
            scope: Scope(mode: .any, seeds: [try self.web.start]), sink: sink, configuration: self.configuration)
    }

    func crawler(_ sink: any HoldingRecordSink = MemorySink()) async throws -> SyntheticCrawler {
        self.crawler(on: try await self.frontier(sink))
    }

    func crawler(on frontier: any FrontierBackend) -> SyntheticCrawler {
        SyntheticCrawler(self.web, frontier)
    }
}
#endif
