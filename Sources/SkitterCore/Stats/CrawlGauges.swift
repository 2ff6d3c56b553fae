/// What an engine knows about the moment, besides what is counted. What it does not know is nil, never invented.
public struct CrawlGauges: Hashable, Sendable {
    /// Requests in flight.
    public var inFlight = 0
    /// Hosts with URLs in the queue or in flight.
    public var openHosts = 0
    /// What the places of the crawl waited for since the last report.
    public var limits = LimitMeter()
    /// What nothing has moved in, where that was noticed since the last report.
    public var stall: Stall?
    /// Whether the user has paused the crawl.
    public var isPaused = false
    /// The time until the next permitted start, where everything waits for one.
    public var nextStart: Duration?
    /// Resident memory of the process.
    public var residentBytes: Int?
    /// The crawl lasts at least this much longer, going by the delays of its hosts.
    public var leastTimeLeft: Duration?

    /// Nothing in flight, nothing known.
    public init() {}

    /// What limited the crawl most since the last report, and its part of all the waiting.
    public var limiter: LimitMeter.Reading? { self.limits.longest }
}
