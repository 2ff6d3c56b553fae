#if Cluster
internal import SkitterCore

/// Requests to one address keep their gap whichever hosts they are for, and whichever crawler sends them: one crawler at a time
/// sends any. It has no more to say than it would have alone, for the gap is the address's.
extension ClusterFrontier {
    /// The address that a lease leads to, where requests to it keep a gap; nil where it leads nowhere.
    func claim(of lease: Lease) -> AddressClaim? {
        if case .settle = lease.work { return nil }
        return self.machine.gap(ofHost: lease.url.hostname).map { AddressClaim(address: $0.address, gap: $0.gap) }
    }

    /// Leases whose addresses are this crawler's. The others come back: at once where their address only opens later, and with
    /// their hosts where it is somebody else's.
    func withOwnAddresses(_ leases: [Lease], at now: CrawlInstant) async throws -> [Lease] {
        let claims = leases.map { self.claim(of: $0) }
        let needed = claims.compactMap { $0 }.filter { claim in
            guard let end = self.addresses[claim.address] else { return true }
            return end < now.advanced(by: self.configuration.addressTime / 2)
        }
        let standings = try await self.claimed(needed, at: now)
        var kept: [Lease] = []
        var foreign: [QueueKey: Duration] = [:]
        for (lease, claim) in zip(leases, claims) {
            guard let claim else {
                kept.append(lease)
                continue
            }
            let standing = standings[claim.address]
            if let end = self.addresses[claim.address], standing?.opensAfter ?? .zero <= .zero {
                kept.append(lease.startingBefore(end))
                continue
            }
            self.release([lease.id], at: now)
            if self.addresses[claim.address] == nil {
                foreign[self.queue(ofHost: lease.url.hostname)] = standing?.endsAfter ?? .zero
            } else if let standing {
                self.machine.addressOpens(claim.address, at: now.advanced(by: standing.opensAfter))
            }
        }
        try await self.giveBack(foreign, at: now)
        return kept
    }

    /// Visits begin at `instant`: their addresses open again a gap behind it.
    func keepGaps(behind leases: [Lease], at instant: CrawlInstant) {
        for claim in leases.compactMap({ self.claim(of: $0) }) {
            self.machine.addressOpens(claim.address, at: instant.advanced(by: claim.gap))
        }
    }

    /// Asks for addresses; returns how those stand that were asked for.
    private func claimed(_ claims: [AddressClaim], at now: CrawlInstant) async throws -> [IPAddress: AddressStanding] {
        guard !claims.isEmpty else { return [:] }
        let groups = Set(claims).byShard { self.shard(of: $0.address) }
        let owner = self.configuration.crawler
        let time = self.configuration.addressTime
        let clock = ContinuousClock()
        let asked = clock.now
        var standings = try await withThrowingTaskGroup(of: [AddressStanding].self) { group in
            for (shard, claims) in groups {
                group.addTask { [tables = self.tables] in
                    try await tables.claim(claims, in: shard, for: owner, time: time)
                }
            }
            var all: [AddressStanding] = []
            for try await some in group { all += some }
            return all
        }
        // It may have been said as late as now, which is later than `now`.
        let wait = asked.duration(to: clock.now)
        for index in standings.indices where standings[index].opensAfter > .zero {
            standings[index].opensAfter += wait
        }
        for standing in standings {
            // Counted from before it was asked for: never later than the tables have it.
            self.addresses[standing.address] = standing.isOwn ? now.advanced(by: time) : nil
        }
        return Dictionary(standings.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Hosts whose address is another crawler's go back until that gives it up.
    private func giveBack(_ queues: [QueueKey: Duration], at now: CrawlInstant) async throws {
        var reports: [LeaseReport] = []
        for (queue, wait) in queues {
            guard let lease = self.hand.queues[queue] else { continue }
            var report = self.report(on: queue, lease, isOver: true, at: now)
            report.delay = max(report.delay, wait)
            reports.append(report)
        }
        guard !reports.isEmpty else { return }
        _ = try await self.send([], reports)
        for report in reports { self.drop(report.queue) }
    }

    private static let pauseOfAddresses: Duration = .seconds(1)

    /// Addresses to which nothing in hand leads any more are given up, those that have run out forgotten.
    func keepAddresses(at now: CrawlInstant) async throws {
        guard !self.addresses.isEmpty, now >= self.nextAddresses else { return }
        self.nextAddresses = now.advanced(by: Self.pauseOfAddresses)
        self.addresses = self.addresses.filter { $0.value > now }
        let used = Set(self.hand.queues.values.flatMap(\.hosts).compactMap { self.machine.gap(ofHost: $0)?.address })
        try await self.yield(self.addresses.keys.filter { !used.contains($0) }, at: now)
    }

    /// Others may send requests to these addresses, each after its gap.
    func yield(_ addresses: [IPAddress], at now: CrawlInstant) async throws {
        for address in addresses { self.addresses[address] = nil }
        for (shard, addresses) in addresses.byShard(self.shard(of:)) {
            let delays = addresses.map { (address: $0, delay: self.machine.timeToOpen($0, at: now)) }
            try await self.tables.yield(delays, in: shard, by: self.configuration.crawler)
        }
    }

    private func shard(of address: IPAddress) -> Int16 {
        QueueKey(ofHost: address.description, seed: self.facts.hashSeed, shards: self.facts.shards).shard
    }
}

extension Lease {
    /// It does not begin later than this.
    func startingBefore(_ end: CrawlInstant) -> Lease {
        var lease = self
        lease.latestStart = min(lease.latestStart ?? .distantFuture, end)
        return lease
    }
}
#endif
