internal import SkitterCore
internal import SkitterLock

/// Worker processes that fetch, kept running while ``run()`` runs.
///
/// Any task may fetch; nothing waits on a thread. Requests and answers go through one lock, held for a step of the machine;
/// what is to be sent while a write is under way goes out with the next, in one piece, and what a worker's output holds
/// when it is read is handed out together.
package final class WorkerFleet: Sendable {
    private struct Waiter {
        let request: FetchRequest
        let continuation: CheckedContinuation<Result<FetchResponse, FetchError>, Never>
    }

    private struct State {
        /// Decides; every change of it is one step.
        var machine: FleetMachine
        /// Who waits, from the submission to the end.
        var waiters: [FleetMachine.RequestID: Waiter] = [:]
        /// The way to the process of each slot; nil where there is none.
        var channels: [WorkerChannel?]
    }

    package let configuration: FleetConfiguration
    private let state: Locked<State>
    /// For each slot, that a process is to be started.
    private let starts: [(stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)]
    private let clockStart = ContinuousClock.now

    /// A fleet without a process; the first is started for the first request after ``run()`` began.
    package init(_ configuration: FleetConfiguration) {
        let machine = FleetMachine(configuration)
        self.configuration = configuration
        self.starts = machine.slots.map { _ in AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }
        self.state = Locked(State(machine: machine, channels: machine.slots.map { _ in nil }))
    }

    /// Runs `body` with a fleet and ends its processes afterwards.
    package static func running<Value>(
        _ configuration: FleetConfiguration, _ body: (WorkerFleet) async throws -> Value
    ) async rethrows -> Value {
        let fleet = WorkerFleet(configuration)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await fleet.run() }
            defer { group.cancelAll() }
            return try await body(fleet)
        }
    }

    /// How many requests each process has, those of the quarantine last.
    package var inFlight: [Int] { self.state.withLock { $0.machine.load } }

    /// Keeps the processes until the task is cancelled; then they are gone, and every fetch has ended.
    package func run() async {
        WorkerProcess.ignoreBrokenPipes()
        await withDiscardingTaskGroup { group in
            for slot in self.starts.indices {
                group.addTask {
                    for await _ in self.starts[slot].stream {
                        let why = await WorkerProcess(fleet: self, slot: slot).run()
                        self.step { state, now in
                            state.channels[slot] = nil
                            state.machine.died(slot: slot, why: why, at: now)
                        }
                    }
                }
            }
            // Deadlines are the workers' affair; this is for workers that do not keep them.
            while (try? await Task.sleep(for: .milliseconds(100))) != nil {
                self.step { state, now in state.machine.ticked(at: now) }
            }
            self.step { state, _ in state.machine.closed() }
        }
    }

    /// The end of `request`, which is one of http(s).
    func fetch(_ request: FetchRequest) async -> Result<FetchResponse, FetchError> {
        let id = self.state.withLock { $0.machine.announced() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                self.step { state, now in
                    state.waiters[id] = Waiter(request: request, continuation: continuation)
                    state.machine.submitted(id, host: request.url.host, timeout: request.timeout, at: now)
                }
            }
        } onCancel: {
            self.step { state, now in state.machine.cancelled(id, at: now) }
        }
    }

    /// A process was started in `slot`; what is sent to it goes through `channel`.
    func opened(_ channel: WorkerChannel, slot: Int) {
        self.state.withLock { $0.channels[slot] = channel }
    }

    /// The process in `slot` has said hello.
    func greeted(slot: Int) {
        self.step { state, now in state.machine.greeted(slot: slot, at: now) }
    }

    /// The process in `slot` is done with these requests.
    func answered(_ ended: [ResponseAssembler.Ended], slot: Int) {
        self.answeringStep { state, now in
            var resumptions: [Resumption] = []
            for ended in ended where state.machine.answered(ended.id, slot: slot) {
                guard let waiter = state.waiters.removeValue(forKey: ended.id) else { continue }
                let result = ended.result ?? .failure(FetchError(.other, "the worker lost the response"))
                resumptions.append((waiter.continuation, result))
            }
            state.machine.schedule(at: now)
            return resumptions
        }
    }

    /// How long the body of a request may be; nil where nobody waits for it.
    func bodyLimit(of id: FleetMachine.RequestID) -> Int? {
        self.state.withLock { $0.waiters[id]?.request.bodyLimitBytes }
    }

    /// What is to be written to the process in `slot` now.
    func takeOutput(slot: Int) -> [UInt8] {
        self.state.withLock { $0.channels[slot]?.output.take() ?? [] }
    }

    private typealias Resumption = (
        CheckedContinuation<Result<FetchResponse, FetchError>, Never>, Result<FetchResponse, FetchError>
    )

    private func step(_ event: (inout State, CrawlInstant) -> Void) {
        self.answeringStep { state, now in
            event(&state, now)
            return []
        }
    }

    /// Lets an event happen, and does what follows from it: all that needs an order within the lock, all that wakes others
    /// behind it.
    private func answeringStep(_ event: (inout State, CrawlInstant) -> [Resumption]) {
        let now = CrawlInstant(sinceStart: ContinuousClock.now - self.clockStart)
        let (resumptions, signals) = self.state.withLock { state in
            var resumptions = event(&state, now)
            var signals: [AsyncStream<Void>.Continuation] = []
            for action in state.machine.takeActions() {
                switch action {
                case .start(let slot):
                    signals.append(self.starts[slot].continuation)
                case .send(let id, let slot, let timeout):
                    guard var request = state.waiters[id]?.request else { continue }
                    request.timeout = timeout
                    state.channels[slot]?.send(.request(id, request), &signals)
                case .cancel(let id, let slot):
                    state.channels[slot]?.send(.cancel(id), &signals)
                case .kill(let slot):
                    if let channel = state.channels[slot] { signals.append(channel.kills) }
                case .end(let id, let error):
                    if let waiter = state.waiters.removeValue(forKey: id) {
                        resumptions.append((waiter.continuation, .failure(error)))
                    }
                }
            }
            return (resumptions, signals)
        }
        for signal in signals { signal.yield() }
        for (continuation, result) in resumptions { continuation.resume(returning: result) }
    }
}
