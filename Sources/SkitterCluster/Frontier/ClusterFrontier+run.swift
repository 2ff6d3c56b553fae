#if Cluster
package import SkitterCore

/// What a run is told beside its loop. Of hosts it is told what is in this crawler's hand.
extension ClusterFrontier {
    /// A call costs servers and crawler nearly as much for one visit as for some.
    package nonisolated var gatheringTime: Duration { .milliseconds(20) }

    package func figures(at now: CrawlInstant) async -> FrontierCounts {
        if let counts = self.lastCounts, now < self.nextCounts { return counts }
        let clock = ContinuousClock()
        let asked = clock.now
        // Counting looks at every host: where there are many, it is not done every second.
        defer { self.nextCounts = now.advanced(by: asked.duration(to: clock.now) * Self.pauseAfterCounting) }
        if let counts = try? await self.counts(at: now) { return counts }
        return self.lastCounts ?? self.machine.counts()
    }

    /// So many times as long as counting took it is not done again.
    private static let pauseAfterCounting = 100

    package func subject(ofLease number: UInt64) -> String? {
        self.machine.subject(ofLease: number)
    }

    package func waitingHosts(limit: Int, at now: CrawlInstant) -> [WaitingHost] {
        self.machine.waitingHosts(limit: limit, at: now)
    }

    package func waitingPatterns(limit: Int) -> [WaitingPattern] {
        // Those in hand say nothing about the crawl.
        []
    }

    /// Hosts leased to this crawler, and visits of it that have not come back.
    package var inHand: (hosts: Int, visits: Int) { (self.hand.queues.count, self.hand.visitCount) }

    package var hostPaces: [PlannedHost] { self.machine.hostPaces }

    package func lookUps(limit: Int) -> [String] {
        self.machine.lookUps(limit: limit)
    }

    package var backlog: (entries: Int, lastStep: UInt64) { (0, self.lastStep) }

    /// What is in hand goes back at once, each host with its delay; where that fails, when its lease ends.
    package func runEnded(at now: CrawlInstant) async {
        self.nextCounts = .start
        let queues = self.hand.queues.sorted { $0.key < $1.key }
        let reports = queues.map { self.report(on: $0.key, $0.value, isOver: true, at: now) }
        for report in reports { self.drop(report.queue) }
        do {
            try await self.yield(Array(self.addresses.keys), at: now)
            for (shard, reports) in reports.byShard(\.queue.shard) {
                try await self.tables.leave(reports, in: shard)
            }
        } catch {
            // Their leases end without us.
        }
    }
}
#endif
