internal import CEpoll
internal import Glibc
internal import SkitterLock
internal import Synchronization

/// A thread that waits for sockets and runs the tasks that prefer it, in turns: tasks, sockets, timers.
///
/// It is a task executor, on which whole visits run, and the serial executor of the actor that owns its sockets; so a visit
/// fetches, waits and reads on without another thread being woken.
package final class EventLoop: TaskExecutor, SerialExecutor {
    /// What other threads, or the loop itself, want done.
    private struct Inbox {
        var jobs: [UnownedJob] = []
        var cancellations: [Cancellation] = []
        /// Set while the loop waits in the kernel, or is about to: whoever adds something wakes it.
        var isSleeping = false
        var isStopping = false
        /// Set while the loop has ended and no thread runs what is left for it: whoever adds a job starts one.
        var isDeserted = false
        /// What the thread runs turn by turn; taken when it starts.
        var driver: (any LoopDriver)?
    }

    private let inbox = Locked(Inbox())
    private let thread = Atomic<UInt>(0)
    /// Counts the time which the thread runs.
    let processorClock = Atomic<clockid_t>(EventLoop.noClock)
    private let epoll: CInt
    private let wake: CInt

    /// After so many jobs sockets are looked at again, so that tasks which make tasks cannot starve them.
    private static let jobsPerTurn = 256

    /// A loop without a thread; see ``start(_:)``.
    package init() {
        self.epoll = epoll_create1(CInt(EPOLL_CLOEXEC))
        self.wake = eventfd(0, CInt(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(self.epoll >= 0 && self.wake >= 0, "the system refused an epoll instance (open files?)")
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.fd = self.wake
        epoll_ctl(self.epoll, EPOLL_CTL_ADD, self.wake, &event)
    }

    deinit {
        close(self.epoll)
        close(self.wake)
    }

    /// Starts the thread, which lives until ``stop()``.
    func start(_ driver: any LoopDriver) {
        self.inbox.withLock { $0.driver = driver }
        LoopThread.start { self.run() }
    }

    /// Ends the turns when the present one is over. Tasks that still prefer the loop run on to their ends, on a thread that
    /// lives for as long as they have something to do.
    func stop() {
        self.add { $0.isStopping = true }
    }

    // MARK: - Executor

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.add { $0.jobs.append(job) }
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    package func checkIsolated() {
        precondition(self.isCurrent, "this runs on the loop's own thread only")
    }

    package func isIsolatingCurrentContext() -> Bool? {
        self.isCurrent
    }

    private var isCurrent: Bool {
        self.thread.load(ordering: .relaxed) == UInt(pthread_self())
    }

    /// Asks the driver to end a transfer or a sleep, from any thread.
    func cancel(_ cancellation: Cancellation) {
        self.add { $0.cancellations.append(cancellation) }
    }

    private func add(_ change: (inout sending Inbox) -> Void) {
        let (isSleeping, isDeserted) = self.inbox.withLock { inbox in
            change(&inbox)
            defer { inbox.isSleeping = false }
            let isDeserted = inbox.isDeserted && !inbox.jobs.isEmpty
            if isDeserted { inbox.isDeserted = false }
            return (inbox.isSleeping, isDeserted)
        }
        if isSleeping { eventfd_write(self.wake, 1) }
        if isDeserted { LoopThread.start { self.runRest() } }
    }

    // MARK: - Sockets

    /// Watches a socket for `events`; `isKnown` tells whether it was watched before.
    func watch(_ socket: CInt, events: UInt32, isKnown: Bool) {
        var event = epoll_event()
        event.events = events
        event.data.fd = socket
        let operation = isKnown ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
        if epoll_ctl(self.epoll, operation, socket, &event) != 0, errno == EEXIST {
            epoll_ctl(self.epoll, EPOLL_CTL_MOD, socket, &event)
        }
    }

    /// Watches a socket no longer.
    func forget(_ socket: CInt) {
        var event = epoll_event()
        epoll_ctl(self.epoll, EPOLL_CTL_DEL, socket, &event)
    }

    // MARK: - The thread

    private func run() {
        self.thread.store(UInt(pthread_self()), ordering: .relaxed)
        self.noteProcessorClock()
        guard let driver = self.inbox.withLock({ $0.driver.take() }) else { return }
        self.takeTurns(driver)
        driver.ended()
        self.runRest()
    }

    /// Turn after turn until ``stop()``.
    private func takeTurns(_ driver: any LoopDriver) {
        let serial = self.asUnownedSerialExecutor()
        let task = self.asUnownedTaskExecutor()
        var events = [epoll_event](repeating: epoll_event(), count: 32)
        var jobs: [UnownedJob] = []
        var cancellations: [Cancellation] = []
        var isStopping = false
        while !isStopping {
            // Jobs make jobs: those run in the same turn, so that a look at the sockets is shared by many of them.
            var run = 0
            var isDrained = false
            while !isDrained, run < EventLoop.jobsPerTurn {
                self.inbox.withLock { inbox in
                    swap(&jobs, &inbox.jobs)
                    swap(&cancellations, &inbox.cancellations)
                    isStopping = inbox.isStopping
                }
                if !cancellations.isEmpty {
                    driver.cancelled(cancellations)
                    cancellations.removeAll(keepingCapacity: true)
                }
                for job in jobs { job.runSynchronously(isolatedTo: serial, taskExecutor: task) }
                run += jobs.count
                isDrained = jobs.isEmpty
                jobs.removeAll(keepingCapacity: true)
            }
            if isStopping { return }
            let timeout = driver.timeoutMilliseconds()
            let mayWait = self.inbox.withLock { inbox in
                inbox.isSleeping =
                    timeout != 0 && inbox.jobs.isEmpty && inbox.cancellations.isEmpty && !inbox.isStopping
                return inbox.isSleeping
            }
            let count = epoll_wait(self.epoll, &events, CInt(events.count), mayWait ? timeout : 0)
            if mayWait { self.inbox.withLock { $0.isSleeping = false } }
            driver.turned(events[0..<max(0, Int(count))].filter { !self.isWake($0) })
        }
    }

    /// Runs jobs until there are none, so that a task which comes late is told that the loop is over instead of waiting for
    /// ever. One thread at a time does this.
    private func runRest() {
        self.thread.store(UInt(pthread_self()), ordering: .relaxed)
        let serial = self.asUnownedSerialExecutor()
        let task = self.asUnownedTaskExecutor()
        var jobs: [UnownedJob] = []
        repeat {
            for job in jobs { job.runSynchronously(isolatedTo: serial, taskExecutor: task) }
            jobs.removeAll(keepingCapacity: true)
            self.inbox.withLock { inbox in
                swap(&jobs, &inbox.jobs)
                inbox.cancellations = []
                guard jobs.isEmpty else { return }
                inbox.isDeserted = true
                self.thread.store(0, ordering: .relaxed)
            }
        } while !jobs.isEmpty
    }

    /// Takes back the event by which another thread woke the loop.
    private func isWake(_ event: epoll_event) -> Bool {
        guard event.data.fd == self.wake else { return false }
        var value: eventfd_t = 0
        eventfd_read(self.wake, &value)
        return true
    }
}

/// What nobody waits for any more.
enum Cancellation: Sendable {
    /// A transfer in a slot; `generation` tells which use of the slot: a later one is not meant.
    case transfer(slot: Int, generation: UInt64)
    /// A sleeping task.
    case sleeper(UInt64)
}

/// What an event loop drives. All methods are called on its thread.
protocol LoopDriver: Sendable {
    /// How long the loop may wait; 0 not to wait, -1 for as long as nothing happens.
    func timeoutMilliseconds() -> CInt
    /// A turn: these sockets can be read from or written to, or have failed, and timers that are due may fire.
    func turned(_ events: [epoll_event])
    /// These transfers and sleeps are to end.
    func cancelled(_ cancellations: [Cancellation])
    /// The loop is over.
    func ended()
}
