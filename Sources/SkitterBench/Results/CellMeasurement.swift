/// What one cell showed: what its process told, and what the kernel says that it cost.
package struct CellMeasurement: Sendable {
    package let cell: BenchCell
    /// One for each download of the job, those that the process did not live to make included.
    package let downloads: [Download]
    /// From the start of the strategy to the end of its last download; nil if the process did not get there.
    package let time: Duration?
    /// Processor time of the cell's process and its workers from their start to their end, as the kernel charged it.
    package let processorTime: Duration
    /// The most memory of the cell's process plus that of each of its workers, nil if one of them did not tell.
    package let peakBytes: Int?
    /// Why the process did not come to its end, or nil if it did.
    package let problem: String?

    package init(
        cell: BenchCell, downloads: [Download], result: CellResult?, processorTime: Duration, problem: String?
    ) {
        self.cell = cell
        self.downloads = downloads
        self.time = result?.time
        self.processorTime = processorTime
        self.peakBytes = result?.peakBytes
        self.problem = problem
    }

    /// How many downloads came whole.
    package var readCount: Int {
        self.downloads.count { if case .read = $0.outcome { true } else { false } }
    }
}
