import ContractServers
import Foundation
import Skitter
import SkitterArchive
import SkitterFetchCurl
import SkitterFixtureWeb
import SkitterLock
import SkitterTesting
import Testing

/// One promise of sessions.
struct SessionPromise: Sendable, CustomTestStringConvertible {
    let scenario: HTTPSessionContract.Scenario
    var testDescription: String { self.scenario.description }

    static func all(on paths: some Collection<HTTPSessionContract.Behaviour>) -> [SessionPromise] {
        let offered = Dictionary(uniqueKeysWithValues: paths.map { ($0, "/") })
        let server = HTTPSessionContract.Server(origin: "", paths: offered)
        return HTTPSessionContract.scenarios(on: server).map { SessionPromise(scenario: $0) }
    }

    /// Whether a recording can keep it: of what was cancelled it holds nothing.
    var isAboutAnswers: Bool {
        !(self.scenario.description.hasPrefix("cancelling")
            && self.scenario.description.hasSuffix("ends a fetch at once"))
    }
}

/// A directory for a recording; it goes away with this value.
final class RecordingFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/skitter-recording-" + UUID().uuidString

    deinit { try? FileManager.default.removeItem(atPath: self.path) }

    func recorder() throws -> ExchangeRecorder {
        ExchangeRecorder(
            try ExchangeWriter(
                beginningIn: self.path, header: RecordingHeader(program: "", hashSeed: 1, startedMicroseconds: 0)))
    }

    func answers(
        pace: CrawlConfiguration.ReplayPace = .fast,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in }
    ) throws -> RecordedAnswers {
        RecordedAnswers(try ExchangeRecording(self.path), pace: pace, sleep: sleep)
    }
}

@Suite(.serialized, .timeLimit(.minutes(Patience.minutes(2)))) struct RecordingSessionTests {
    /// A session that is recorded keeps the promise; and so does the recording, with nobody to ask.
    private func keep(_ promise: SessionPromise, on server: HTTPSessionContract.Server) async throws {
        let folder = RecordingFolder()
        let recorder = try folder.recorder()
        let session = CurlHTTPSession()
        defer { session.loop.end() }
        try await promise.scenario.run(on: server) { RecordingSession(session, recorder: recorder) }
        try await recorder.finish()
        guard promise.isAboutAnswers else { return }
        // At its pace it keeps the promises about deadlines too.
        let answers = RecordedAnswers(try ExchangeRecording(folder.path), pace: .recorded)
        try await promise.scenario.run(on: server) { ReplayingSession(answers) }
    }

    @Test(arguments: SessionPromise.all(on: ContractServers.fixturePaths.keys))
    func theContractHoldsOnTheFaultsOfTheFixtureWeb(_ promise: SessionPromise) async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: options) { server in
            try await self.keep(promise, on: ContractServers.fixture(server))
        }
    }

    @Test(arguments: SessionPromise.all(on: ContractServers.scriptedAnswers.keys))
    func theContractHoldsOnWhatTheFixtureWebDoesNotOffer(_ promise: SessionPromise) async throws {
        let server = try ScriptedServer(ContractServers.answersByPath)
        defer { server.stop() }
        try await self.keep(promise, on: ContractServers.scripted(server))
    }

    private func request(_ href: String) throws -> FetchRequest { FetchRequest(url: try CrawlURL(href)) }

    @Test func whatWasNeverAskedFailsAsNotRecorded() async throws {
        let folder = RecordingFolder()
        let recorder = try folder.recorder()
        _ = try await RecordingSession(InMemoryHTTPSession(), recorder: recorder).fetch(
            try self.request("http://a.test/"))
        try await recorder.finish()
        let session = ReplayingSession(try folder.answers())
        #expect(try await session.fetch(try self.request("http://a.test/#there")).status == 404)
        let request = try self.request("http://a.test/other")
        await #expect(throws: FetchError(.notRecorded, "the recording does not hold this URL")) {
            try await session.fetch(request)
        }
        await #expect(throws: FetchError(.notRecorded, "the recording does not hold the addresses of this host")) {
            try await RecordedResolver(try folder.answers()).addresses(of: "a.test")
        }
        #expect(
            try await RecordedResolver(try folder.answers()).addresses(of: "192.0.2.7") == [
                IPAddress(v4: 0xC000_0207)
            ])
    }

    @Test func noCredentialsAreRecorded() async throws {
        let folder = RecordingFolder()
        let recorder = try folder.recorder()
        var request = try self.request("http://user:hidden@a.test/")
        request.fields.append(name: "Authorization", value: "Basic hidden")
        request.fields.append(name: "Cookie", value: "id=hidden")
        _ = try await RecordingSession(InMemoryHTTPSession(), recorder: recorder).fetch(request)
        try await recorder.finish()
        let text = try String(contentsOfFile: folder.path + "/exchanges.jsonl", encoding: .utf8)
        #expect(text.contains("http://a.test/") && !text.contains("hidden"))
    }

    @Test func whatIsCancelledIsNotRecorded() async throws {
        let folder = RecordingFolder()
        let recorder = try folder.recorder()
        let inner = InMemoryHTTPSession()
        inner.hold("http://a.test/")
        let request = try self.request("http://a.test/")
        let task = Task { try await RecordingSession(inner, recorder: recorder).fetch(request) }
        await inner.arrival(of: "http://a.test/")
        task.cancel()
        await #expect(throws: FetchError.self) { try await task.value }
        try await recorder.finish()
        #expect(try ExchangeRecording(folder.path).count == 0)
    }

    @Test func answersComeAfterTheirTimeWhereThatIsAskedFor() async throws {
        let folder = RecordingFolder()
        let recorder = try folder.recorder()
        await recorder.note(
            RecordedExchange(
                question: .page("http://a.test/"), answer: .response(FetchResponse(status: 200)),
                startedMicroseconds: 0, time: .seconds(7)))
        try await recorder.finish()
        let slept = Notes<Duration>()
        var request = try self.request("http://a.test/")
        for pace in CrawlConfiguration.ReplayPace.allCases {
            let answers = try folder.answers(pace: pace) { slept.add($0) }
            #expect(try await ReplayingSession(answers).fetch(request).status == 200)
        }
        request.timeout = .seconds(2)
        _ = try await ReplayingSession(try folder.answers(pace: .recorded) { slept.add($0) }).fetch(request)
        #expect(slept.all == [.seconds(7), .seconds(2)])
    }
}
