#if Cluster
package import SkitterCore

extension ClusterFrontier {
    /// Links first, then the ends of leases: a crawler that is killed between the two has only done too little, and what it had in
    /// hand is visited again. What is to be recorded is held meanwhile, so that a kill behind the second loses no record.
    package func finish(_ visits: [FinishedVisit], at now: CrawlInstant) async throws -> [FinishAnswer] {
        var batch = self.batch(of: visits, at: now)
        for robots in batch.robots { try await self.put(robots, at: now) }
        for url in batch.widenings {
            let shard = self.queue(ofHost: url.hostname).shard
            try await self.tables.widen(to: url.href, in: shard)
        }
        try await self.record(batch.robotsEntries)
        batch.areNew(try await self.put(batch.offers))
        try await self.hold(batch.held)
        let finished = batch.answers(accepted: try await self.complete(batch.results, at: now))
        try await self.record(finished.entries, wereHeld: true)
        try await self.watchTraps(visits)
        try await self.leaseMore(of: Set(batch.results.map(\.queue)), at: now)
        return finished.answers
    }

    /// What `visits` come to. Apart from ``finish(_:at:)``, and not inlined: what one step after the other needs would lie in that function's
    /// frame, which lives as long as servers are waited for.
    @inline(never)
    private func batch(of visits: [FinishedVisit], at now: CrawlInstant) -> FinishBatch {
        var batch = FinishBatch(
            seed: self.facts.hashSeed, shards: self.facts.shards, keepsLinks: self.policy.depthLimit != nil)
        for visit in visits {
            let handed = self.hand.visitEnded(visit.lease)
            batch.add(
                self.step(for: visit, isInHand: handed != nil, at: now), of: visit, handed,
                besides: self.recent, at: now)
        }
        return batch
    }

    /// One whose lease has run out is not tried again here: whoever has its host now does that.
    func step(for visit: FinishedVisit, isInHand: Bool, at now: CrawlInstant) -> FrontierMachine.FinishStep {
        isInHand ? self.machine.visitFinished(visit, at: now) : self.machine.visitOutlivedLease(visit, at: now)
    }

    /// Tells the servers what became of URLs; returns those whose results count.
    func complete(_ results: [VisitResult], at now: CrawlInstant) async throws -> Set<UInt64> {
        let settled = Set(results.filter { $0.state != .pending || $0.work == .passOn }.map(\.id))
        let reports = Set(results.map(\.queue)).sorted().compactMap { self.report(on: $0, without: settled, at: now) }
        let accepted = try await self.send(results, reports)
        for result in results {
            if result.work == .visit, !accepted.contains(result.id) {
                // The lease has run out.
                self.drop(result.queue)
            } else if settled.contains(result.id) {
                self.hand.settled(result.id)
            }
        }
        for report in reports where report.isOver {
            self.hand.lost(report.queue)
            self.lookSoon()
        }
        return accepted
    }

    /// All shards at a time.
    func send(_ results: [VisitResult], _ reports: [LeaseReport]) async throws -> Set<UInt64> {
        let results = Dictionary(grouping: results, by: \.queue.shard)
        return try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for (shard, reports) in reports.byShard(\.queue.shard) {
                let results = results[shard] ?? []
                group.addTask { [tables = self.tables] in try await tables.complete(results, reports, in: shard) }
            }
            var ids: Set<UInt64> = []
            for try await some in group { ids.formUnion(some) }
            return ids
        }
    }

    /// How a queue in hand stands, once these URLs of it are settled.
    private func report(on queue: QueueKey, without settled: Set<UInt64>, at now: CrawlInstant) -> LeaseReport? {
        guard let lease = self.hand.queues[queue] else { return nil }
        return self.report(on: queue, lease, isOver: lease.urls.isSubset(of: settled), at: now)
    }

    func report(on queue: QueueKey, _ lease: Hand.Queue, isOver: Bool, at now: CrawlInstant) -> LeaseReport {
        var report = LeaseReport(queue: queue, token: lease.token, isOver: isOver)
        for host in lease.hosts {
            guard let standing = self.machine.standing(ofHost: host) else { continue }
            report.delay = max(report.delay, now.duration(to: standing.opens))
            report.requests = max(report.requests, standing.requests)
            report.retries = max(report.retries, standing.retries)
            report.refusals = max(report.refusals, standing.refusals)
            report.fetched = max(report.fetched, standing.fetched)
        }
        return report
    }

    /// A lease has run out: what is left of it is not visited here.
    func drop(_ queue: QueueKey) {
        for host in self.hand.lost(queue).sorted() { self.machine.takenBack(host) }
    }

    private func put(_ robots: JournalNotes.Robots, at now: CrawlInstant) async throws {
        guard let url = try? CrawlURL(robots.origin + "/") else { return }
        let queue = self.queue(ofHost: url.hostname)
        try await self.tables.putRobots(
            KeptRobots(
                host: queue.host, origin: robots.origin, status: robots.status, body: robots.body, error: robots.error,
                lasts: now.duration(to: robots.until)),
            in: queue.shard)
    }
}
#endif
