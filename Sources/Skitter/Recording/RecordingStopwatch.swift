#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// When an exchange began and how long it took, for a recording.
struct RecordingStopwatch: Sendable {
    /// A beginning.
    struct Instant: Sendable {
        /// Since 1970 (UTC).
        var wallMicroseconds: Int64
        fileprivate var instant: ContinuousClock.Instant
    }

    /// The present instant.
    func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            wallMicroseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000,
            instant: ContinuousClock.now)
    }

    /// From `start` to now.
    func time(since start: Instant) -> Duration {
        start.instant.duration(to: ContinuousClock.now)
    }
}
