import SkitterBench
import SkitterCore
import SkitterDigest
import SkitterLock
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct StrategiesTests {
    private static let urls = ["http://a.example/", "http://dead.example/", "http://b.example/longer"]

    /// Runs the strategy that `make` makes and returns its log, its rendezvous and how many sessions it took.
    private func run(
        inFlight: Int, _ make: (@escaping SessionMaker) -> any Strategy
    ) async throws -> (log: DownloadLog, rendezvous: Rendezvous, sessions: Int) {
        let job = try CellJob.sample(urls: Self.urls, copies: 20, concurrency: inFlight)
        let rendezvous = Rendezvous(groupSize: inFlight)
        let sessions = SessionCount()
        let log = DownloadLog(expected: job.downloads)
        let strategy = make {
            sessions.add()
            return RendezvousSession(rendezvous: rendezvous)
        }
        await strategy.run(job, log: log)
        return (log, rendezvous, sessions.count)
    }

    /// Each of the 60 downloads ended once, as its URL must.
    private func expectAllDone(_ log: DownloadLog) throws {
        let downloads = log.downloads.sorted { $0.number < $1.number }
        #expect(downloads.map(\.number) == Array(0..<60))
        for download in downloads {
            let url = Self.urls[download.number % Self.urls.count]
            let expected: Download.Outcome =
                url.contains("dead")
                ? .failed("connect: refused")
                : .read(bytes: url.utf8.count, status: 200, digest: try Self.digest(of: url))
            #expect(download.outcome == expected)
        }
        #expect(log.workers.isEmpty)
    }

    @Test func syncDownloadsOneAfterAnotherThroughOneSession() async throws {
        let (log, rendezvous, sessions) = try await self.run(inFlight: 1) { SyncStrategy(makeSession: $0) }
        try self.expectAllDone(log)
        #expect(log.downloads.map(\.number) == Array(0..<60))
        #expect(rendezvous.greatest == 1)
        #expect(
            rendezvous.urls.prefix(4) == [
                "http://a.example/", "http://dead.example/", "http://b.example/longer", "http://a.example/",
            ])
        #expect(sessions == 1)
    }

    @Test(arguments: [1, 3, 5]) func threadsKeepExactlySoManyInFlightEachWithASession(inFlight: Int) async throws {
        let (log, rendezvous, sessions) = try await self.run(inFlight: inFlight) { ThreadsStrategy(makeSession: $0) }
        try self.expectAllDone(log)
        #expect(rendezvous.greatest == inFlight)
        #expect(sessions == inFlight)
    }

    @Test(arguments: [1, 3, 5, 60]) func asyncKeepsExactlySoManyInFlightThroughOneSession(inFlight: Int) async throws {
        let (log, rendezvous, sessions) = try await self.run(inFlight: inFlight) { AsyncStrategy(makeSession: $0) }
        try self.expectAllDone(log)
        #expect(rendezvous.greatest == inFlight)
        #expect(sessions == 1)
    }

    @Test(arguments: [1, 3, 5]) func actorKeepsAsManyInFlightAsAsync(inFlight: Int) async throws {
        let (log, rendezvous, sessions) = try await self.run(inFlight: inFlight) { ActorStrategy(makeSession: $0) }
        try self.expectAllDone(log)
        #expect(rendezvous.greatest == inFlight)
        #expect(sessions == 1)
    }

    @Test(arguments: BenchWork.allCases) func whateverWorkIsDoneTheDigestIsThatOfTheBody(work: BenchWork) throws {
        let url = try CrawlURL("http://a.example/")
        let body = Array("<a href=b>c</a>".utf8)
        let page = FetchedPage(
            number: 4, latency: .seconds(1), ending: .whole(FetchResponse(status: 203, body: body), url))
        let digest = try Self.digest(of: "<a href=b>c</a>")
        #expect(
            PageWork(work).finish(page)
                == Download(
                    number: 4, latency: .seconds(1), outcome: .read(bytes: 15, status: 203, digest: digest)))
    }

    private static func digest(of text: String) throws -> Digest {
        var stream = try DigestStream(.sha256)
        stream.update(Array(text.utf8).span)
        return stream.finish()
    }

    @Test func aWorkerKeepsToWhatMayBeInFlight() async throws {
        let job = try CellJob.sample(urls: Self.urls, copies: 20, concurrency: 3)
        let rendezvous = Rendezvous(groupSize: 3)
        let worker = WorkerChild(job: job, session: RendezvousSession(rendezvous: rendezvous))
        let (lines, input) = AsyncStream.makeStream(of: String.self)
        for number in 0..<60 { input.yield("\(number)") }
        input.finish()
        let answers = Answers()
        await worker.run(lines: lines) { answers.add($0) }
        #expect(answers.lines.compactMap { Download(line: $0)?.number }.sorted() == Array(0..<60))
        #expect(rendezvous.greatest == 3)
    }

    @Test func aWorkerMakesTheDownloadsItIsTold() async throws {
        let job = try CellJob.sample(urls: Self.urls, copies: 20)
        let rendezvous = Rendezvous(groupSize: 3)
        let worker = WorkerChild(job: job, session: RendezvousSession(rendezvous: rendezvous))
        let (lines, input) = AsyncStream.makeStream(of: String.self)
        for line in ["5", "nonsense", "60", "-1", "0", "59"] { input.yield(line) }
        input.finish()
        let answers = Answers()
        await worker.run(lines: lines) { answers.add($0) }
        let downloads = answers.lines.compactMap { Download(line: $0) }.sorted { $0.number < $1.number }
        #expect(downloads.map(\.number) == [0, 5, 59])
        let digest = try Self.digest(of: Self.urls[0])
        #expect(downloads.first?.outcome == .read(bytes: 17, status: 200, digest: digest))
        #expect(rendezvous.greatest == 3)
    }
}

/// Counts sessions as they are made.
private final class SessionCount: Sendable {
    private let state = Locked(0)
    var count: Int { self.state.withLock { $0 } }
    func add() { self.state.withLock { $0 += 1 } }
}

/// Keeps the answers of a worker.
private final class Answers: Sendable {
    private let state = Locked<[String]>([])
    var lines: [String] { self.state.withLock { $0 } }
    func add(_ line: String) { self.state.withLock { $0.append(line) } }
}
