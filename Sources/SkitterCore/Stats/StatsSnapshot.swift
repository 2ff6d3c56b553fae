/// All figures of a crawl at one instant: what reports are made from. It never changes after it was made.
public struct StatsSnapshot: Hashable, Sendable {
    /// Time from the start of the run to the instant of the snapshot.
    public var elapsed: Duration
    /// The start of the run in microseconds since 1970 (UTC), where it is known.
    public var startedMicroseconds: Int64?
    /// Where every discovered URL stands.
    public var ledger: Ledger
    /// Sums over the whole crawl.
    public var totals: StatsTotals
    /// Visits by class of status.
    public var classes: StatusClasses
    /// Visits by exact status, 100...599.
    public var statuses: [Int: Int]
    /// Answered visits by media type, commonest first.
    public var types: [TypeFigures]
    /// The hosts with the most visits, busiest first.
    public var hosts: [NamedHostFigures]
    /// What happened on all other hosts together.
    public var otherHosts: HostFigures
    /// Hosts that have figures of their own, whether listed in ``hosts`` or not; beyond 10,000 hosts are not told apart.
    public var hostCount: Int
    /// Visits by final depth; the index is the depth, the last of 1,001 entries holds all deeper ones.
    public var depths: [Int]
    /// Time from request to end of body, in microseconds, of answered visits.
    public var latency: Histogram
    /// Time from request to status line, in microseconds, of visits whose session can tell.
    public var firstByte: Histogram
    /// Bytes of body of fetched pages.
    public var sizes: Histogram
    /// What was done when.
    public var throughput: ThroughputSeries
    /// The answered visits that took longest; values in microseconds.
    public var slowest: [PageFigure]
    /// The largest bodies; values in bytes.
    public var largest: [PageFigure]
    /// Visits in vain by class.
    public var failures: [FailureClass: ExampleGroup]
    /// URLs not visited by reason.
    public var skips: [SkipReason: ExampleGroup]
    /// URLs not visited because their patterns only repeat themselves.
    public var parked: ParkedFigures
    /// Bodies that are not whole by cause.
    public var truncations: [String: Int]
    /// Requests sent again by cause, where the cause is known (it is not in the record).
    public var retryCauses: [FailureClass: Int]
    /// What limited the run, as the running crawl or its summary knows; empty where neither tells.
    public var limits = LimitMeter()

    /// Settled visits a second over the whole time.
    public var visitsPerSecond: Double { self.perSecond(self.totals.visits) }
    /// Bytes of body a second over the whole time.
    public var bytesPerSecond: Double { self.perSecond(self.totals.bodyBytes) }

    private func perSecond(_ amount: Int) -> Double {
        let seconds = self.elapsed.inSeconds
        return seconds > 0 ? Double(amount) / seconds : 0
    }
}
