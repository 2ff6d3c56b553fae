import ContractServers
import SkitterCore
import SkitterFetchProcess
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
        return HTTPSessionContract.scenarios(for: .diesOfSomeResponses, on: server).map { ContractCase(scenario: $0) }
    }
}

extension WorkerTests {
    /// The contract of sessions, kept by a session whose URLSession is in another process.
    @Suite(.serialized) struct ContainedHTTPSessionTests {}
}

extension WorkerTests.ContainedHTTPSessionTests {
    @Test(arguments: ContractCase.all(on: ContractServers.fixturePaths.keys))
    func theContractHoldsOnTheFaultsOfTheFixtureWeb(_ contract: ContractCase) async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: options) { server in
            try await WorkerFleet.running(BuiltWorker.configuration()) { fleet in
                try await contract.scenario.run(on: ContractServers.fixture(server)) { ContainedHTTPSession(fleet) }
            }
        }
    }

    @Test(arguments: ContractCase.all(on: ContractServers.scriptedAnswers.keys))
    func theContractHoldsOnWhatTheFixtureWebDoesNotOffer(_ contract: ContractCase) async throws {
        let server = try ScriptedServer(ContractServers.answersByPath)
        defer { server.stop() }
        try await WorkerFleet.running(BuiltWorker.configuration()) { fleet in
            try await contract.scenario.run(on: ContractServers.scripted(server)) { ContainedHTTPSession(fleet) }
        }
    }
}
