package import SkitterCore

/// Counts the records of a crawl, each once, also while they are written: what was read is not read again.
package struct CrawlFollower: Sendable {
    private let path: String
    /// What was crawled and how, as of the last look; nil where the directory holds records only.
    package private(set) var manifest: Manifest?
    private var stats: CrawlStats
    /// What is named one by one; nil where nobody asks for it.
    private var tally: DetailTally?
    private var pages, skipped, depths: RecordTail
    /// Requests spent on the visits, as their records say.
    private var requests = 0
    private var retries = 0
    /// The end of the last answer.
    private var last = CrawlInstant.start

    /// Nothing of the crawl that `reader` reads is counted yet.
    ///
    /// - Parameter withDetails: whether ``details()`` will be asked for.
    package init(_ reader: CrawlDirectoryReader, withDetails: Bool = false) {
        self.tally = withDetails ? DetailTally() : nil
        self.path = reader.path
        self.manifest = reader.manifest
        self.stats = CrawlStats(startedMicroseconds: reader.manifest?.startedMicroseconds)
        self.pages = RecordTail(.pages, in: reader.path)
        self.skipped = RecordTail(.skipped, in: reader.path)
        self.depths = RecordTail(.depths, in: reader.path)
    }

    /// Counts what was written since the last time. Each visit is counted at the instant at which its response ended, on the
    /// clock of the run's start.
    ///
    /// - Parameter isWelcome: asked now and then; where it says no, the rest is left for the next time.
    package mutating func advance(while isWelcome: () -> Bool = { true }) throws(ArchiveError) {
        if self.pages.wasCutBack || self.skipped.wasCutBack || self.depths.wasCutBack {
            self = CrawlFollower(try CrawlDirectoryReader(self.path), withDetails: self.tally != nil)
        }
        var (stats, requests, retries, last) = (self.stats, self.requests, self.retries, self.last)
        var tally = self.tally
        (self.stats, self.tally) = (CrawlStats(), nil)
        defer {
            self.tally = tally
            (self.stats, self.requests, self.retries, self.last) = (stats, requests, retries, last)
        }
        try self.depths.forEachNew(parse: { reader throws(JSONError) in try reader.depthChange() }) { change, _ in
            stats.depthChanged(id: change.id, from: change.from, to: change.depth)
        }
        try self.pages.forEachNew(
            while: isWelcome,
            parse: { reader throws(JSONError) in try reader.visit(onlyFigures: true) },
            { record, place in
                tally?.visited(record, at: place)
                let started = stats.startedMicroseconds ?? record.startedMicroseconds
                stats.startedMicroseconds = started
                let now = CrawlInstant(
                    sinceStart: .microseconds(record.startedMicroseconds &- started &+ record.totalMicroseconds))
                last = max(last, now)
                stats.visited(record, at: now)
                requests &+= record.attempts
                retries &+= max(0, record.attempts - 1)
            })
        try self.skipped.forEachNew(
            while: isWelcome, parse: { reader throws(JSONError) in try reader.skippedRecord() },
            { record, _ in
                tally?.skipped(record)
                stats.skipped(record)
            })
    }

    /// All figures as far as they are counted, with the `hostLimit` busiest hosts by name.
    package mutating func replay(hostLimit: Int = 100) throws(ArchiveError) -> CrawlReplay {
        if self.manifest != nil { self.manifest = try Manifest(readingFrom: self.path) }
        // A crawl that goes on leaves the summary of the run before in place until it ends again.
        let isRunning = self.manifest.map { $0.ending == nil } ?? false
        let summary = isRunning ? nil : try RecordedSummary(readingFrom: self.path)
        var stats = self.stats
        if let summary {
            stats.count(summary)
        } else {
            stats.requestSent(.page, count: self.requests)
            stats.retried(nil, count: self.retries)
        }
        let settled = stats.settledLedger
        var snapshot = stats.snapshot(
            ledger: summary?.ledger ?? settled,
            at: CrawlInstant(sinceStart: self.elapsed(summary) ?? self.last.sinceStart), hostLimit: hostLimit)
        snapshot.limits = summary?.limits ?? LimitMeter()
        return CrawlReplay(
            snapshot: snapshot,
            settled: settled, recorded: summary?.ledger, ending: summary?.ending ?? self.manifest?.ending,
            readings: [self.pages.reading, self.skipped.reading, self.depths.reading])
    }

    /// What the records name one by one, as far as they are read; nil where that was not asked for.
    package func details() throws(ArchiveError) -> CrawlDetails? {
        guard var tally = self.tally else { return nil }
        tally.limited(by: try self.limits())
        if self.pages.reading.records == 0 {
            return try tally.details { (_) throws(ArchiveError) in nil }
        }
        var lookup = try VisitLookup(in: self.path)
        return try tally.details { place throws(ArchiveError) in try lookup.visit(at: place) }
    }

    /// What limited the crawl over its time, as its time series tells.
    package func limits() throws(ArchiveError) -> LimitSeries {
        try TimeSeriesFile.limits(in: self.path)
    }

    private func elapsed(_ summary: RecordedSummary?) -> Duration? {
        if let summary { return summary.elapsed }
        guard let manifest = self.manifest, let finished = manifest.finishedMicroseconds else { return nil }
        return .microseconds(max(0, finished - manifest.startedMicroseconds))
    }
}

extension CrawlStats {
    /// Counts what the records do not tell.
    fileprivate mutating func count(_ summary: RecordedSummary) {
        self.requestSent(.page, count: summary.pageRequests)
        self.requestSent(.robots, count: summary.robotsRequests)
        self.linksDropped(summary.linksDropped)
        var unexplained = summary.retries
        for (cause, count) in summary.retryCauses {
            self.retried(cause, count: count)
            unexplained -= count
        }
        self.retried(nil, count: unexplained)
    }
}
