import ContractServers
import Foundation
import SkitterCore
import SkitterFetchURLSession
import SkitterFixtureWeb
import SkitterTesting
import Synchronization
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

/// Serialised, as all sessions of a process share one queue: a scenario about time would measure the others.
@Suite(.serialized) struct URLSessionHTTPSessionTests {
    @Test(arguments: ContractCase.all(on: ContractServers.fixturePaths.keys))
    func theContractHoldsOnTheFaultsOfTheFixtureWeb(_ contract: ContractCase) async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: options) { server in
            try await contract.scenario.run(on: ContractServers.fixture(server)) { URLSessionHTTPSession() }
        }
    }

    @Test(arguments: ContractCase.all(on: ContractServers.scriptedAnswers.keys))
    func theContractHoldsOnWhatTheFixtureWebDoesNotOffer(_ contract: ContractCase) async throws {
        let server = try ScriptedServer(ContractServers.answersByPath)
        defer { server.stop() }
        try await contract.scenario.run(on: ContractServers.scripted(server)) { URLSessionHTTPSession() }
    }

    @Test func everyScenarioIsTriedOrKnownToBeFatal() {
        let offered = Set(ContractServers.fixturePaths.keys).union(ContractServers.scriptedAnswers.keys)
        for scenario in HTTPSessionContract.allScenarios where scenario.beyond.isEmpty {
            #expect(scenario.needs.isSubset(of: offered), "\(scenario)")
        }
    }

    @Test(arguments: [
        "/", "/a//b", "/%41%7e/%2F/x", "/a;b=c,d/'(e)*!", "/a?", "/?q=a+b&c=%20", "/~user/@x:y", "/%F0%9F%95%B7",
        "/a/?x?y/z",
        "/caf%C3%A9?n=%E2%82%AC", "/x?a=$1&b=-_.!~*()",
    ])
    func theTargetReachesTheServerByteForByte(_ target: String) async throws {
        #expect(try await self.target(requestedFor: target) == target)
    }

    @Test(arguments: [
        ("/a|b", "/a%7Cb"), ("/x?a[]=1", "/x?a%5B%5D=1"), ("/x?{`^}", "/x?%7B%60%5E%7D"), ("/100%", "/100%25"),
        ("/a%zz%4", "/a%25zz%254"), ("/p#f?g", "/p"),
    ])
    func bytesThatFoundationRefusesAreEncoded(_ target: String, _ expected: String) async throws {
        #expect(try await self.target(requestedFor: target) == expected)
    }

    @Test func fieldsAreSentAndRepeatedOnesJoined() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        var request = FetchRequest(url: try CrawlURL(server.origin + "/"))
        request.fields.append(name: "User-Agent", value: "skitter-test/1")
        request.fields.append(name: "Cookie", value: "a=1")
        request.fields.append(name: "cookie", value: "b=2")
        request.fields.append(name: "X-List", value: "1")
        request.fields.append(name: "X-List", value: "2")
        _ = try await URLSessionHTTPSession().fetch(request)
        let lines = server.requestHeads.first?.split(separator: "\r\n").map { $0.lowercased() } ?? []
        for line in ["user-agent: skitter-test/1", "cookie: a=1; b=2", "x-list: 1, 2", "connection: keep-alive"] {
            #expect(lines.filter { $0 == line }.count == 1, "\(line) in \(lines)")
        }
        #expect(lines.contains { $0.hasPrefix("accept-encoding:") && $0.contains("gzip") })
    }

    @Test func aBombLeavesNoTraceInMemory() async throws {
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
            let session = URLSessionHTTPSession()
            let url = try CrawlURL(server.origin + "/fault/bomb?bytes=200000000")
            // The first round also brings in the server's own copy of the bomb and whatever is made once.
            _ = try await session.fetch(FetchRequest(url: url, bodyLimitBytes: 100_000))
            let before = residentBytes()
            for _ in 0..<5 {
                let response = try await session.fetch(FetchRequest(url: url, bodyLimitBytes: 100_000))
                #expect(response.truncation == .length)
            }
            #expect(residentBytes() - before < 64 << 20)
        }
    }

    @Test(arguments: ["zz", "5;", "-1", "ffffffffffffffffff"])
    func aBrokenChunkIsABadResponseThatIsNotTriedAgain(_ size: String) async throws {
        let answer = ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", Array("\(size)\r\nabcde0\r\n\r\n".utf8), end: .close)
        let server = try ScriptedServer(["/": answer])
        defer { server.stop() }
        let request = FetchRequest(url: try CrawlURL(server.origin + "/"))
        do {
            let response = try await URLSessionHTTPSession().fetch(request)
            Issue.record("a whole response came: \(response)")
        } catch {
            #expect(error.code == .badResponse && !error.code.isTransient, "\(error)")
        }
    }

    @Test func anIPv6LiteralIsRefusedAndNotATrap() async throws {
        let request = FetchRequest(url: try CrawlURL("http://[::1]:1/"))
        await #expect(throws: FetchError.self) { try await URLSessionHTTPSession().fetch(request) }
    }

    private func target(requestedFor target: String) async throws -> String? {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        _ = try await URLSessionHTTPSession().fetch(FetchRequest(url: try CrawlURL(server.origin + target)))
        return server.requestHeads.first?.split(separator: " ").dropFirst().first.map(String.init)
    }
}

/// The memory that this process has in use, as the kernel counts it.
private func residentBytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4_096
}
