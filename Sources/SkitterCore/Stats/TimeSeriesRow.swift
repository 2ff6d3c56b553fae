/// One row of `timeseries.csv`: what was done since the row before, and how things stand at its end.
public struct TimeSeriesRow: Hashable, Sendable {
    /// The end of the row's time, since the start of the run.
    public var time: Duration
    /// Settled visits.
    public var visits: Int
    /// Bytes of body after decompression.
    public var bodyBytes: Int
    /// Settled visits by class of status.
    public var classes: StatusClasses
    /// Visits in vain, whatever their status.
    public var failed: Int
    /// Requests that were sent again.
    public var retries: Int
    /// URLs that wait in the queue at the end of the row.
    public var queued: Int
    /// Requests in flight at the end of the row.
    public var inFlight: Int
    /// Hosts with work at the end of the row.
    public var openHosts: Int
    /// Memory of the process at the end of the row, where the system tells.
    public var residentBytes: Int?
    /// What the places of the crawl waited for during the row.
    public var limits: LimitMeter

    /// What limited the crawl most.
    public var limiter: Limiter? { self.limits.longest?.limiter }

    /// What was done between `earlier` and `later`.
    public init(from earlier: ProgressFigures = ProgressFigures(), to later: ProgressFigures) {
        self.time = later.elapsed
        self.visits = later.done - earlier.done
        self.bodyBytes = later.bodyBytes - earlier.bodyBytes
        self.classes = later.classes.since(earlier.classes)
        self.failed = later.failed - earlier.failed
        self.retries = later.retries - earlier.retries
        self.queued = later.queued
        self.inFlight = later.gauges.inFlight
        self.openHosts = later.gauges.openHosts
        self.residentBytes = later.gauges.residentBytes
        self.limits = later.gauges.limits
    }
}
