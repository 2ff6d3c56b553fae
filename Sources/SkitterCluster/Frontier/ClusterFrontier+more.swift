#if Cluster
internal import SkitterCore

/// A host that is asked many times at once would stand idle at the end of each lease until its last URL is settled, for it is leased
/// again only then: it gets more while some are left.
extension ClusterFrontier {
    /// Visits of one host at a time from which on it does.
    private static let many = 4
    /// A queue with no more than it gave is not asked again before.
    private static let pauseOfMore: Duration = .milliseconds(100)

    /// More of those of the queues that run short.
    func leaseMore(of queues: Set<QueueKey>, at now: CrawlInstant) async throws {
        // Where pages are counted, a lease may have to be the last.
        guard self.policy.maxPages == nil else { return }
        for queue in queues.sorted() {
            guard let lease = self.hand.queues[queue], now >= lease.nextMore, self.runsShort(lease) else { continue }
            let limit = self.configuration.urlsPerHost
            let urls = try await self.tables.more(
                of: HeldLease(host: queue.host, token: lease.token), except: Array(lease.urls), upTo: limit,
                in: queue.shard)
            if urls.count < limit { self.hand.asksForMore(queue, from: now.advanced(by: Self.pauseOfMore)) }
            self.hand.added(urls, to: queue)
            try await self.settle(self.hand(urls, of: queue), at: now)
        }
    }

    /// Whether what waits in hand lasts for little more than another round of visits.
    private func runsShort(_ lease: Hand.Queue) -> Bool {
        let inFlight = lease.hosts.reduce(0) { $0 + (self.machine.standing(ofHost: $1)?.inFlight ?? 0) }
        return inFlight >= Self.many && lease.urls.count < inFlight * 3
    }
}
#endif
