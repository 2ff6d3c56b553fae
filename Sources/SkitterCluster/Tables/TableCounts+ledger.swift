#if Cluster
package import SkitterCore

extension TableCounts {
    /// The ledger of the crawl.
    package func ledger() throws(ClusterError) -> Ledger {
        var ledger = Ledger()
        ledger.discovered = self.known
        ledger.pending = self.pending - self.leased
        ledger.leased = self.leased
        if self.tooDeep != 0 { ledger.skipped[.depth] = self.tooDeep }
        if self.tooFar != 0 { ledger.skipped[.redirects] = self.tooFar }
        for settled in self.settled where settled.number != 0 { try ledger.count(settled) }
        return ledger
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
