/// The figures of one progress line: cheap to make, once a second.
public struct ProgressFigures: Hashable, Sendable {
    /// Time since the start of the run.
    public var elapsed: Duration = .zero
    /// Settled visits.
    public var done = 0
    /// Settled visits by class of status.
    public var classes = StatusClasses()
    /// Visits in vain, whatever their status.
    public var failed = 0
    /// Bytes of body after decompression.
    public var bodyBytes = 0
    /// Settled visits a second, over the last ten seconds.
    public var visitsPerSecond = 0.0
    /// Bytes of body a second, over the last ten seconds.
    public var bytesPerSecond = 0.0
    /// URLs that wait in the queue.
    public var queued = 0
    /// URLs in scope that were not visited.
    public var skipped = 0
    /// URLs not visited because their patterns only repeat themselves.
    public var parked = 0
    /// Requests that were sent again.
    public var retries = 0
    /// What the engine knows about the moment.
    public var gauges = CrawlGauges()

    /// All zero.
    public init() {}
}
