internal import SkitterCore

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Turns instants of a run into microseconds since 1970 and back, so that they outlive the run.
package struct StoreClock: Sendable {
    /// The start of the run, in microseconds since 1970 (UTC).
    let startedMicroseconds: Int64

    /// `instant`, rounded up: nothing may be asked early. The end of time stays what it is.
    func microseconds(_ instant: CrawlInstant) -> Int64 {
        if instant == .distantFuture { return .max }
        let nanoseconds = instant.nanoseconds
        let whole = nanoseconds / 1000
        let rounded = nanoseconds > 0 && nanoseconds % 1000 != 0 ? whole + 1 : whole
        let (sum, overflow) = rounded.addingReportingOverflow(self.startedMicroseconds)
        return overflow ? .max : sum
    }

    /// The instant at `microseconds`, before the start of the run as well.
    func instant(_ microseconds: Int64) -> CrawlInstant {
        if microseconds == .max { return .distantFuture }
        let (difference, overflow) = microseconds.subtractingReportingOverflow(self.startedMicroseconds)
        let (nanoseconds, tooFar) = difference.multipliedReportingOverflow(by: 1000)
        if overflow || tooFar {
            return microseconds < self.startedMicroseconds ? CrawlInstant(nanoseconds: .min) : .distantFuture
        }
        return CrawlInstant(nanoseconds: nanoseconds)
    }

    /// The time of day, in microseconds since 1970 (UTC).
    package static let systemMicroseconds: @Sendable () -> Int64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
