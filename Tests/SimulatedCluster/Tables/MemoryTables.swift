#if Cluster
package import SkitterCluster
package import SkitterCore
internal import Synchronization

/// Is told what happens to URLs in tables, in the instant in which it does.
package protocol TablesWitness: Sendable {
    /// A URL is to be visited from now on.
    func becamePending(_ url: String)
    /// A URL was settled.
    func settled(_ url: String, as state: SeenSet.Entry.State)
}

/// The tables of a crawl in memory, for one process: a model of what the statements do, one transaction at a time.
package final class MemoryTables: FrontierTables {
    /// The rows of a shard.
    private final class Shard: Sendable {
        let rows: Mutex<MemoryShard>

        init(_ number: Int16, _ mistake: SimulationConfiguration.Mistake?) {
            self.rows = Mutex(MemoryShard(number: number, mistake))
        }
    }

    private let kept: CrawlTables.Facts
    private let shards: [Shard]
    /// Milliseconds by the tables' clock.
    private let clock: @Sendable () -> Int64
    private let witness: (any TablesWitness)?

    /// Empty tables, which make a `mistake`, where it is to be seen that it is noticed.
    package init(
        _ facts: CrawlTables.Facts, witness: (any TablesWitness)? = nil,
        mistake: SimulationConfiguration.Mistake? = nil, clock: @escaping @Sendable () -> Int64
    ) {
        self.kept = facts
        self.shards = (0..<facts.shards).map { Shard(Int16($0), mistake) }
        self.clock = clock
        self.witness = witness
    }

    /// One transaction on one shard.
    private func on<Answer: Sendable>(_ shard: Int16, _ body: (inout MemoryShard, Int64) -> Answer) -> Answer {
        let now = self.clock()
        return self.shards[Int(shard)].rows.withLock { body(&$0, now) }
    }

    package func facts() -> CrawlTables.Facts {
        self.kept
    }

    // MARK: - What is known

    package func name(_ queue: QueueKey, host: String, ports: [Int32]) {
        self.on(queue.shard) { rows, _ in rows.name(queue.host, host, ports: ports) }
    }

    package func put(_ offers: [Offer], in shard: Int16, _ limits: Offer.Limits) -> [OfferedURL] {
        self.on(shard) { rows, now in
            rows.put(offers, limits, at: now, became: { self.witness?.becamePending($0) })
        }
    }

    // MARK: - Leases

    package func ready() -> [OpeningShard] {
        self.shards.indices.compactMap { shard in
            self.on(Int16(shard)) { rows, now in rows.ready(at: now) }
        }
    }

    package func lease(_ terms: LeaseTerms, in shard: Int16) -> GrantedLease {
        GrantedLease(token: terms.token, urls: self.on(shard) { rows, now in rows.lease(terms, at: now) })
    }

    /// What was leased from a shard with these tokens may be leased by others.
    package func giveBack(_ tokens: [Int64], in shard: Int16) {
        self.on(shard) { rows, now in rows.giveBack(tokens, at: now) }
    }

    package func more(of lease: HeldLease, except inHand: [UInt64], upTo limit: Int, in shard: Int16) -> [LeasedURL] {
        self.on(shard) { rows, now in rows.more(of: lease, except: Set(inHand), upTo: limit, at: now) }
    }

    package func renew(_ leases: [HeldLease], in shard: Int16, for time: Duration) -> Set<Int32> {
        self.on(shard) { rows, now in rows.renew(leases, for: time, at: now) }
    }

    package func complete(_ results: [VisitResult], _ leases: [LeaseReport], in shard: Int16) -> [UInt64] {
        self.on(shard) { rows, now in
            rows.complete(results, leases, at: now) { self.witness?.settled($0.url, as: $0.state) }
        }
    }

    package func leave(_ leases: [LeaseReport], in shard: Int16) {
        _ = self.complete([], leases, in: shard)
    }

    // MARK: - robots.txt

    package func robots(of hosts: [Int32], in shard: Int16) -> [KeptRobots] {
        self.on(shard) { rows, now in rows.robots(of: hosts, at: now) }
    }

    package func putRobots(_ robots: KeptRobots, in shard: Int16) {
        self.on(shard) { rows, now in rows.putRobots(robots, at: now) }
    }

    // MARK: - Seeds that are open, and what waits for them

    package func seeds() -> SeedsStanding {
        var standing = SeedsStanding()
        for shard in self.shards.indices {
            self.on(Int16(shard)) { rows, _ in
                standing.areOpen = standing.areOpen || rows.openSeeds > 0
                if !rows.outside.isEmpty { standing.shardsWithWaiting.append(rows.number) }
                standing.widenings += rows.widenings.sorted()
            }
        }
        return standing
    }

    package func widen(to url: String, in shard: Int16) {
        self.on(shard) { rows, _ in _ = rows.widenings.insert(url) }
    }

    package func outside(in shard: Int16, upTo limit: Int) -> [WaitingLink] {
        self.on(shard) { rows, _ in rows.outside(upTo: limit) }
    }

    package func leaveOut(_ offers: [Offer], in shard: Int16) {
        self.on(shard) { rows, _ in rows.leaveOut(offers) }
    }

    // MARK: - Addresses

    package func claim(_ claims: [AddressClaim], in shard: Int16, for owner: Int64, time: Duration)
        -> [AddressStanding]
    {
        self.on(shard) { rows, now in rows.claim(claims, for: owner, time: time.milliseconds, at: now) }
    }

    package func yield(_ addresses: [(address: IPAddress, delay: Duration)], in shard: Int16, by owner: Int64) {
        self.on(shard) { rows, now in rows.yield(addresses, by: owner, at: now) }
    }

    // MARK: - Parked patterns

    package func decide(_ decision: ParkingDecision) {
        self.on(decision.shard) { rows, now in rows.decide(decision, at: now) }
    }

    package func decisions(behind instant: Int64) -> [ParkingDecision] {
        let all = self.shards.indices.flatMap { shard in
            self.on(Int16(shard)) { rows, now in rows.decisions(behind: instant, at: now) }
        }
        return all.sorted { ($0.decided, $0.parking.pattern) < ($1.decided, $1.parking.pattern) }
    }

    package func parked(on queue: QueueKey, behind place: HeldBackURL.Place?, upTo limit: Int) -> [HeldBackURL] {
        self.on(queue.shard) { rows, _ in rows.parked(on: queue.host, behind: place, upTo: limit) }
    }

    package func unpark(_ ids: [Int64], on queue: QueueKey, token: Int64) -> [Int64] {
        self.on(queue.shard) { rows, now in rows.unpark(ids, on: queue.host, token: token, at: now) }
    }

    package func carriedOut(_ pattern: String, in shard: Int16) {
        self.on(shard) { rows, _ in rows.parking[pattern]?.isDone = true }
    }

    // MARK: - The end of a crawl

    package func takeRest(of shard: Int16, for crawler: Int64) -> Bool {
        self.on(shard) { rows, _ in rows.takeRest(for: crawler) }
    }

    package func rest(of shard: Int16, behind place: HeldBackURL.Place?, upTo limit: Int) -> [HeldBackURL] {
        self.on(shard) { rows, _ in rows.rest(behind: place, upTo: limit) }
    }

    package func restTold(of shard: Int16, by crawler: Int64) {
        self.on(shard) { rows, _ in rows.restTold(by: crawler) }
    }

    /// Which claims of a crawler that is gone count; the others never will.
    package func settle(_ claims: [LeaseClaim]) -> [LeaseClaim] {
        claims.flatMap { claim in self.on(claim.shard) { rows, _ in rows.settle([claim]) } }
    }

    // MARK: - Figures

    package func counts() -> TableCounts {
        var counts = TableCounts()
        var tally: [MemoryShard.TallyKey: Int] = [:]
        for shard in self.shards.indices {
            self.on(Int16(shard)) { rows, now in
                rows.count(into: &counts, at: now)
                tally.merge(rows.tally, uniquingKeysWith: +)
            }
        }
        counts.settled = tally.compactMap { key, number in
            SeenSet.Entry.State(rawValue: key.state).map {
                TableCounts.Settled(state: $0, reason: key.reason, depth: Int(key.depth), number: number)
            }
        }
        return counts
    }

    package func spent() -> (fetched: Int, leased: Int) {
        self.shards.indices.reduce((0, 0)) { sum, shard in
            let spent = self.on(Int16(shard)) { rows, now in rows.spent(at: now) }
            return (sum.0 + spent.fetched, sum.1 + spent.leased)
        }
    }
}
#endif
