import SkitterCore
import SkitterEngine
import SkitterTesting
import Testing

@Suite struct FrontierContractTests {
    @Test(arguments: FrontierBackendContract.scenarios)
    func theFrontierOfOneProcessKeepsTheContract(scenario: FrontierBackendContract.Scenario) async throws {
        var policy = FrontierPolicy()
        policy.obeysRobots = false
        policy.depthLimit = nil
        let scope = Scope(seeds: [try CrawlURL(FrontierBackendContract.seed)])
        try await scenario.check(Frontier(policy: policy, scope: scope, outboxCapacity: 1000))
    }
}
