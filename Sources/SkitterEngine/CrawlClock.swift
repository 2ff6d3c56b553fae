package import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The engine's clock: instants since the start of the run, and the wall time they stand for.
package struct CrawlClock: Sendable {
    private let readNow: @Sendable () -> CrawlInstant
    private let sleepUntil: @Sendable (CrawlInstant) async throws -> Void
    private let startMicroseconds: Int64

    /// A clock that starts now.
    package init() {
        self.init(ContinuousClock())
    }

    /// A clock that starts at the present instant of `clock`, which counts as `elapsed` after the start of the run: a
    /// resumed run goes on where the one before was.
    package init<C: Clock<Duration>>(_ clock: C, elapsed: Duration = .zero) {
        let start = clock.now.advanced(by: .zero - elapsed)
        self.startMicroseconds = CrawlClock.wallMicroseconds() - elapsed.wholeNanoseconds / 1000
        self.readNow = { CrawlInstant(sinceStart: start.duration(to: clock.now)) }
        self.sleepUntil = { try await clock.sleep(until: start.advanced(by: $0.sinceStart), tolerance: nil) }
    }

    /// The present instant.
    package var now: CrawlInstant { self.readNow() }

    /// Returns at `instant`; throws when the task is cancelled.
    package func sleep(until instant: CrawlInstant) async throws {
        try await self.sleepUntil(instant)
    }

    /// Microseconds since 1970 (UTC) at `instant`.
    package func wallMicroseconds(at instant: CrawlInstant) -> Int64 {
        self.startMicroseconds + instant.nanoseconds / 1000
    }

    private static func wallMicroseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
