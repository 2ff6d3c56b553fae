package import SkitterCore
internal import SkitterLock

/// Where a crawl and the reader of its events meet. Nothing is buffered: the crawl is handed back when the reader has asked for the
/// next batch, so that what counts as taken has been dealt with.
package final class EventExchange: RecordConsumer {
    private struct State {
        var machine = ExchangeMachine()
        /// The reader, waiting for events.
        var reader: CheckedContinuation<[CrawlEvent]?, any Error>?
        /// The crawl, waiting for the reader to be done with a batch.
        var writer: CheckedContinuation<Void, any Error>?
        /// The crawl, waiting for the reader to leave.
        var departure: CheckedContinuation<Void, Never>?
        var hasLeft = false

        /// Whom the machine's next answer wakes, and with what; nil where the reader does not wait or nothing is there.
        mutating func answerToReader() -> (() -> Void)? {
            guard let reader = self.reader else { return nil }
            let answer: Result<[CrawlEvent]?, any Error>
            switch self.machine.taken() {
            case .wait: return nil
            case .take(let events): answer = .success(events)
            case .end: answer = .success(nil)
            case .fail(let error): answer = .failure(error)
            }
            self.reader = nil
            return { reader.resume(with: answer) }
        }
    }

    private let state = Locked(State())

    /// Nothing has happened.
    package init() {}

    // MARK: - The reader's side

    /// The next events, nil behind the last; throws what the crawl failed of.
    package func next() async throws -> [CrawlEvent]? {
        self.state.withLock { $0.machine.asked() ? $0.writer.take() : nil }?.resume()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let wake: (() -> Void)? = self.state.withLock { state in
                    // A cancellation after this lock finds the reader; one before it shows here.
                    if Task.isCancelled { return { continuation.resume(throwing: CancellationError()) } }
                    guard state.reader == nil else { preconditionFailure("two tasks read the events of one crawl") }
                    state.reader = continuation
                    return state.answerToReader()
                }
                wake?()
            }
        } onCancel: {
            self.state.withLock { $0.reader.take() }?.resume(throwing: CancellationError())
        }
    }

    /// The reader wants no more.
    package func leave() {
        let wake = self.state.withLock { state in
            state.hasLeft = true
            state.machine.left()
            let (writer, departure, reader) = (state.writer.take(), state.departure.take(), state.answerToReader())
            return {
                writer?.resume(throwing: ConsumerLeft())
                departure?.resume()
                reader?()
            }
        }
        wake()
    }

    // MARK: - The crawl's side

    package func consume(_ entries: [StepEntry]) async throws {
        let events = CrawlEvent.events(of: entries)
        guard !events.isEmpty else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let wake: (() -> Void)? = self.state.withLock { state in
                    if Task.isCancelled { return { continuation.resume(throwing: CancellationError()) } }
                    switch state.machine.offered(events) {
                    case .left: return { continuation.resume(throwing: ConsumerLeft()) }
                    case .wait:
                        state.writer = continuation
                        return state.answerToReader()
                    }
                }
                wake?()
            }
        } onCancel: {
            let writer = self.state.withLock { state in
                guard state.writer != nil else { return nil as CheckedContinuation<Void, any Error>? }
                state.machine.givenUp()
                return state.writer.take()
            }
            writer?.resume(throwing: CancellationError())
        }
    }

    package func departure() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = self.state.withLock { state in
                    if state.hasLeft || Task.isCancelled { return true }
                    state.departure = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            self.state.withLock { $0.departure.take() }?.resume()
        }
    }

    /// The reader sees `figures`, unless newer ones come before it asks.
    package func show(_ figures: ProgressFigures) {
        self.change { $0.progressed(figures) }
    }

    /// The crawl has ended so.
    package func end(_ result: Result<CrawlReport, any Error>) {
        self.change { $0.ended(result) }
    }

    private func change(_ step: (inout ExchangeMachine) -> Void) {
        let wake = self.state.withLock { state in
            step(&state.machine)
            return state.answerToReader()
        }
        wake?()
    }
}
