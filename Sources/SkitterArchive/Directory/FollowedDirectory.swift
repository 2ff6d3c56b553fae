internal import SkitterCore

/// One directory of a crawl that is read as it grows.
struct FollowedDirectory: Sendable {
    let path: String
    /// What was crawled and how, as of the last look.
    private(set) var manifest: Manifest?
    /// What its crawler knew at its end; nil while it runs, and where it was killed.
    private(set) var summary: RecordedSummary?
    var pages, skipped, depths: RecordTail
    /// Requests spent on the visits, as their records say.
    var requests = 0
    var retries = 0

    init(_ reader: CrawlDirectoryReader) {
        self.path = reader.path
        self.manifest = reader.manifest
        self.pages = reader.tail(.pages)
        self.skipped = reader.tail(.skipped)
        self.depths = reader.tail(.depths)
    }

    /// Whether a file was cut back to before what was read: the crawl was killed and goes on.
    var wasCutBack: Bool { self.pages.wasCutBack || self.skipped.wasCutBack || self.depths.wasCutBack }

    var readings: [FileReading] { [self.pages.reading, self.skipped.reading, self.depths.reading] }

    /// Reads what is replaced at the end of a run.
    mutating func lookAgain() throws(ArchiveError) {
        if self.manifest != nil { self.manifest = try Manifest(readingFrom: self.path) }
        // A crawl that goes on leaves the summary of the run before in place until it ends again.
        let isRunning = self.manifest.map { $0.ending == nil } ?? false
        self.summary = isRunning ? nil : try RecordedSummary(readingFrom: self.path)
    }

    /// How its crawler ended; nil while it runs, and where it was killed.
    var ending: CrawlEnding? { self.summary?.ending ?? self.manifest?.ending }

    /// The length of the run, where it has ended.
    var elapsed: Duration? {
        if let summary { return summary.elapsed }
        guard let manifest, let finished = manifest.finishedMicroseconds else { return nil }
        return .microseconds(max(0, finished &- manifest.startedMicroseconds))
    }

    /// When it ended, as its manifest tells; before all others where it has not.
    var finishedMicroseconds: Int64 { self.manifest?.finishedMicroseconds ?? self.endMicroseconds ?? .min }

    /// How many URLs had been visited then, by all crawlers.
    var visited: Int { self.summary?.ledger.visited ?? 0 }

    /// When its run ended, in microseconds since 1970; nil while it runs, and where it was killed. What lay between the runs of a crawl
    /// that was resumed is no part of ``elapsed``.
    var endMicroseconds: Int64? {
        guard let manifest else { return nil }
        guard let summary else { return manifest.finishedMicroseconds }
        let run =
            manifest.runs.last
            ?? Manifest.Run(startedMicroseconds: manifest.startedMicroseconds, elapsedMicroseconds: 0)
        return run.startedMicroseconds &+ (summary.elapsed.wholeNanoseconds / 1_000 &- run.elapsedMicroseconds)
    }
}
