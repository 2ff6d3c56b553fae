#if Cluster
package import SkitterCore

extension ClusterFrontier {
    /// Where all URLs of the crawl stand, over all crawlers. When the next host opens, and what was parked, is of this one.
    package func counts(at now: CrawlInstant) async throws -> FrontierCounts {
        let all = try await self.tables.counts()
        var counts = self.machine.counts()
        counts.ledger = Ledger()
        counts.fetchedByDepth = [:]
        counts.ledger.discovered = all.known
        counts.ledger.pending = all.pending - all.leased
        counts.ledger.leased = all.leased
        if all.tooDeep != 0 { counts.ledger.skipped[.depth] = all.tooDeep }
        if all.tooFar != 0 { counts.ledger.skipped[.redirects] = all.tooFar }
        counts.hosts = all.hosts
        counts.openHosts = all.openHosts
        for settled in all.settled where settled.number != 0 {
            try counts.ledger.count(settled)
            if settled.state == .fetched { counts.fetchedByDepth[settled.depth] = settled.number }
        }
        self.lastCounts = counts
        return counts
    }
}

extension Ledger {
    /// Adds URLs that are settled so.
    fileprivate mutating func count(_ settled: TableCounts.Settled) throws(ClusterError) {
        switch settled.state {
        case .fetched: self.fetched += settled.number
        case .redirected: self.redirected += settled.number
        case .failed: self.failed[FailureClass(recorded: settled.reason), default: 0] += settled.number
        case .parked: self.parked += settled.number
        case .skipped:
            guard let reason = SkipReason(rawValue: settled.reason) else { fallthrough }
            self.skipped[reason, default: 0] += settled.number
        default: throw ClusterError(.damaged, "the frontier counts URLs in a state that is none")
        }
    }
}
#endif
