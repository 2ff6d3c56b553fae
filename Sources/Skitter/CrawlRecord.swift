internal import SkitterArchive
internal import SkitterCore
internal import SkitterStore

/// Where a crawl is recorded.
enum CrawlRecord: Sendable {
    /// In the journal and the files of records that are tied to it.
    case journal(JournalRecordSink)
    /// In the files of records alone.
    case files(JSONLRecordSink)
    /// Where the program that crawls wants it.
    case own(any RecordSink)

    /// What the run writes to.
    var sink: any RecordSink {
        switch self {
        case .journal(let sink): sink
        case .files(let sink): sink
        case .own(let sink): sink
        }
    }

    /// Takes a row of the time series along.
    func add(_ row: TimeSeriesRow) async {
        if case .journal(let sink) = self { await sink.append(row) }
    }

    /// The run ended so; nothing is written any more.
    func close(_ ending: CrawlEnding) async throws {
        switch self {
        case .journal(let sink):
            try await sink.finish(ending)
            try await sink.close()
        case .files(let sink):
            try await sink.close()
        // Whoever made it closes it.
        case .own: break
        }
    }
}
