/// A running crawl at one instant, for whoever watches it.
public struct CrawlView: Sendable {
    /// The figures of the progress line.
    public var figures: ProgressFigures
    /// All figures.
    public var snapshot: StatsSnapshot
    /// Hosts that only wait for their next permitted start, those that wait longest first.
    public var waiting: [WaitingHost]
    /// Patterns with the most URLs, the largest first.
    public var patterns: [WaitingPattern]
    /// How the crawl ended; nil while it runs.
    public var ending: CrawlEnding?

    /// The crawl as these say.
    public init(
        figures: ProgressFigures, snapshot: StatsSnapshot, waiting: [WaitingHost] = [],
        patterns: [WaitingPattern] = [], ending: CrawlEnding? = nil
    ) {
        self.figures = figures
        self.snapshot = snapshot
        self.waiting = waiting
        self.patterns = patterns
        self.ending = ending
    }
}

/// A host that has URLs in the queue, nothing in flight, and may not be asked yet.
public struct WaitingHost: Hashable, Sendable {
    /// Its name.
    public var host: String
    /// URLs that wait for it.
    public var queued: Int
    /// When it may be asked, since the start of the run.
    public var until: Duration

    /// `host` waits `until` then.
    public init(host: String, queued: Int, until: Duration) {
        self.host = host
        self.queued = queued
        self.until = until
    }
}
