package import SkitterCore

/// What one cell showed: what its process told, and what the kernel says that it cost.
package struct CellMeasurement: Sendable {
    package let cell: BenchCell
    /// The list that it downloaded again and again.
    package let sites: [CrawlURL]
    /// One for each download of the job, those that the process did not live to make included.
    package let downloads: [Download]
    /// From the start of the strategy to the end of its last download; nil if the process did not get there.
    package let time: Duration?
    /// What the kernel charged for the cell's process and its workers, from their start to their end.
    package let usage: ProcessUsage
    /// The most memory of the cell's process plus that of each of its workers, nil if one of them did not tell.
    package let peakBytes: Int?
    /// The most threads of the cell's process plus those of each of its workers, nil if one of them did not tell.
    package let threads: Int?
    /// Why the process did not come to its end, or nil if it did.
    package let problem: String?

    package init(
        cell: BenchCell, sites: [CrawlURL], downloads: [Download], result: CellResult?, usage: ProcessUsage,
        problem: String?
    ) {
        self.cell = cell
        self.sites = sites
        self.downloads = downloads
        self.time = result?.time
        self.usage = usage
        self.peakBytes = result?.peakBytes
        self.threads = result?.threads
        self.problem = problem
    }

    /// How many downloads came whole.
    package var readCount: Int {
        self.downloads.count { if case .read = $0.outcome { true } else { false } }
    }
}
