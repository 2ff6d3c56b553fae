package import SkitterCore

extension CrawlDirectoryReader {
    /// All figures of the crawl, with the `hostLimit` busiest hosts by name.
    ///
    /// Each record is counted at the instant at which its response ended, on the clock of the run's start. Depths are
    /// read first, so that a page is moved to its final depth once.
    public func replay(hostLimit: Int = 100) throws(ArchiveError) -> CrawlReplay {
        let summary = try RecordedSummary(readingFrom: self.path)
        var stats = CrawlStats(startedMicroseconds: self.manifest?.startedMicroseconds)
        var finalDepths: [UInt64: Int] = [:]
        let depthReading = try self.forEachDepthChange { finalDepths[$0.id] = $0.depth }
        var last = CrawlInstant.start
        let visitReading = try self.forEachVisit { record in
            let started = stats.startedMicroseconds ?? record.startedMicroseconds
            stats.startedMicroseconds = started
            let now = CrawlInstant(
                sinceStart: .microseconds(record.startedMicroseconds &- started &+ record.totalMicroseconds))
            last = max(last, now)
            stats.visited(record, at: now)
            if let depth = finalDepths[record.id] {
                stats.depthChanged(id: record.id, from: record.depthAtFetch, to: depth)
            }
            if summary == nil {
                stats.requestSent(.page, count: record.attempts)
                stats.retried(nil, count: max(0, record.attempts - 1))
            }
        }
        let skipReading = try self.forEachSkip { stats.skipped($0) }
        if let summary { stats.count(summary) }
        let settled = stats.settledLedger
        return CrawlReplay(
            snapshot: stats.snapshot(
                ledger: summary?.ledger ?? settled,
                at: CrawlInstant(sinceStart: self.elapsed(summary) ?? last.sinceStart), hostLimit: hostLimit),
            settled: settled, recorded: summary?.ledger, ending: summary?.ending ?? self.manifest?.ending,
            readings: [visitReading, skipReading, depthReading])
    }

    /// What a run that goes on has counted already: its records, none later than `elapsed`; each skip goes to `body` too.
    package func counted(upTo elapsed: Duration, _ body: (SkippedRecord) -> Void) throws(ArchiveError) -> CrawlStats {
        let started = self.manifest?.startedMicroseconds
        var stats = CrawlStats(startedMicroseconds: started)
        _ = try self.forEachVisit { record in
            let ended =
                record.startedMicroseconds &- (started ?? record.startedMicroseconds) &+ record.totalMicroseconds
            stats.visited(record, at: CrawlInstant(sinceStart: min(.microseconds(max(0, ended)), elapsed)))
            stats.requestSent(.page, count: record.attempts)
            stats.retried(nil, count: max(0, record.attempts - 1))
        }
        _ = try self.forEachSkip { record in
            stats.skipped(record)
            body(record)
        }
        _ = try self.forEachDepthChange { stats.depthChanged(id: $0.id, from: $0.from, to: $0.depth) }
        return stats
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
