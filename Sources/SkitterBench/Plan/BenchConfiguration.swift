package import SkitterCore

/// What a benchmark downloads, and how.
package struct BenchConfiguration: Sendable {
    /// The list of sites, once for each server of our own that it is downloaded from.
    package var lists: [SiteList] = []
    /// How many times the list is downloaded in each cell: 80, as in the classic lesson.
    package var copies = 80
    /// The strategies, in the order in which they take their turns.
    package var strategies = BenchStrategy.classic
    /// What carries the requests.
    package var transports = [BenchTransport.urlsession]
    /// How often every case has its turn. More rounds cost more time and give medians instead of single readings.
    package var rounds = 1
    /// Rounds that are run first and thrown away.
    package var warmUpRounds = 0
    /// In which order the cases of a round take their turns.
    package var order = BenchOrder.abba
    /// Of what chance decides: the random order, and the intervals.
    package var seed: UInt64 = 1
    /// Requests in flight for every strategy but `sync`: 5, the size of the classic thread pool.
    package var concurrencies = [5]
    /// Worker processes of the strategy `processes`; nil for as many as the machine has cores.
    package var processes: Int?
    /// What is done with each body.
    package var work = BenchWork.io
    /// So many requests a second are due, whether the earlier ones have ended or not; nil for as fast as it goes.
    package var ratePerSecond: Double?
    /// The longest that one hop of one download may take: 30 s, as in a crawl.
    package var timeout: Duration = .seconds(30)
    /// A longer body counts as a failed download. 64 MiB: bodies are held in memory, as in the classic lesson.
    package var bodyLimitBytes = 64 * 1024 * 1024
    /// What every request says of its sender.
    package var userAgent = "Skitter"

    /// Nothing to download yet; set ``lists`` or ``sites``.
    package init() {}

    /// The list of sites where there is one; one of servers that are not ours when set.
    package var sites: [CrawlURL] {
        get { self.lists.first?.sites ?? [] }
        set { self.lists = [SiteList(sites: newValue)] }
    }

    /// More requests in flight than this measure URLSession's own book-keeping, which is linear in them.
    package static let mostInFlight = 200
    /// For each case, in all rounds: a download is remembered until the end, for the comparison and the percentiles.
    package static let mostDownloads = 1_000_000
    /// For all cases together: some hundreds of megabytes.
    package static let mostDownloadsInAll = 4_000_000
    /// Each latency takes a server, in a process of its own.
    package static let mostLatencies = 8
    /// Requests that are due in a second: more than any strategy makes.
    package static let greatestRate = 1_000_000.0

    /// Throws a sentence about the first setting that makes no sense.
    package func validate() throws(BenchError) {
        if self.lists.isEmpty || self.lists.contains(where: \.sites.isEmpty) {
            throw BenchError("There is no site to download.")
        }
        if self.strategies.isEmpty { throw BenchError("There is no strategy to try.") }
        if self.transports.isEmpty { throw BenchError("There is no transport to try.") }
        if self.copies < 1 { throw BenchError("The list must be downloaded at least once: -n is \(self.copies).") }
        if self.rounds < 1 { throw BenchError("There must be at least one round: --rounds is \(self.rounds).") }
        if self.warmUpRounds < 0 {
            throw BenchError("--warm-up is \(self.warmUpRounds); it must be a number of rounds, 0 for none.")
        }
        for concurrency in self.concurrencies where !(1...Self.mostInFlight).contains(concurrency) {
            throw BenchError("-c is \(concurrency); it must be from 1 to \(Self.mostInFlight).")
        }
        if self.concurrencies.isEmpty { throw BenchError("-c names no number.") }
        if let processes = self.processes, !(1...Self.mostInFlight).contains(processes) {
            throw BenchError("--processes is \(processes); it must be from 1 to \(Self.mostInFlight).")
        }
        if let rate = self.ratePerSecond, !(rate > 0 && rate <= Self.greatestRate) {
            throw BenchError("--open-loop is \(rate); it must be more than 0 requests a second, and at most 1000000.")
        }
        if self.lists.count > Self.mostLatencies {
            throw BenchError("--latency has \(self.lists.count) elements; \(Self.mostLatencies) are the most.")
        }
        let (allRounds, overflow) = self.rounds.addingReportingOverflow(self.warmUpRounds)
        let (once, overflowOfOne) = self.sites.count.multipliedReportingOverflow(by: self.copies)
        let (all, overflowOfAll) = once.multipliedReportingOverflow(by: allRounds)
        if overflow || overflowOfOne || overflowOfAll || all > Self.mostDownloads {
            throw BenchError(
                "\(self.sites.count) sites times \(self.copies), in \(allRounds) rounds, are more than "
                    + "\(Self.mostDownloads) downloads; lower -n or --rounds.")
        }
        let cases = BenchPlan.cases(of: self).count
        if all * cases > Self.mostDownloadsInAll {
            throw BenchError(
                "\(all) downloads in each of \(cases) cases are more than \(Self.mostDownloadsInAll); lower -n, --rounds, "
                    + "or name fewer of -c, --transport, --latency.")
        }
    }
}
