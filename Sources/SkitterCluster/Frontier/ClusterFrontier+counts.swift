#if Cluster
package import SkitterCore

extension ClusterFrontier {
    /// Where all URLs of the crawl stand, over all crawlers. When the next host opens, and what was parked, is of this one.
    package func counts(at now: CrawlInstant) async throws -> FrontierCounts {
        let rows = try await self.reporter.call(.counts, []) { row throws(ClusterError) in
            (
                state: Int(try row.number(Int16.self)), reason: try row.text(), depth: Int(try row.number(Int16.self)),
                number: Int(try row.number(Int64.self))
            )
        }
        var counts = self.machine.counts()
        counts.ledger = Ledger()
        counts.fetchedByDepth = [:]
        for row in rows where row.number != 0 {
            switch row.state {
            case -1: counts.ledger.discovered = row.number
            case -2: counts.ledger.pending += row.number
            case -3:
                counts.ledger.leased = row.number
                counts.ledger.pending -= row.number
            case -4: counts.ledger.skipped[.depth] = row.number
            case -5: counts.ledger.skipped[.redirects] = row.number
            case -6: counts.hosts = row.number
            case -7: counts.openHosts = row.number
            default: try counts.ledger.count(row.state, row.reason, row.number)
            }
            if row.state == SeenSet.Entry.State.fetched.rawValue { counts.fetchedByDepth[row.depth] = row.number }
        }
        self.lastCounts = counts
        return counts
    }

    /// Pages that count against the budget: fetched, and in somebody's hand.
    func spent() async throws(ClusterError) -> (fetched: Int, leased: Int) {
        let rows = try await self.servers[0].call(.spent, []) { row throws(ClusterError) in
            (fetched: Int(try row.number(Int64.self)), leased: Int(try row.number(Int64.self)))
        }
        return rows.first ?? (0, 0)
    }
}

extension Ledger {
    /// Adds `number` URLs that are settled so.
    fileprivate mutating func count(_ state: Int, _ reason: String, _ number: Int) throws(ClusterError) {
        switch UInt8(exactly: state).flatMap(SeenSet.Entry.State.init) {
        case .fetched: self.fetched += number
        case .redirected: self.redirected += number
        case .failed: self.failed[FailureClass(recorded: reason), default: 0] += number
        case .parked: self.parked += number
        case .skipped:
            guard let reason = SkipReason(rawValue: reason) else { fallthrough }
            self.skipped[reason, default: 0] += number
        default: throw ClusterError(.damaged, "the frontier counts URLs in a state that is none")
        }
    }
}
#endif
