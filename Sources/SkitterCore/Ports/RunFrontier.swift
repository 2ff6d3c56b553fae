/// What a run asks of its frontier beside its loop: where things stand, for whoever watches, and what is to be done at the end. None
/// of it fails: a frontier whose servers are gone tells what it knew last.
package protocol RunFrontier: FrontierBackend {
    /// Where all URLs stand, as far as can be told now.
    func figures(at now: CrawlInstant) async -> FrontierCounts

    /// What a lease that has not come back is for; nil where there is none such.
    func subject(ofLease number: UInt64) async -> String?

    /// Hosts that only wait for their next permitted start, those that wait longest first.
    func waitingHosts(limit: Int, at now: CrawlInstant) async -> [WaitingHost]

    /// Patterns with the most URLs that wait, the largest first.
    func waitingPatterns(limit: Int) async -> [WaitingPattern]

    /// How fast each known host may be asked at the most.
    var hostPaces: [PlannedHost] { get async }

    /// Hosts whose names are being looked up, some of them.
    func lookUps(limit: Int) async -> [String]

    /// How many entries wait for the sink, and how many were ever made.
    var backlog: (entries: Int, lastStep: UInt64) { get async }

    /// What lies beyond a limit is skipped for good, where the crawl is finished. Some at a time, on their way to the sink; none when
    /// all were told.
    func skipsAtEnd() async -> [SkippedRecord]

    /// The run is over: nothing more is finished. Returns when all is written; what is in hand goes back to where others find it.
    func runEnded(at now: CrawlInstant) async
}
