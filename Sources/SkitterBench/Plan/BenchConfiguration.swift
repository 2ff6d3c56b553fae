package import SkitterCore

/// What a benchmark downloads, and how.
package struct BenchConfiguration: Sendable {
    /// The list of sites; it may name one twice.
    package var sites: [CrawlURL] = []
    /// How many times the list is downloaded in each cell: 80, as in the classic lesson.
    package var copies = 80
    /// The strategies, in the order in which they take their turns.
    package var strategies = BenchStrategy.allCases
    /// What carries the requests.
    package var transports = [BenchTransport.urlsession]
    /// How often every strategy has its turn. More rounds cost more time and give medians instead of single readings.
    package var rounds = 1
    /// Requests in flight for every strategy but `sync`: 5, the size of the classic thread pool.
    package var concurrency = 5
    /// Worker processes of the strategy `processes`; nil for as many as the machine has cores.
    package var processes: Int?
    /// The longest that one hop of one download may take: 30 s, as in a crawl.
    package var timeout: Duration = .seconds(30)
    /// A longer body counts as a failed download. 64 MiB: bodies are held in memory, as in the classic lesson.
    package var bodyLimitBytes = 64 * 1024 * 1024

    /// Nothing to download yet; set ``sites``.
    package init() {}

    /// More requests in flight than this measure URLSession's own book-keeping, which is linear in them.
    package static let mostInFlight = 200
    /// For each strategy, in all rounds: a download is remembered until the end, for the comparison and the percentiles.
    package static let mostDownloads = 1_000_000

    /// Throws a sentence about the first setting that makes no sense.
    package func validate() throws(BenchError) {
        if self.sites.isEmpty { throw BenchError("There is no site to download.") }
        if self.strategies.isEmpty { throw BenchError("There is no strategy to try.") }
        if self.copies < 1 { throw BenchError("The list must be downloaded at least once: -n is \(self.copies).") }
        if self.rounds < 1 { throw BenchError("There must be at least one round: --rounds is \(self.rounds).") }
        if !(1...Self.mostInFlight).contains(self.concurrency) {
            throw BenchError("-c is \(self.concurrency); it must be from 1 to \(Self.mostInFlight).")
        }
        if let processes = self.processes, !(1...Self.mostInFlight).contains(processes) {
            throw BenchError("--processes is \(processes); it must be from 1 to \(Self.mostInFlight).")
        }
        let (once, overflow) = self.sites.count.multipliedReportingOverflow(by: self.copies)
        let (all, overflowOfAll) = once.multipliedReportingOverflow(by: self.rounds)
        if overflow || overflowOfAll || all > Self.mostDownloads {
            throw BenchError(
                "\(self.sites.count) sites times \(self.copies), in \(self.rounds) rounds, are more than "
                    + "\(Self.mostDownloads) downloads; lower -n or --rounds.")
        }
    }
}
