package import SkitterCore

/// Counts the records of a crawl, each once, also while they are written: what was read is not read again. They may lie in several
/// directories.
package struct CrawlFollower: Sendable {
    private var parts: [FollowedDirectory]
    private var count: RecordCount
    private let withDetails: Bool
    /// Whether several crawlers worked on it.
    private let isShared: Bool

    /// Nothing of the crawl in `directories` is counted yet.
    ///
    /// - Parameter withDetails: whether ``details()`` will be asked for.
    package init(_ directories: CrawlDirectories, withDetails: Bool = false) {
        self.init(directories, isShared: directories.frontierID != nil, withDetails: withDetails)
    }

    /// Nothing is counted yet of what one crawler recorded in the directory of `reader`, whoever else worked on its crawl: which of the
    /// pages whose depths fell are its own is not looked up.
    package init(_ reader: CrawlDirectoryReader, withDetails: Bool = false) {
        self.init(CrawlDirectories(reader), isShared: false, withDetails: withDetails)
    }

    private init(_ directories: CrawlDirectories, isShared: Bool, withDetails: Bool) {
        self.parts = directories.parts.map { FollowedDirectory($0) }
        self.isShared = isShared
        self.withDetails = withDetails
        self.count = RecordCount(
            startedMicroseconds: directories.manifest?.startedMicroseconds, isShared: self.isShared,
            withDetails: withDetails)
    }

    /// What was crawled and how, as of the last look; nil where the directory holds records only.
    package var manifest: Manifest? { Manifest(joining: self.parts.compactMap(\.manifest)) }

    /// The directories whose crawlers have no end, as of the last look: they run, or were killed.
    package var withoutEnd: [String] { self.parts.filter { $0.ending == nil }.map(\.path) }

    /// Counts what was written since the last time. Each visit is counted at the instant at which its response ended, on the
    /// clock of the run's start.
    ///
    /// - Parameter isWelcome: asked now and then; where it says no, the rest is left for the next time.
    package mutating func advance(while isWelcome: () -> Bool = { true }) throws(ArchiveError) {
        if self.parts.contains(where: \.wasCutBack) {
            self = CrawlFollower(
                try CrawlDirectories(self.parts.map(\.path)), isShared: self.isShared, withDetails: self.withDetails)
        }
        var count = self.count
        self.count = .none
        defer { self.count = count }
        for index in self.parts.indices {
            try self.parts[index].depths.forEachNew(
                parse: { reader throws(JSONError) in try reader.depthChange() },
                { change, _ in count.depthChanged(change) })
        }
        for index in self.parts.indices {
            var (requests, retries) = (0, 0)
            let path = self.parts[index].path
            defer {
                self.parts[index].requests &+= requests
                self.parts[index].retries &+= retries
            }
            try self.parts[index].pages.forEachNew(
                while: isWelcome,
                parse: { reader throws(JSONError) in try reader.visit(onlyFigures: true) },
                { record, offset in
                    count.visited(record, at: RecordPlace(part: index, offset: offset), in: path)
                    requests &+= record.attempts
                    retries &+= max(0, record.attempts - 1)
                })
        }
        for index in self.parts.indices {
            try self.parts[index].skipped.forEachNew(
                while: isWelcome, parse: { reader throws(JSONError) in try reader.skippedRecord() },
                { record, _ in count.skipped(record) })
        }
        count.skipsEnded()
    }

    /// All figures as far as they are counted, with the `hostLimit` busiest hosts by name.
    package mutating func replay(hostLimit: Int = 100) throws(ArchiveError) -> CrawlReplay {
        var stats = self.count.stats
        var limits = LimitMeter()
        for index in self.parts.indices {
            try self.parts[index].lookAgain()
            if let summary = self.parts[index].summary {
                stats.count(summary)
                limits.merge(summary.limits)
            } else {
                stats.requestSent(.page, count: self.parts[index].requests)
                stats.retried(nil, count: self.parts[index].retries)
            }
        }
        let last = self.last
        let settled = stats.settledLedger
        var snapshot = stats.snapshot(
            ledger: last?.summary?.ledger ?? settled,
            at: CrawlInstant(sinceStart: self.elapsed ?? self.count.last.sinceStart), hostLimit: hostLimit)
        snapshot.limits = limits
        return CrawlReplay(
            snapshot: snapshot, settled: settled, recorded: last?.summary?.ledger, ending: last?.ending,
            readings: self.parts.flatMap(\.readings), repeated: self.count.repeated,
            isOneOfMany: self.isShared && self.parts.count == 1)
    }

    /// The directory whose crawler ended last; nil while the crawl goes on. Its ledger is that of all crawlers, so it is the crawl's.
    /// What is visited only grows, whatever the clocks of the machines say.
    ///
    /// A crawler without an end was killed where another has found nothing left to do, and nobody writes to its directory: the others
    /// have visited what it had in hand.
    private var last: FollowedDirectory? {
        guard self.parts.count > 1 else { return self.parts.first }
        let last = self.parts.filter { $0.ending != nil }.max {
            ($0.visited, $0.finishedMicroseconds, $0.path) < ($1.visited, $1.finishedMicroseconds, $1.path)
        }
        let open = self.parts.filter { $0.ending == nil }
        if open.isEmpty { return last }
        guard let ledger = last?.summary?.ledger, ledger.pending + ledger.leased == 0,
            !open.contains(where: { CrawlDirectory.isBeingWritten($0.path) })
        else { return nil }
        return last
    }

    /// The length of the run, on the wall clock where several crawlers worked on it; nil where none has ended.
    private var elapsed: Duration? {
        guard self.parts.count > 1 else { return self.parts.first?.elapsed }
        let started = self.parts.compactMap { $0.manifest?.startedMicroseconds }.min() ?? 0
        let ended = self.parts.compactMap(\.endMicroseconds).max()
        return ended.map { max(self.count.last.sinceStart, .microseconds(max(0, $0 &- started))) }
    }

    /// What the records name one by one, as far as they are read; nil where that was not asked for.
    package func details() throws(ArchiveError) -> CrawlDetails? {
        guard var tally = self.count.tally else { return nil }
        tally.limited(by: try self.limits())
        var visits = PlacedVisits(in: self.parts.map(\.path))
        return try tally.details { place throws(ArchiveError) in try visits.visit(at: RecordPlace(place)) }
    }

    /// What limited the crawl over its time, as the time series of its directories tell.
    package func limits() throws(ArchiveError) -> LimitSeries {
        guard self.parts.count > 1 else { return try TimeSeriesFile.limits(in: self.parts[0].path) }
        let started = self.parts.compactMap { $0.manifest?.startedMicroseconds }
        var series: [(series: LimitSeries, offset: Duration)] = []
        for part in self.parts {
            let offset = (part.manifest?.startedMicroseconds ?? 0) &- (started.min() ?? 0)
            series.append((try TimeSeriesFile.limits(in: part.path), .microseconds(max(0, offset))))
        }
        return LimitSeries.merged(series)
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
