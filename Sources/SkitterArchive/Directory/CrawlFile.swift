/// The files of a crawl directory.
package enum CrawlFile: String, CaseIterable, Sendable {
    /// What was crawled, how, when, and how it ended.
    case manifest = "manifest.json"
    /// One line a visit.
    case pages = "pages.jsonl"
    /// One line a URL that was not visited.
    case skipped = "skipped.jsonl"
    /// One line for each time a page turned out to lie nearer.
    case depths = "depths.jsonl"
    /// The journal: all that a resumed crawl needs, and the result as a database.
    case journal = "crawl.sqlite"
    /// What the journal's last commits added (SQLite's write-ahead log).
    case journalLog = "crawl.sqlite-wal"
    /// What the journal held before the commit at hand (SQLite's rollback journal), once the crawl has ended.
    case journalRollback = "crawl.sqlite-journal"
    /// Where the log's pages lie (SQLite's shared memory).
    case journalMemory = "crawl.sqlite-shm"
    /// Look-ups by id, made when first needed.
    case journalIndex = "crawl.index.sqlite"
    /// What was visited and may count: while a crawl on a shared frontier runs, and after a kill.
    case held = "held"
    /// The index of the WARC files.
    case archiveIndex = "index.cdxj"
    /// The figures at the end.
    case summary = "summary.json"
    /// The figures at the end as a page for people.
    case report = "report.html"
    /// One row a second.
    case timeSeries = "timeseries.csv"
    /// One line a stall; only where there was one.
    case stalls = "stalls.jsonl"

    /// The path of this file in `directory`.
    package func path(in directory: String) -> String {
        directory.hasSuffix("/") ? directory + self.rawValue : directory + "/" + self.rawValue
    }
}
