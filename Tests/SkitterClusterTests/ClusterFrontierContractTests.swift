#if Cluster
import SkitterCluster
import SkitterCore
import SkitterTesting
import Testing

@Suite(.enabled(if: PostgresServer.isInstalled))
struct ClusterFrontierContractTests {
    @Test(arguments: FrontierBackendContract.scenarios.filter { !$0.isOfParking })
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

    @Test func nothingIsParkedWhileOthersLeaseIt() async throws {
        let fixture = try await ClusterFixture(SyntheticWeb(hosts: 1, pages: 1, seed: 1), depthLimit: nil)
        let frontier = try await fixture.frontier()
        let error = await #expect(throws: ClusterError.self) {
            try await frontier.park(Parking("http://h0.test/{n}", isParked: true), at: .start)
        }
        #expect(error?.code == .unsupported)
        #expect(await frontier.carryOutParking(at: .start) == false)
    }
}
#endif
