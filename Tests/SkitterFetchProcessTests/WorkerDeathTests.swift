import ContractServers
import FoundationEssentials
import SkitterCore
import SkitterFetchProcess
import SkitterFixtureWeb
import SkitterTesting
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension WorkerTests {
    /// What ends a worker costs one fetch.
    @Suite(.serialized) struct WorkerDeathTests {}
}

extension WorkerTests.WorkerDeathTests {
    /// What ends a process that holds URLSession, on the fixture web.
    private static let killers = ["/fault/chunked", "/fault/short-headers", "/fault/redirect-to?url=//[::1]/x"]
    private static let hugeLength = ScriptedServer.Answer(
        "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 9223372036854775807\n\nabcde", end: .close)

    @Test(arguments: killers)
    func aDeadlyResponseIsAFailureOfItsOwnClass(_ path: String) async throws {
        try await Self.withFixture(pages: 10) { server, fleet in
            let session = ContainedHTTPSession(fleet)
            for _ in 0..<2 {
                await Self.expectDeath(path, server.origin, session)
                try await Self.expectPage("/fault/page/1", server.origin, session)
            }
        }
    }

    @Test func anAbsurdLengthIsAFailureOfItsOwnClass() async throws {
        let server = try ScriptedServer(["/": Self.hugeLength])
        defer { server.stop() }
        try await WorkerFleet.running(BuiltWorker.configuration()) { fleet in
            let session = ContainedHTTPSession(fleet)
            await Self.expectDeath("/", server.origin, session)
            try await Self.expectPage("/other", server.origin, session)
        }
    }

    @Test func everyPageBesideKillersArrives() async throws {
        let huge = try ScriptedServer(["/": Self.hugeLength])
        defer { huge.stop() }
        try await Self.withFixture(pages: 60, workers: 2) { server, fleet in
            let session = ContainedHTTPSession(fleet)
            let pages = (1...60).map { "/fault/page/\($0)" }
            let outcomes = await withTaskGroup(of: (String, Result<Int, any Error>).self) { group in
                for (number, page) in pages.enumerated() {
                    group.addTask { (page, await Self.result(page, server.origin, session)) }
                    guard number % 10 == 5 else { continue }
                    let killer = Self.killers[number % Self.killers.count]
                    group.addTask { (killer, await Self.result(killer, server.origin, session)) }
                    group.addTask { ("/", await Self.result("/", huge.origin, session)) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count == 72)
            for (path, outcome) in outcomes {
                switch outcome {
                case .success(let status): #expect(pages.contains(path) && status == 200, "\(path)")
                case .failure(let error as FetchError):
                    #expect(!pages.contains(path) && error.code == .sessionDied, "\(path): \(error)")
                case .failure(let error): Issue.record(error)
                }
            }
        }
    }

    @Test func aWorkerThatIsKilledCostsNothing() async throws {
        try await Self.withFixture(pages: 10) { server, fleet in
            let session = ContainedHTTPSession(fleet)
            try await Self.expectPage("/fault/page/1", server.origin, session)
            try await withThrowingTaskGroup(of: Int.self) { group in
                let request = try Self.request("/fault/page/2", server.origin)
                for worker in Self.workers() { kill(worker, SIGSTOP) }
                for _ in 0..<10 { group.addTask { try await session.fetch(request).status } }
                try await Self.until { fleet.inFlight[0] == 10 }
                for worker in Self.workers() { kill(worker, SIGKILL) }
                for try await status in group { #expect(status == 200) }
            }
        }
    }

    @Test func aWorkerThatStandsStillIsReplaced() async throws {
        try await Self.withFixture(pages: 10) { server, fleet in
            let session = ContainedHTTPSession(fleet)
            try await Self.expectPage("/fault/page/1", server.origin, session)
            for worker in Self.workers() { kill(worker, SIGSTOP) }
            var request = try Self.request("/fault/page/2", server.origin)
            request.timeout = .milliseconds(200)
            let start = ContinuousClock.now
            #expect(await Self.failure(request, session)?.code == .timeout)
            #expect(ContinuousClock.now - start < fleet.configuration.grace + Claim.patience)
            try await Self.expectPage("/fault/page/3", server.origin, session)
        }
    }

    @Test func aProgramThatIsNoWorkerFailsEveryFetchAndKeepsNobodyWaiting() async throws {
        for path in ["/bin/cat", "/bin/true", "/nowhere/skitter-fetch-worker"] {
            let configuration = FleetConfiguration(program: WorkerProgram(path: path), workers: 1)
            await WorkerFleet.running(configuration) { fleet in
                await Self.expectDeath("/", "http://127.0.0.1:1", ContainedHTTPSession(fleet))
            }
        }
    }

    @Test func noProcessOutlivesItsFleet() async throws {
        try await Self.withFixture(pages: 10, workers: 2) { server, fleet in
            let session = ContainedHTTPSession(fleet)
            await Self.expectDeath("/fault/short-headers", server.origin, session)
            try await Self.expectPage("/fault/page/1", server.origin, session)
            #expect(!Self.workers().isEmpty)
        }
        #expect(Self.workers().isEmpty)
    }

    @Test func aMissingWorkerIsToldByPlaceAndVariable() {
        let missing = "/nowhere/worker"
        let error = #expect(throws: WorkerMissing.self) {
            try WorkerProgram.find(environment: [WorkerProgram.variable: missing])
        }
        #expect(error?.description.contains(missing) == true)
        #expect(error?.description.contains(WorkerProgram.variable) == true)
    }

    private static func withFixture(
        pages: Int, workers: Int = 1, _ body: (FixtureServer, WorkerFleet) async throws -> Void
    ) async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: pages)), options: options) { server in
            try await WorkerFleet.running(BuiltWorker.configuration(workers: workers)) { try await body(server, $0) }
        }
    }

    private static func request(_ path: String, _ origin: String) throws -> FetchRequest {
        FetchRequest(url: try CrawlURL(origin + path), timeout: Patience.seconds(30))
    }

    private static func result(
        _ path: String, _ origin: String, _ session: ContainedHTTPSession
    ) async -> Result<Int, any Error> {
        do { return .success(try await session.fetch(try Self.request(path, origin)).status) } catch {
            return .failure(error)
        }
    }

    private static func expectPage(_ path: String, _ origin: String, _ session: ContainedHTTPSession) async throws {
        let status = try await Self.result(path, origin, session).get()
        #expect(status == 200, "\(path)")
    }

    private static func expectDeath(_ path: String, _ origin: String, _ session: ContainedHTTPSession) async {
        guard let request = try? Self.request(path, origin) else { return }
        let failure = await Self.failure(request, session)
        #expect(failure?.code == .sessionDied, "\(path): \(String(describing: failure))")
    }

    private static func failure(_ request: FetchRequest, _ session: ContainedHTTPSession) async -> FetchError? {
        do throws(FetchError) {
            _ = try await session.fetch(request)
            return nil
        } catch {
            return error
        }
    }

    /// The workers that are children of this process (proc(5), `stat`).
    private static func workers() -> [pid_t] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return folders.compactMap { pid_t($0) }.filter { process in
            guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
            let fields = stat.split(separator: ") ")
            return fields.count > 1 && fields[0].contains("skitter-fetch-w") && !fields[1].hasPrefix("Z")
                && fields[1].split(separator: " ")[1] == "\(getpid())"
        }
    }

    private static func until(_ condition: () -> Bool) async throws {
        while !condition() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
