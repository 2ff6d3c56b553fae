#if canImport(Glibc)
    private import Glibc
#else
    private import Darwin
#endif

/// The processor time of a piece of work: what a test bounds to tell linear work from quadratic, however busy the machine is.
package enum ProcessorTime {
    /// What `work` takes of this thread's processor time.
    package static func of(_ work: () throws -> Void) rethrows -> Duration {
        let start = Self.now
        try work()
        return Self.now - start
    }

    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}
