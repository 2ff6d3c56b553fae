internal import SkitterArchive
internal import SkitterCore

/// What one commit adds.
struct JournalBatch {
    /// The steps, in ascending order.
    var entries: [StepEntry]
    /// The lines of their records.
    var lines: RecordLines
    /// Where the exchanges of steps were archived.
    var captures: [(step: UInt64, location: WARCLocation)] = []
    /// Rows of the time series since the last commit.
    var series: [TimeSeriesRow] = []
    /// How far the crawl is with all this.
    var position: JournalPosition
}
