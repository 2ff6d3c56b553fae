package import SkitterCore

/// How a run ended.
package struct CrawlResult: Sendable {
    /// Why.
    package let end: RunEnd
    /// Where every URL stands.
    package let counts: FrontierCounts
    /// What was counted.
    package let stats: StatsSnapshot
}
