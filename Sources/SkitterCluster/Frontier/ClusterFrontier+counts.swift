#if Cluster
package import SkitterCore

extension ClusterFrontier {
    /// Where all URLs of the crawl stand, over all crawlers. When the next host opens, and what was parked, is of this one.
    package func counts(at now: CrawlInstant) async throws -> FrontierCounts {
        let all = try await self.tables.counts()
        var counts = self.machine.counts()
        counts.ledger = try all.ledger()
        counts.parked = self.parking.tally.figures
        counts.fetchedByDepth = [:]
        counts.hosts = all.hosts
        counts.openHosts = all.openHosts
        for settled in all.settled where settled.state == .fetched && settled.number != 0 {
            counts.fetchedByDepth[settled.depth] = settled.number
        }
        self.lastCounts = counts
        return counts
    }
}
#endif
