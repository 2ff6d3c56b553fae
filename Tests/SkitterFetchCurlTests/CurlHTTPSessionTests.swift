import ContractServers
import SkitterCore
import SkitterFetchCurl
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// One scenario on one of the two servers; both have scenarios that need only `page`.
struct ContractCase: Sendable, CustomTestStringConvertible {
    let scenario: HTTPSessionContract.Scenario
    var testDescription: String { self.scenario.description }

    static func all(on paths: some Collection<HTTPSessionContract.Behaviour>) -> [ContractCase] {
        let offered = Dictionary(uniqueKeysWithValues: paths.map { ($0, "/") })
        let server = HTTPSessionContract.Server(origin: "", paths: offered)
        return HTTPSessionContract.scenarios(on: server).map { ContractCase(scenario: $0) }
    }
}

/// Serialised: a scenario about time would measure the others.
@Suite(.serialized, .timeLimit(.minutes(Patience.minutes(2)))) struct CurlHTTPSessionTests {
    private func withSession(_ body: (CurlHTTPSession) async throws -> Void) async throws {
        let session = CurlHTTPSession()
        defer { session.loop.end() }
        try await body(session)
    }

    @Test(arguments: ContractCase.all(on: ContractServers.fixturePaths.keys))
    func theContractHoldsOnTheFaultsOfTheFixtureWeb(_ contract: ContractCase) async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: options) { server in
            try await self.withSession { session in
                try await contract.scenario.run(on: ContractServers.fixture(server)) { session }
            }
        }
    }

    @Test(arguments: ContractCase.all(on: ContractServers.scriptedAnswers.keys))
    func theContractHoldsOnWhatTheFixtureWebDoesNotOffer(_ contract: ContractCase) async throws {
        let server = try ScriptedServer(ContractServers.answersByPath)
        defer { server.stop() }
        try await self.withSession { session in
            try await contract.scenario.run(on: ContractServers.scripted(server)) { session }
        }
    }
}
