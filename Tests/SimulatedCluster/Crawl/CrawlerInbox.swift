#if Cluster
internal import DequeModule
internal import SkitterCore
internal import Synchronization

/// What comes back to a crawler's loop, in the order in which it does.
final class CrawlerInbox: Sendable {
    enum Event: Sendable {
        /// Visits ended; they lie on the desk.
        case visited
        /// They are finished, or cannot be.
        case finished(Result<[FinishAnswer], any Error>)
        case resolved(ResolvedHost)
        case woke(CrawlInstant)
        case stopRequested
    }

    private struct State: Sendable {
        var events = Deque<Event>()
        var desk: [FinishedVisit] = []
        var waiter: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    func put(_ event: Event) {
        self.add(event, nil)
    }

    /// Visits that end while nobody looks are taken together.
    func put(_ visit: FinishedVisit) {
        self.add(nil, visit)
    }

    private func add(_ event: Event?, _ visit: FinishedVisit?) {
        let waiter = self.state.withLock { state in
            if let visit {
                if state.desk.isEmpty { state.events.append(.visited) }
                state.desk.append(visit)
            }
            if let event { state.events.append(event) }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?()
    }

    func take() -> [FinishedVisit] {
        self.state.withLock { state in
            defer { state.desk = [] }
            return state.desk
        }
    }

    /// The next event, waited for where there is none.
    func next(in process: SimulatedProcess) async throws(Killed) -> Event {
        while true {
            if let event = self.state.withLock({ $0.events.popFirst() }) { return event }
            try await process.wait { resume in self.state.withLock { $0.waiter = resume } }
        }
    }
}
#endif
