internal import SkitterArchive
internal import SkitterCore

/// Writes a row of `timeseries.csv`, and of the journal, for each look at a crawl. Keeps the first error for the end: a crawl whose disk is full
/// ends by its record, which tells it better.
actor TimeSeriesRecorder {
    private let file: TimeSeriesFile
    private let record: CrawlRecord
    /// The figures of the last row.
    private(set) var last = ProgressFigures()
    /// The first error.
    private(set) var error: ArchiveError?

    init(file: TimeSeriesFile, record: CrawlRecord) {
        self.file = file
        self.record = record
    }

    /// Adds what `figures` tell as of `wallMicroseconds` after 1970 (UTC).
    func add(_ figures: ProgressFigures, at wallMicroseconds: Int64) async {
        guard self.error == nil else { return }
        let row = TimeSeriesRow(from: self.last, to: figures)
        self.last = figures
        await self.record.add(row)
        do throws(ArchiveError) {
            try await self.file.append(row)
            if let stall = figures.gauges.stall {
                try await self.file.append(stall, noticed: wallMicroseconds)
            }
        } catch {
            self.error = error
        }
    }
}
