package import SkitterCore

/// Where an earlier run of a crawl stood, as its journal tells.
package struct RestoredCrawl: Sendable {
    /// The frontier after the last step.
    package var machine: FrontierMachine
    /// The number of that step.
    package var lastStep: UInt64
    /// What was counted so far.
    package var stats: CrawlStats

    package init(machine: FrontierMachine, lastStep: UInt64, stats: CrawlStats) {
        self.machine = machine
        self.lastStep = lastStep
        self.stats = stats
    }
}
