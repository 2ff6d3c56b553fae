import SkitterCore
import SkitterResolver
import SkitterTesting
import Testing

@Suite struct ResolveOverridesTests {
    private static let given = IPAddress(v4: 0xC000_0201)

    @Test(arguments: ResolverContract.scenarios)
    func theContractHolds(_ scenario: ResolverContract.Scenario) async throws {
        let overrides = [try ResolveOverride("given.invalid:80:192.0.2.1")]
        try await scenario.run(on: ResolveOverrides(overrides, before: SystemResolver()))
    }

    @Test func aHostThatTheUserGaveIsNotLookedUp() async throws {
        let system = SystemResolver(threads: 1) { name in .failure(FetchError(.resolve, name)) }
        let resolver = ResolveOverrides(
            [try ResolveOverride("Given.Example:80:192.0.2.1"), try ResolveOverride("given.example:443:192.0.2.1")],
            before: system)
        #expect(try await resolver.addresses(of: "given.example") == [Self.given])
        await #expect(throws: FetchError(.resolve, "other.example")) {
            try await resolver.addresses(of: "other.example")
        }
    }
}
