internal import Dispatch
internal import SkitterCore
internal import SkitterLock

/// Tells each transfer when its time is over, with one alarm of the system for all.
///
/// Almost every transfer ends before its deadline, so that adding and removing are a lock and a heap step, and an alarm
/// of the system is set only when there is none for an instant as early.
final class DeadlineTimer: Sendable {
    private struct State {
        /// Who waits.
        var queue = DeadlineQueue<Transfer>()
        /// What the earliest alarm is set to; nil when none is set.
        var armed: CrawlInstant?
    }

    private let state = Locked(State())
    private let start = ContinuousClock.now
    private let queue = DispatchQueue(label: "skitter.urlsession.deadlines")

    /// Calls `transfer.deadlinePassed()` once `timeout` is over, unless ``remove(_:)`` comes first.
    func add(_ transfer: Transfer, after timeout: Duration) -> Int {
        let now = self.now
        let deadline = now.advanced(by: timeout)
        return self.state.withLock { state in
            let (id, isNext) = state.queue.add(transfer, until: deadline)
            if isNext || state.armed == nil { self.arm(&state, deadline, now) }
            return id
        }
    }

    /// Forgets the wait `id`.
    func remove(_ id: Int) {
        self.state.withLock { $0.queue.remove(id) }
    }

    private var now: CrawlInstant { CrawlInstant(sinceStart: ContinuousClock.now - self.start) }

    private func fired() {
        let now = self.now
        let passed = self.state.withLock { state in
            let (passed, next) = state.queue.passed(at: now)
            // An alarm that an earlier one overtook finds that one set, and sets none.
            if let armed = state.armed, armed > now { return passed }
            state.armed = nil
            if let next { self.arm(&state, next, now) }
            return passed
        }
        for transfer in passed { transfer.deadlinePassed() }
    }

    private func arm(_ state: inout State, _ instant: CrawlInstant, _ now: CrawlInstant) {
        state.armed = instant
        let wait = max(0, min(now.duration(to: instant).wholeNanoseconds, 86_400_000_000_000))
        self.queue.asyncAfter(deadline: .now() + .nanoseconds(Int(wait))) { [weak self] in self?.fired() }
    }
}
