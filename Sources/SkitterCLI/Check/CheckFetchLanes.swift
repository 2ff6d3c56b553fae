internal import Dispatch
internal import SkitterBench
internal import SkitterCore
internal import Synchronization

/// A few child processes that fetch, each started for its first question and replaced when it dies; one question at a
/// time is with a child, so that its death has one cause.
final class CheckFetchLanes: Sendable {
    private typealias Questions = AsyncStream<CheckFetchQuestion>

    /// How this program is started as such a child.
    static let arguments = ["check", "fetch"]
    /// Enough that servers which say nothing for half a minute hold up the others little.
    private static let count = 4

    private let output: CheckOutput
    /// The way in and out of each lane.
    private let lanes: [(stream: Questions, continuation: Questions.Continuation)]
    /// The lanes that have nothing to do, those that were used first behind.
    private let idle: Mutex<[Int]>
    /// One signal for each idle lane.
    private let isIdle = DispatchSemaphore(value: 0)

    /// No child was started; answers will go to `output`.
    init(output: CheckOutput) {
        self.output = output
        self.lanes = (0..<Self.count).map { _ in Questions.makeStream() }
        self.idle = Mutex(Array((0..<Self.count).reversed()))
        for _ in 0..<Self.count { self.isIdle.signal() }
    }

    /// Takes a question; the calling thread waits until a child is free.
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
        await withDiscardingTaskGroup { group in
            for lane in 0..<Self.count { group.addTask { await self.run(lane) } }
        }
    }

    private func run(_ lane: Int) async {
        var questions = self.lanes[lane].stream.makeAsyncIterator()
        var next = await questions.next()
        while let first = next {
            do {
                next = try await Program.current.converse(Self.arguments) { ask in
                    var question = first
                    var isFirst = true
                    while true {
                        guard let answer = await ask(question.line) else {
                            // What an earlier answer left behind may have killed it, unless there was none.
                            if !isFirst { return question }
                            self.answered(question.disconnected, lane)
                            return await questions.next()
                        }
                        self.answered(answer, lane)
                        isFirst = false
                        guard let following = await questions.next() else { return nil }
                        question = following
                    }
                }
            } catch {
                self.answered(first.unanswered("no child process: \(error)"), lane)
                next = await questions.next()
            }
        }
    }

    private func answered(_ json: [UInt8], _ lane: Int) {
        var line: [UInt8] = []
        CheckOutput.append(json, to: &line)
        self.output.write(line)
        self.idle.withLock { $0.append(lane) }
        self.isIdle.signal()
    }
}
