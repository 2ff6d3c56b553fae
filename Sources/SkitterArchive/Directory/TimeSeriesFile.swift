public import SkitterCore

/// Appends a row a second to `timeseries.csv`, on a thread of its own.
public actor TimeSeriesFile {
    /// The thread on which this actor runs; nothing else runs there.
    private let queue = WriterQueue(label: "skitter.timeseries")
    /// `timeseries.csv`.
    private var file: AppendFile
    private let directory: String

    /// The thread of its own, not the pool that crawls.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    /// The series of the crawl in `directory`, with its header where the file is new.
    public init(directory: CrawlDirectory) throws(ArchiveError) {
        var file = try AppendFile(CrawlFile.timeSeries.path(in: directory.path))
        if file.length == 0 { try file.append(Array(TimeSeriesFile.header.utf8)) }
        self.file = file
        self.directory = directory.path
    }

    /// Appends `row`, whole or not at all.
    public func append(_ row: TimeSeriesRow) throws(ArchiveError) {
        try self.file.append(TimeSeriesFile.line(row))
    }

    /// Appends `stall`, noticed `wallMicroseconds` after 1970 (UTC), to `stalls.jsonl`, which begins with the first one.
    public func append(_ stall: Stall, noticed wallMicroseconds: Int64) throws(ArchiveError) {
        var file = try AppendFile(CrawlFile.stalls.path(in: self.directory))
        try file.append(TimeSeriesFile.line(stall, noticed: wallMicroseconds))
    }

    /// Names of the columns; those of ``Limiter`` hold shares of the row's time.
    static let header =
        "time_s,pages,bytes,queue,in_flight,hosts,2xx,3xx,4xx,5xx,errors,retries,resident_bytes,"
        + Limiter.allCases.map(\.rawValue).joined(separator: ",") + ",limited_by\n"

    static func line(_ row: TimeSeriesRow) -> [UInt8] {
        let classes = row.classes
        let numbers = [
            row.visits, row.bodyBytes, row.queued, row.inFlight, row.openHosts, classes.success, classes.redirection,
            classes.clientError, classes.serverError, classes.unanswered + classes.other, row.retries,
        ]
        let fields =
            [NumberText.fixed(row.time.inSeconds, decimals: 3)] + numbers.map(String.init) + [
                row.residentBytes.map(String.init) ?? ""
            ] + Limiter.allCases.map { TimeSeriesFile.share(of: $0, in: row.limits) } + [row.limiter?.rawValue ?? ""]
        return Array((fields.joined(separator: ",") + "\n").utf8)
    }

    /// Short where there is nothing to say: most columns of most rows.
    private static func share(of limiter: Limiter, in limits: LimitMeter) -> String {
        let share = limits.share(of: limiter)
        return limits.isEmpty ? "" : share == 0 ? "0" : NumberText.fixed(share, decimals: 3)
    }
}
