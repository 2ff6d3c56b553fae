internal import Glibc
internal import Synchronization

extension EventLoop {
    /// Remembers the clock that counts the time which the calling thread runs.
    func noteProcessorClock() {
        var clock = clockid_t()
        guard pthread_getcpuclockid(pthread_self(), &clock) == 0 else { return }
        self.processorClock.store(clock, ordering: .relaxed)
    }

    /// How long the loop's thread has run; nil before it has begun, and once it has ended.
    package var busyTime: Duration? {
        let clock = self.processorClock.load(ordering: .relaxed)
        var time = timespec()
        guard clock != EventLoop.noClock, clock_gettime(clock, &time) == 0 else { return nil }
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// The clock of no thread.
    static let noClock: clockid_t = 0
}
