#if Cluster
package import SkitterCore

extension ClusterFrontier {
    /// What is in hand first; where that is little, hosts are leased for more. Leases are renewed on the way.
    package func lease(upTo count: Int, at now: CrawlInstant, besideFinish: Bool) async throws -> LeaseAnswer {
        if besideFinish { return self.leaseInHand(upTo: count, at: now) }
        let clock = ContinuousClock()
        let begun = clock.now
        try await self.keepLeases(at: now)
        try await self.keepParking(at: now)
        try await self.keepAddresses(at: now)
        var answer = self.machine.leasesAsked(upTo: count, at: now)
        var found = Look.notTaken
        let places = min(count - answer.leases.count, self.roomForHosts)
        if places > 0, now >= self.nextLook {
            found = try await self.look(for: places, at: now)
            if case .hosts = found {
                let more = self.machine.leasesAsked(upTo: count - answer.leases.count, at: now)
                answer.leases += more.leases
                answer.resolve += more.resolve
                answer.wait = more.wait
                answer.limiter = more.limiter
            }
        }
        for index in answer.leases.indices { self.begin(&answer.leases[index]) }
        answer.leases = try await self.withOwnAddresses(answer.leases, at: now)
        // The servers have taken their time: it is later than `now`.
        self.keepGaps(behind: answer.leases, at: now.advanced(by: begun.duration(to: clock.now)))
        if answer.wait != .none { answer.wait = self.wait(answer.wait, found) }
        // What is put back is looked through bit by bit.
        if !self.parking.returns.isEmpty { answer.wait = .others(now) }
        return answer
    }

    /// Of what is in hand what needs no server.
    private func leaseInHand(upTo count: Int, at now: CrawlInstant) -> LeaseAnswer {
        var answer = self.machine.leasesAsked(upTo: count, at: now)
        for index in answer.leases.indices { self.begin(&answer.leases[index]) }
        answer.leases = answer.leases.compactMap { lease in
            guard let claim = self.claim(of: lease) else { return lease }
            if let end = self.addresses[claim.address] { return lease.startingBefore(end) }
            self.release([lease.id], at: now)
            return nil
        }
        if answer.wait != .none { answer.wait = .finish }
        return answer
    }

    /// What a look at the servers showed.
    enum Look {
        /// It was not time for one, or enough is in hand.
        case notTaken
        /// Hosts were leased.
        case hosts
        /// Nothing may be leased now; something may be later.
        case nothingNow
        /// Nothing is waiting, here or in any crawler's hand.
        case drained
        /// As many pages as allowed are fetched.
        case budget
        /// No host opens before this instant, and this one then.
        case closed(until: CrawlInstant, host: String)
    }

    /// A host more for each place that is free, so that crawlers share what there is; and as many as places can serve that keep
    /// their delays, but not all of a large crawl.
    private var roomForHosts: Int {
        max(0, self.policy.concurrency * 8 - self.hand.queues.count)
    }

    private func begin(_ lease: inout Lease) {
        if case .robots = lease.work {} else { self.hand.visitBegan(lease.id, of: lease.fingerprint) }
        if case .page = lease.work, lease.via != .seed { lease.pattern = self.traps.pattern(of: lease.url) }
        // Of what is not in hand nothing starts.
        let queue = self.hand.urls[lease.fingerprint].flatMap { self.hand.queues[$0.queue] }
        lease.latestStart = queue.map(self.latestStart) ?? CrawlInstant(nanoseconds: .min)
    }

    /// When the last visit of a lease may begin: the delay behind its answer is over before another crawler has the host, should
    /// this one be killed and nobody know of the answer. A delay that half a lease has no room for is kept as far as that goes;
    /// otherwise such a host would never be asked.
    private func latestStart(_ lease: Hand.Queue) -> CrawlInstant {
        let delays = lease.hosts.compactMap { self.machine.standing(ofHost: $0)?.delay }
        let delay = max(self.policy.delay ?? self.policy.greatestDelay, delays.max() ?? .zero)
        let room = max(.zero, self.configuration.leaseTime / 2 - self.configuration.visitTime)
        return lease.deadline.advanced(by: .zero - self.configuration.visitTime - min(delay, room))
    }

    private func wait(_ own: LeaseAnswer.Wait, _ found: Look) -> LeaseAnswer.Wait {
        let isIdle = self.hand.queues.isEmpty
        switch found {
        case .drained where isIdle: return .drained
        case .budget where isIdle: return .budget
        case .closed(let instant, let host) where isIdle: return .tooLong(instant, host: host)
        default: break
        }
        var next = self.nextLook
        if let deadline = self.hand.firstDeadline {
            next = min(next, deadline.advanced(by: .zero - self.configuration.renewalTime))
        }
        switch own {
        case .until(let instant, _) where instant <= next, .straggler(let instant) where instant <= next: return own
        default: return .others(next)
        }
    }

    // MARK: - Keeping what is in hand

    /// Leases that are nearly half over are renewed where they are still of use; those that have run out are given up.
    private func keepLeases(at now: CrawlInstant) async throws {
        let half = self.hand.ending(by: now.advanced(by: self.configuration.renewalTime))
        guard !half.isEmpty else { return }
        for (shard, queues) in half.byShard(\.shard) {
            let closed = queues.compactMap { queue in
                self.hand.queues[queue].flatMap { self.closedForLong(queue, $0, at: now) }
            }
            if !closed.isEmpty {
                _ = try await self.send([], closed)
                for report in closed { self.drop(report.queue) }
            }
            let kept = queues.filter { self.hand.queues[$0] != nil }
            guard !kept.isEmpty else { continue }
            let renewed = try await self.tables.renew(
                kept.map { HeldLease(host: $0.host, token: self.hand.queues[$0]?.token ?? 0) }, in: shard,
                for: self.configuration.leaseTime)
            for queue in kept {
                if renewed.contains(queue.host) {
                    self.hand.renewed(queue, until: now.advanced(by: self.configuration.leaseTime))
                } else {
                    self.drop(queue)
                }
            }
        }
    }

    /// A queue that nothing is under way of, and that opens only after its lease would end, goes back.
    private func closedForLong(_ queue: QueueKey, _ lease: Hand.Queue, at now: CrawlInstant) -> LeaseReport? {
        let standings = lease.hosts.compactMap { self.machine.standing(ofHost: $0) }
        let isClosed = standings.allSatisfy { $0.opens > lease.deadline && $0.inFlight == 0 }
        return isClosed ? self.report(on: queue, lease, isOver: true, at: now) : nil
    }

    // MARK: - Looking for more

    /// Leases up to `places` hosts, where there are some that may be asked.
    private func look(for places: Int, at now: CrawlInstant) async throws -> Look {
        if !self.areSeedsSettled { try await self.lookAtSeeds() }
        let shards = try await self.tables.ready()
        guard let first = shards.min(by: { $0.opensAfter < $1.opensAfter }) else {
            // Somebody may have named seeds since, whose pages wait for them.
            try await self.lookAtSeeds()
            if self.areSeedsSettled { return .drained }
            self.lookLater(than: now, .distantFuture)
            return .nothingNow
        }
        let open = shards.filter { $0.opensAfter <= .zero }.map(\.shard)
        guard !open.isEmpty else {
            let next = now.advanced(by: first.opensAfter)
            self.lookLater(than: now, next)
            let isLong = next > now.advanced(by: self.policy.maxHostWait)
            return isLong ? .closed(until: next, host: first.host) : .nothingNow
        }
        var budget = Int.max
        if let maxPages = self.policy.maxPages {
            let spent = try await self.tables.spent()
            budget = maxPages - spent.fetched - spent.leased
            if budget <= 0 {
                self.lookLater(than: now, .distantFuture)
                return spent.leased > 0 ? .nothingNow : .budget
            }
        }
        // From the shard whose turn it is, so that none is forgotten.
        let turn = open.sorted { (Int($0) < self.nextShard ? 1 : 0, $0) < (Int($1) < self.nextShard ? 1 : 0, $1) }
        var hosts = 0
        for shard in turn where hosts < places && budget > 0 {
            let (more, urls) = try await self.lease(shard, upTo: places - hosts, budget: budget, at: now)
            hosts += more
            budget -= urls
            self.nextShard = (Int(shard) + 1) % self.facts.shards
        }
        if hosts > 0 { self.lookSoon() } else { self.lookLater(than: now, .distantFuture) }
        return hosts > 0 ? .hosts : .nothingNow
    }

    /// The next look comes after a pause that grows, or at `instant` where that is earlier.
    private func lookLater(than now: CrawlInstant, _ instant: CrawlInstant) {
        let pause = self.pause * Double.random(in: 0.5...1, using: &self.random)
        self.nextLook = min(now.advanced(by: pause), instant)
        self.pause = min(self.pause * 2, Self.longestPause)
    }

    /// Leases hosts of one shard, `places` at most; returns how many, and how many URLs of theirs.
    private func lease(_ shard: Int16, upTo places: Int, budget: Int, at now: CrawlInstant) async throws -> (Int, Int) {
        let hosts = min(places, budget)
        let urls = max(1, min(self.configuration.urlsPerHost, budget / hosts))
        let token = Int64.random(in: 1...LeaseTerms.greatestToken, using: &self.random)
        let lease = try await self.tables.lease(
            LeaseTerms(hosts: hosts, urls: urls, time: self.configuration.leaseTime, token: token), in: shard)
        let rows = lease.urls
        let queues = Dictionary(grouping: rows) { QueueKey(shard: shard, host: $0.host.number) }
        let robots = try await self.robots(of: queues, at: now)
        var parked: [SkippedRecord] = []
        for (queue, urls) in queues.sorted(by: { $0.key < $1.key }) {
            parked += self.take(urls, of: queue, token: lease.token, robots: robots[queue.host] ?? [], at: now)
        }
        try await self.settle(parked, at: now)
        try await self.passOn(rows.filter { $0.work == .passOn }, shard: shard, at: now)
        return (queues.count, rows.count)
    }

    /// A queue was leased with these URLs. Returns those that are parked.
    private func take(
        _ urls: [LeasedURL], of queue: QueueKey, token: Int64, robots: [JournalNotes.Robots], at now: CrawlInstant
    ) -> [SkippedRecord] {
        self.drop(queue)
        self.hand.leased(
            queue, Hand.Queue(token: token, deadline: now.advanced(by: self.configuration.leaseTime)), urls)
        return self.hand(urls, of: queue, robots: robots)
    }

    /// The machine gets URLs of one queue to visit. Returns those that are parked.
    func hand(_ urls: [LeasedURL], of queue: QueueKey, robots: [JournalNotes.Robots] = []) -> [SkippedRecord] {
        var visits = urls.filter { $0.work == .visit }
        let parked = visits.compactMap { url in self.pattern(of: url).map { url.parked(as: $0) } }
        if !parked.isEmpty {
            let ids = Set(parked.map(\.id))
            visits.removeAll { ids.contains($0.id) }
        }
        let hosts = Dictionary(grouping: visits, by: \.url.hostname)
        self.hand.named(hosts.keys, of: queue)
        for (name, urls) in hosts.sorted(by: { $0.key < $1.key }) {
            var handed = HandedHost(name: name)
            let host = urls[0].host
            handed.ports = host.ports
            handed.requests = host.requests
            handed.retries = host.retries
            handed.refusals = host.refusals
            handed.fetched = host.fetched
            handed.robots = robots.filter { (try? CrawlURL($0.origin + "/"))?.hostname == name }
            handed.urls = urls.map(\.queued)
            handed.seeds = Set(urls.filter(\.isSeed).map(\.id))
            self.machine.handed(handed, robotsAgent: self.configuration.robotsAgent)
        }
        return parked
    }

    /// What other crawlers know of robots.txt of hosts of which this one knows nothing.
    private func robots(of queues: [QueueKey: [LeasedURL]], at now: CrawlInstant) async throws
        -> [Int32: [JournalNotes.Robots]]
    {
        guard self.policy.obeysRobots, let shard = queues.keys.first?.shard else { return [:] }
        let unknown = queues.filter { _, urls in
            !urls.allSatisfy { self.machine.knowsRobots(ofHost: $0.url.hostname, at: now) }
        }.keys.map(\.host).sorted()
        guard !unknown.isEmpty else { return [:] }
        let known = try await self.tables.robots(of: unknown, in: shard)
        return Dictionary(grouping: known, by: \.host).mapValues { kept in
            kept.map {
                JournalNotes.Robots(
                    origin: $0.origin, status: $0.status, body: $0.body, until: now.advanced(by: $0.lasts),
                    error: $0.error)
            }
        }
    }

    /// Settled URLs to which a shorter way was found: their links learn of it, and records of the new depth.
    private func passOn(_ rows: [LeasedURL], shard: Int16, at now: CrawlInstant) async throws {
        guard !rows.isEmpty else { return }
        var offers: [Offer] = []
        for row in rows {
            guard let outlinks = row.outlinks else { continue }
            let distance = outlinks.distance(depth: row.depth, hops: row.hops)
            offers += outlinks.targets.map {
                Offer(queue: $0.queue, id: $0.id, depth: distance.depth, hops: distance.hops, text: nil)
            }
        }
        _ = try await self.put(offers)
        // Before it is done with: told twice is told once too often, and that does no harm.
        let changes = rows.filter { $0.state == .fetched && $0.told > $0.depth }.map {
            DepthChange(id: $0.id, from: $0.told, depth: $0.depth)
        }
        if !changes.isEmpty { try await self.record([StepEntry(step: 0, depthChanges: changes)]) }
        _ = try await self.complete(
            rows.map { row in
                VisitResult(
                    queue: QueueKey(shard: shard, host: row.host.number), id: row.id, work: .passOn, state: row.state,
                    tries: row.tries, depth: row.depth, hops: row.hops)
            }, at: now)
    }
}
#endif
