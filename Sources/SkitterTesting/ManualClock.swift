internal import SkitterLock

/// A clock that stands still until a test moves it on: sleepers wake when, and only when, their time is reached.
///
/// Sleepers that are due at the same call of ``advance(by:)`` wake in the order of their deadlines.
public final class ManualClock: Clock {
    /// A point on this clock.
    public struct Instant: InstantProtocol, Hashable, Sendable {
        /// The time since the clock was made.
        public var offset: Duration

        /// The instant `duration` later.
        public func advanced(by duration: Duration) -> Instant {
            Instant(offset: self.offset + duration)
        }

        /// The time from here to `other`.
        public func duration(to other: Instant) -> Duration {
            other.offset - self.offset
        }

        /// Whether `left` comes before `right`.
        public static func < (left: Instant, right: Instant) -> Bool {
            left.offset < right.offset
        }
    }

    private typealias Sleep = CheckedContinuation<Void, any Error>

    private struct Sleeper {
        var deadline: Instant
        var continuation: Sleep
    }

    private struct Watcher {
        var count: Int
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        /// What the clock shows.
        var now = Instant(offset: .zero)
        /// Who sleeps, by the number of the sleep.
        var sleepers: [Int: Sleeper] = [:]
        /// The number of the next sleep.
        var nextID = 0
        /// Who waits until enough tasks sleep.
        var watchers: [Watcher] = []
    }

    private let state = Locked(State())

    /// A clock at zero.
    public init() {}

    /// What the clock shows.
    public var now: Instant { self.state.withLock { $0.now } }
    /// Nothing: it moves by whatever it is moved.
    public var minimumResolution: Duration { .zero }

    /// Moves the clock on and wakes whoever is due.
    public func advance(by duration: Duration) {
        let due = self.state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let now = state.now
            let ids = state.sleepers.filter { $0.value.deadline <= now }
                .sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.key)
            return ids.compactMap { state.sleepers.removeValue(forKey: $0)?.continuation }
        }
        for continuation in due { continuation.resume() }
    }

    /// Returns once at least `count` tasks sleep on this clock.
    public func sleepers(reach count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = self.state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append(Watcher(count: count, continuation: continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }

    /// The earliest instant that somebody sleeps until.
    public var nextDeadline: Instant? {
        self.state.withLock { $0.sleepers.values.map(\.deadline).min() }
    }

    /// Returns when the clock is moved to `deadline` or beyond; throws `CancellationError` where the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = self.state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: Sleep) in
                self.lieDown(id, deadline, continuation)
            }
        } onCancel: {
            self.state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(
                throwing: CancellationError())
        }
    }

    private enum LieDownAction {
        case wake, wakeCancelled
        case sleep(watchers: [Watcher])
    }

    private func lieDown(_ id: Int, _ deadline: Instant, _ continuation: Sleep) {
        // A cancellation after this lock finds the sleeper; one before it shows in `isCancelled`.
        let action = self.state.withLock { state -> LieDownAction in
            if Task.isCancelled { return .wakeCancelled }
            if deadline <= state.now { return .wake }
            state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
            let count = state.sleepers.count
            let satisfied = state.watchers.filter { $0.count <= count }
            state.watchers.removeAll { $0.count <= count }
            return .sleep(watchers: satisfied)
        }
        switch action {
        case .wake: continuation.resume()
        case .wakeCancelled: continuation.resume(throwing: CancellationError())
        case .sleep(let watchers): for watcher in watchers { watcher.continuation.resume() }
        }
    }
}
