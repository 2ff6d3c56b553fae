#if Cluster
package import SkitterCore

/// Where all URLs of a crawl stand.
package struct TableCounts: Sendable, Hashable {
    /// So many URLs settled in one way.
    package struct Settled: Sendable, Hashable {
        package let state: SeenSet.Entry.State
        /// The class of a failure, or why they were skipped.
        package let reason: String
        /// Of pages that were fetched.
        package let depth: Int
        package let number: Int

        package init(state: SeenSet.Entry.State, reason: String, depth: Int, number: Int) {
            self.state = state
            self.reason = reason
            self.depth = depth
            self.number = number
        }
    }

    package var known = 0
    /// Not settled: waiting, or handed out.
    package var pending = 0
    /// Of those, handed out.
    package var leased = 0
    /// Held back beyond the depth limit.
    package var tooDeep = 0
    /// Held back behind too many redirects.
    package var tooFar = 0
    package var hosts = 0
    /// Hosts with URLs that are not settled.
    package var openHosts = 0
    package var settled: [Settled] = []

    package init() {}
}
#endif
