/// A point on the crawl's own clock, in whole nanoseconds since the run started.
///
/// Machines take it as a parameter and never ask a clock, so that a test passes time in and a resumed crawl can go on
/// with the instants it wrote down.
public struct CrawlInstant: Hashable, Comparable, Sendable {
    /// Nanoseconds since the start of the run; negative before it.
    public let nanoseconds: Int64

    /// The instant `nanoseconds` after the start of the run.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The instant `duration` after the start of the run; durations beyond 292 years are cut to that.
    public init(sinceStart duration: Duration) {
        self.nanoseconds = duration.wholeNanoseconds
    }

    /// The start of the run.
    public static let start = CrawlInstant(nanoseconds: 0)

    /// Later than every instant a crawl can reach.
    public static let distantFuture = CrawlInstant(nanoseconds: .max)

    /// The time from the start of the run to this instant.
    public var sinceStart: Duration { .nanoseconds(self.nanoseconds) }

    /// The instant `duration` later; never overflows, but stops at ``distantFuture``.
    public func advanced(by duration: Duration) -> CrawlInstant {
        let (sum, overflow) = self.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
        return overflow ? .distantFuture : CrawlInstant(nanoseconds: sum)
    }

    /// The time from this instant to `other`; negative when `other` is earlier.
    public func duration(to other: CrawlInstant) -> Duration {
        .nanoseconds(other.nanoseconds.subtractingReportingOverflow(self.nanoseconds).partialValue)
    }

    /// Earlier comes first.
    public static func < (left: CrawlInstant, right: CrawlInstant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension Duration {
    /// This duration in nanoseconds, cut to what `Int64` holds (292 years): a server may send any number.
    public var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = self.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return carry ? (seconds < 0 ? .min : .max) : sum
    }

    /// This duration in seconds.
    public var inSeconds: Double {
        let (seconds, attoseconds) = self.components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
