package import SkitterCore

extension CrawlDirectoryReader {
    /// All figures of the crawl, with the `hostLimit` busiest hosts by name.
    public func replay(hostLimit: Int = 100) throws(ArchiveError) -> CrawlReplay {
        var follower = CrawlFollower(self)
        try follower.advance()
        return try follower.replay(hostLimit: hostLimit)
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
}
