package import SkitterCore

extension CrawlDirectoryReader {
    /// All figures of the crawl, with the `hostLimit` busiest hosts by name.
    public func replay(hostLimit: Int = 100) throws(ArchiveError) -> CrawlReplay {
        try CrawlDirectories(self).replay(hostLimit: hostLimit)
    }

    /// What a run that goes on has counted already: its records, none later than `elapsed`; each skip goes to `body` too.
    package func counted(upTo elapsed: Duration, _ body: (SkippedRecord) -> Void) throws(ArchiveError) -> CrawlStats {
        let started = self.manifest?.startedMicroseconds
        var stats = CrawlStats(startedMicroseconds: started)
        // A depth that fell may be that of a page in another directory.
        var pages = self.manifest?.frontierID == nil ? nil : RecordedPages()
        _ = try self.forEachVisit { record in
            _ = pages?.visited(record.id, depth: record.depthAtFetch)
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
        _ = try self.forEachDepthChange { change in
            guard let action = pages?.depthChanged(change) else {
                return stats.depthChanged(id: change.id, from: change.from, to: change.depth)
            }
            if action.isNew { stats.depthsLowered() }
            if let move = action.move { stats.pageMoved(from: move.from, to: move.to) }
        }
        return stats
    }
}

extension CrawlDirectories {
    /// All figures of the crawl, with the `hostLimit` busiest hosts by name.
    public func replay(hostLimit: Int = 100) throws(ArchiveError) -> CrawlReplay {
        var follower = CrawlFollower(self)
        try follower.advance()
        return try follower.replay(hostLimit: hostLimit)
    }
}
