public import SkitterCore

/// Appends a row a second to `timeseries.csv`, on a thread of its own.
public actor TimeSeriesFile {
    /// The thread on which this actor runs; nothing else runs there.
    private let queue = WriterQueue(label: "skitter.timeseries")
    /// `timeseries.csv`.
    private var file: AppendFile

    /// The thread of its own, not the pool that crawls.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    /// The series of the crawl in `directory`, with its header where the file is new.
    public init(directory: CrawlDirectory) throws(ArchiveError) {
        var file = try AppendFile(CrawlFile.timeSeries.path(in: directory.path))
        if file.length == 0 { try file.append(Array(TimeSeriesFile.header.utf8)) }
        self.file = file
    }

    /// Appends `row`, whole or not at all.
    public func append(_ row: TimeSeriesRow) throws(ArchiveError) {
        try self.file.append(TimeSeriesFile.line(row))
    }

    static let header =
        "time_s,pages,bytes,queue,in_flight,hosts,2xx,3xx,4xx,5xx,errors,retries,resident_bytes,limited_by\n"

    static func line(_ row: TimeSeriesRow) -> [UInt8] {
        let classes = row.classes
        let numbers = [
            row.visits, row.bodyBytes, row.queued, row.inFlight, row.openHosts, classes.success, classes.redirection,
            classes.clientError, classes.serverError, classes.unanswered + classes.other, row.retries,
        ]
        let fields =
            [NumberText.fixed(row.time.inSeconds, decimals: 3)] + numbers.map(String.init) + [
                row.residentBytes.map(String.init) ?? "", row.limiter?.rawValue ?? "",
            ]
        return Array((fields.joined(separator: ",") + "\n").utf8)
    }
}
