internal import Dispatch
internal import Foundation
internal import SkitterCore
internal import SkitterLock

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// One request on its way: the delegate of its task, the waiter's continuation, and the machine that decides.
///
/// The continuation is resumed exactly once, by whichever event the machine lets end the transfer.
final class Transfer: NSObject, URLSessionTaskDelegate, Sendable {
    /// Hears the end of the transfer, once.
    typealias Waiter = @Sendable (Result<FetchResponse, FetchError>) -> Void

    private struct Shared {
        /// What has come and what ends it.
        var machine: TransferMachine
        /// The waiting caller; nil before it waits and after it is resumed.
        var waiter: Waiter?
        /// An end that came before the caller waited.
        var early: Result<FetchResponse, FetchError>?
        /// URLSession's task, from its start until the end.
        var task: URLSessionDataTask?
        /// The wait for the deadline.
        var deadline: Int?
    }

    private struct Settlement {
        var ending: TransferMachine.Ending
        var waiter: Waiter?
        var deadline: Int?
    }

    private let shared: Locked<Shared>
    private let start = ContinuousClock.now
    private let core: SessionCore

    init(_ request: FetchRequest, core: SessionCore) {
        self.shared = Locked(Shared(machine: TransferMachine(request)))
        self.core = core
    }

    /// The end of `request`, sent as `urlRequest`; returns at once when the task is cancelled.
    func run(_ urlRequest: URLRequest, timeout: Duration) async -> Result<FetchResponse, FetchError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                self.start(urlRequest, timeout: timeout) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            self.cancel()
        }
    }

    /// Nobody waits any more.
    func cancel() {
        self.settle { $0.cancelled() }
    }

    /// Starts `urlRequest` and returns; `waiter` hears the end, on this thread or another.
    func start(_ urlRequest: URLRequest, timeout: Duration, waiter: @escaping Waiter) {
        let early = self.shared.withLock { shared in
            if shared.early == nil { shared.waiter = waiter }
            return shared.early
        }
        if let early { return waiter(early) }
        let deadline = self.core.deadlines.add(self, after: timeout)
        let isOver = self.shared.withLock { shared in
            shared.deadline = deadline
            return shared.waiter == nil
        }
        if isOver { return self.core.deadlines.remove(deadline) }
        self.core.control.async { self.begin(urlRequest) }
    }

    /// The deadline came.
    func deadlinePassed() {
        self.settle { $0.deadlinePassed() }
    }

    /// A header section is complete.
    func received(_ response: URLResponse) {
        guard var response = FetchResponse(response) else { return }
        response.timeToFirstByte = ContinuousClock.now - self.start
        self.settle { $0.responseReceived(response) }
    }

    /// Bytes of body came.
    func received(_ data: Data) {
        data.withUnsafeBytes { bytes in self.settle { $0.dataReceived(bytes) } }
    }

    /// A redirect came; the answer is whether to refuse it, or to say nothing at all.
    func received(redirect response: HTTPURLResponse) -> TransferMachine.RedirectAction {
        guard let response = FetchResponse(response) else { return .stayMute }
        return self.shared.withLock { $0.machine.redirectReceived(response) }
    }

    /// A response came that asks for credentials.
    func challenged(with response: URLResponse?) {
        self.settle { $0.challenged { FetchResponse(response) } }
    }

    /// The task is over.
    func completed(_ error: (any Error)?, response: URLResponse?) {
        let error = error.map { FailureSorter.fetchError(for: $0) }
        self.settle { $0.completed(error) { FetchResponse(response) } }
    }

    /// Runs on the control queue, as URLSession blocks the calling thread here.
    private func begin(_ urlRequest: URLRequest) {
        guard self.shared.withLock({ $0.machine.starting() }) == .resume else { return }
        let task = self.core.session.dataTask(with: urlRequest)
        task.delegate = self
        self.shared.withLock { $0.task = task }
        task.resume()
    }

    /// Lets the machine see an event, and carries out the ending that follows from it.
    private func settle(_ event: (inout TransferMachine) -> TransferMachine.Ending?) {
        let settlement = self.shared.withLock { shared -> Settlement? in
            guard var ending = event(&shared.machine) else { return nil }
            if case .success(var response) = ending.result {
                response.totalTime = ContinuousClock.now - self.start
                ending.result = .success(response)
            }
            if shared.waiter == nil { shared.early = ending.result }
            defer {
                shared.waiter = nil
                if !ending.cancelsTask { shared.task = nil }
            }
            return Settlement(ending: ending, waiter: shared.waiter, deadline: shared.deadline)
        }
        guard let settlement else { return }
        settlement.waiter?(settlement.ending.result)
        if let deadline = settlement.deadline { self.core.deadlines.remove(deadline) }
        if settlement.ending.cancelsTask { self.core.control.async { self.cancelTask() } }
    }

    private func cancelTask() {
        let task = self.shared.withLock { shared in
            defer { shared.task = nil }
            return shared.task
        }
        task?.cancel()
    }
}
