#if Cluster
import SkitterCluster
import SkitterCore
import SkitterTesting
import Testing

@Suite(.enabled(if: PostgresServer.isInstalled))
struct ClusterFrontierContractTests {
    @Test(arguments: FrontierBackendContract.scenarios)
    func theFrontierOfManyCrawlersKeepsTheContract(scenario: FrontierBackendContract.Scenario) async throws {
        var policy = FrontierPolicy()
        policy.obeysRobots = false
        policy.depthLimit = nil
        let scope = Scope(seeds: [try CrawlURL(FrontierBackendContract.seed)])
        let server = try PostgresServer.shared.get()
        try await scenario.check(
            ClusterFrontier(
                crawl: try await server.newTables(), at: try server.address, policy: policy, scope: scope,
                sink: MemorySink()))
    }
}
#endif
