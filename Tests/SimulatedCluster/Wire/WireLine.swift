#if Cluster
internal import DequeModule
internal import Synchronization

/// A connection of one crawler: it carries one call at a time, in the order in which they are made.
final class WireLine: Sendable {
    private struct State: Sendable {
        var isBusy = false
        var waiting = Deque<@Sendable () -> Void>()
    }

    private let state = Mutex(State())

    /// Returns when the connection is the caller's, until ``leave()``.
    func enter(from process: SimulatedProcess) async throws(Killed) {
        let isFree = self.state.withLock { state in
            defer { state.isBusy = true }
            return !state.isBusy
        }
        if isFree { return }
        try await process.wait { resume in self.state.withLock { $0.waiting.append(resume) } }
    }

    func leave() {
        let next = self.state.withLock { state in
            let next = state.waiting.popFirst()
            state.isBusy = next != nil
            return next
        }
        next?()
    }
}
#endif
