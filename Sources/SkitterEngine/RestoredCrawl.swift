package import SkitterCore

/// Where an earlier run of a crawl stood, as its journal tells.
package struct RestoredCrawl: Sendable {
    /// The frontier after the last step.
    package let frontier: Frontier
    /// What was counted so far.
    package let stats: CrawlStats

    package init(frontier: Frontier, stats: CrawlStats) {
        self.frontier = frontier
        self.stats = stats
    }
}
