public import SkitterCore

/// A crawl as its directory tells it.
public struct CrawlReplay: Sendable {
    /// All figures, counted from the records by the code that counts a live crawl. Their ledger is ``recorded`` where there
    /// is one, and otherwise ``settled``.
    public internal(set) var snapshot: StatsSnapshot
    /// The settled URLs as the records tell them; what was pending is not in the records.
    public internal(set) var settled: Ledger
    /// The ledger that `summary.json` holds; nil while the crawl runs and where it was killed. Of several directories, that of the
    /// crawler that ended last.
    public internal(set) var recorded: Ledger?
    /// How the crawl ended; nil while it runs and where it was killed.
    public internal(set) var ending: CrawlEnding?
    /// What reading each file came to.
    public internal(set) var readings: [FileReading]
    /// Records of pages that another record has settled, where several crawlers worked on the crawl; the message of an example is the
    /// directory of the later one.
    public internal(set) var repeated = ExampleGroup()
    /// Whether the directory is that of one of several crawlers, read alone: the ledger is that of all.
    public internal(set) var isOneOfMany = false

    /// The skips that have records: those that a shorter path may still undo have none before the crawl is finished.
    private func finalSkips(_ skips: [SkipReason: Int]) -> [SkipReason: Int] {
        skips.filter { $0.value != 0 && (self.ending?.isFinished == true || !$0.key.mayBeUndone) }
    }

    /// Whether the records hold what the ledger at the end says; nil where there is no such ledger, or it is that of other records too.
    public var recordsMatchLedger: Bool? {
        guard let ledger = self.recorded, !self.isOneOfMany else { return nil }
        return ledger.fetched == self.settled.fetched && ledger.redirected == self.settled.redirected
            && ledger.parked == self.settled.parked && ledger.failed.filter { $0.value != 0 } == self.settled.failed
            && self.finalSkips(ledger.skipped) == self.finalSkips(self.settled.skipped)
    }
}
