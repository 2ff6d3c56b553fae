#if Cluster
package import SkitterCore
internal import Synchronization

/// The process was killed.
package struct Killed: Error {}

/// A process on a machine of its own: it has a clock that is not quite right, and it can be killed, or frozen for a while, in which
/// nothing of what comes to it is noticed.
package final class SimulatedProcess: Sendable {
    private struct State: Sendable {
        var isKilled = false
        /// Until when it stands still.
        var frozenUntil: Int64 = 0
        /// Who waits for something, in it.
        var waiting: [UInt64: UnsafeContinuation<Void, any Error>] = [:]
        var lastNumber: UInt64 = 0
    }

    package let timeline: Timeline
    /// When its clock showed zero, in microseconds of the simulation.
    private let epoch: Int64
    /// Seconds of its clock to a second.
    private let rate: Double
    private let state = Mutex(State())

    package init(on timeline: Timeline, epoch: Int64, rate: Double) {
        self.timeline = timeline
        self.epoch = epoch
        self.rate = rate
    }

    /// What its clock shows.
    package var now: CrawlInstant {
        CrawlInstant(nanoseconds: Int64(Double(self.timeline.now - self.epoch) * self.rate * 1000))
    }

    /// When its clock will have shown `instant`, in microseconds of the simulation.
    package func instant(of instant: CrawlInstant) -> Int64 {
        guard instant < .distantFuture else { return .max }
        return self.epoch + Int64((Double(instant.nanoseconds) / 1000 / self.rate).rounded(.up))
    }

    /// How long that of its clock takes, in microseconds.
    package func microseconds(of duration: Duration) -> Int64 {
        Int64(Double(CrawlInstant(sinceStart: duration).nanoseconds) / 1000 / self.rate)
    }

    package var isKilled: Bool { self.state.withLock { $0.isKilled } }

    /// Something comes to it at `instant`: it notices when it is not frozen, or never where it was killed before.
    package func deliver(at instant: Int64, _ body: @escaping @Sendable () -> Void) {
        self.timeline.at(instant) {
            let (isKilled, until) = self.state.withLock { ($0.isKilled, $0.frozenUntil) }
            guard !isKilled else { return }
            if until > self.timeline.now { self.deliver(at: until, body) } else { body() }
        }
    }

    /// Waits until what `begin` is given is called; throws where it is killed before.
    package func wait(_ begin: (_ resume: @escaping @Sendable () -> Void) -> Void) async throws(Killed) {
        do {
            try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Void, any Error>) in
                let number = self.state.withLock { state -> UInt64? in
                    guard !state.isKilled else { return nil }
                    state.lastNumber += 1
                    state.waiting[state.lastNumber] = continuation
                    return state.lastNumber
                }
                guard let number else { return continuation.resume(throwing: Killed()) }
                begin { self.state.withLock { $0.waiting.removeValue(forKey: number) }?.resume() }
            }
        } catch {
            throw Killed()
        }
    }

    package func sleep(_ microseconds: Int64) async throws(Killed) {
        try await self.wait { resume in self.deliver(at: self.timeline.now + microseconds, resume) }
    }

    /// Nothing is noticed in it until `instant`.
    package func freeze(until instant: Int64) {
        self.state.withLock { $0.frozenUntil = max($0.frozenUntil, instant) }
    }

    /// It is gone, in the middle of whatever it does.
    package func kill() {
        let waiting = self.state.withLock { state in
            defer { state.waiting = [:] }
            state.isKilled = true
            return state.waiting.sorted { $0.key < $1.key }
        }
        for (_, continuation) in waiting { continuation.resume(throwing: Killed()) }
    }
}
#endif
