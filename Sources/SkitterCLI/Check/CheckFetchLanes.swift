internal import Dispatch
internal import Skitter
internal import SkitterCore
internal import SkitterFetchCurl
internal import SkitterFetchProcess
internal import SkitterLock

/// A few places for fetches under way, each for one question at a time.
final class CheckFetchLanes: Sendable {
    private typealias Questions = AsyncStream<CheckFetchQuestion>

    /// Enough that servers which say nothing for half a minute hold up the others little.
    private static let count = 16
    /// What is asked as a crawl asks it.
    private static let crawl = CrawlConfiguration().http

    private let output: CheckOutput
    /// The way in and out of each lane.
    private let lanes: [(stream: Questions, continuation: Questions.Continuation)]
    /// The lanes that have nothing to do, those that were used first behind.
    private let idle: Locked<[Int]>
    /// One signal for each idle lane.
    private let isIdle = DispatchSemaphore(value: 0)

    /// Nothing is under way; answers will go to `output`.
    init(output: CheckOutput) {
        self.output = output
        self.lanes = (0..<Self.count).map { _ in Questions.makeStream() }
        self.idle = Locked(Array((0..<Self.count).reversed()))
        for _ in 0..<Self.count { self.isIdle.signal() }
    }

    /// Takes a question; the calling thread waits until a lane is free.
    func ask(_ question: CheckFetchQuestion) {
        self.isIdle.wait()
        guard let lane = self.idle.withLock({ $0.popLast() }) else {
            preconditionFailure("an idle lane was signalled")
        }
        self.lanes[lane].continuation.yield(question)
    }

    /// No question follows; ``run()`` ends with the last answer.
    func finish() {
        for lane in self.lanes { lane.continuation.finish() }
    }

    /// Answers all questions that are asked until ``finish()``.
    func run() async {
        let curl = CurlHTTPSession()
        defer { curl.loop.end() }
        do throws(WorkerMissing) {
            let configuration = FleetConfiguration(program: try WorkerProgram.find(), workers: 1)
            await WorkerFleet.running(configuration) { await self.run(curl, ContainedHTTPSession($0)) }
        } catch {
            await self.run(curl, MissingSession(error: FetchError(.unsupported, error.description)))
        }
    }

    private func run(_ curl: CurlHTTPSession, _ urlSession: some HTTPSession) async {
        await withDiscardingTaskGroup { group in
            for (number, lane) in self.lanes.enumerated() {
                group.addTask {
                    for await question in lane.stream {
                        let answer =
                            switch question.transport {
                            case .urlsession: await Self.answer(question, urlSession)
                            case .automatic, .curl: await Self.answer(question, curl)
                            }
                        self.output.write(question.line(answer))
                        self.idle.withLock { $0.append(number) }
                        self.isIdle.signal()
                    }
                }
            }
        }
    }

    /// The response to the question's URL or, where redirects are followed, to what it leads to.
    private static func answer(_ question: CheckFetchQuestion, _ session: some HTTPSession) async -> CheckFetchAnswer {
        var request = FetchRequest(url: question.url)
        request.fields.append(name: "User-Agent", value: Self.crawl.userAgent)
        var redirects = Self.crawl.maxRedirects
        while true {
            let response: FetchResponse
            do throws(FetchError) {
                response = try await session.fetch(request)
            } catch {
                return CheckFetchAnswer(error, finalURL: request.url.href)
            }
            var answer = CheckFetchAnswer(response, from: request.url)
            guard question.follows, response.isRedirect, let location = response.fields["Location"] else {
                return answer
            }
            guard let target = try? CrawlURL(location, base: request.url).withoutFragment(), target.isHTTP else {
                answer.error = "bad-redirect"
                return answer
            }
            guard redirects > 0 else {
                answer.error = "too-many-redirects"
                return answer
            }
            redirects -= 1
            request.url = target
        }
    }
}

/// Says of every request why there is no session.
private struct MissingSession: HTTPSession {
    let error: FetchError

    var capabilities: SessionCapabilities { [] }

    func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        throw self.error
    }
}
