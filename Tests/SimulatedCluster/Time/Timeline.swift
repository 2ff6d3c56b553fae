#if Cluster
internal import DequeModule
internal import HeapModule
internal import Synchronization

/// Virtual time, and the one thread of all that happens in it.
///
/// It is the executor of every task of a simulation: jobs run in the order in which they became ready, and only when none
/// is ready time goes on, to the next event. So the same events make the same run, and waiting costs nothing.
///
/// Nothing here runs beside anything else: `Mutex` is for the compiler, which `Locked` with its marks for ThreadSanitizer would
/// cost a third of a simulation.
package final class Timeline: TaskExecutor {
    /// What happens at an instant.
    private struct Event: Comparable, Sendable {
        let instant: Int64
        /// Of two for one instant, that happens first which was planned first.
        let number: UInt64
        let body: @Sendable () -> Void

        static func == (left: Event, right: Event) -> Bool { left.number == right.number }
        static func < (left: Event, right: Event) -> Bool {
            left.instant == right.instant ? left.number < right.number : left.instant < right.instant
        }
    }

    private struct State: Sendable {
        var now: Int64 = 0
        var events = Heap<Event>()
        var lastNumber: UInt64 = 0
        var jobs = Deque<UnownedJob>()
    }

    private let state = Mutex(State())

    package init() {}

    /// Microseconds since the simulation began.
    package var now: Int64 { self.state.withLock { $0.now } }

    /// Whether anything will happen.
    package var hasEvents: Bool { self.state.withLock { !$0.events.isEmpty || !$0.jobs.isEmpty } }

    /// `body` happens at `instant`, or now where that is over.
    package func at(_ instant: Int64, _ body: @escaping @Sendable () -> Void) {
        self.state.withLock { state in
            state.lastNumber += 1
            state.events.insert(Event(instant: max(instant, state.now), number: state.lastNumber, body: body))
        }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.state.withLock { $0.jobs.append(job) }
    }

    /// Lets everything happen that happens until `end`, on the calling thread; returns early when nothing is left.
    package func run(until end: Int64) {
        while true {
            while let job = self.state.withLock({ $0.jobs.popFirst() }) {
                job.runSynchronously(on: self.asUnownedTaskExecutor())
            }
            let event = self.state.withLock { state -> Event? in
                guard let next = state.events.min, next.instant <= end else { return nil }
                state.now = next.instant
                return state.events.removeMin()
            }
            guard let event else { return self.state.withLock { $0.now = max($0.now, end) } }
            event.body()
        }
    }
}
#endif
