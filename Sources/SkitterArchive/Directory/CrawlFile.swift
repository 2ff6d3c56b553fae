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
    /// The figures at the end.
    case summary = "summary.json"
    /// One row a second.
    case timeSeries = "timeseries.csv"

    /// The path of this file in `directory`.
    package func path(in directory: String) -> String {
        directory.hasSuffix("/") ? directory + self.rawValue : directory + "/" + self.rawValue
    }
}
