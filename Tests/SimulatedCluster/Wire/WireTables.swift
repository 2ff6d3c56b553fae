#if Cluster
package import SkitterCluster
package import SkitterCore
internal import Synchronization

/// The tables as one crawler has them: behind a wire, over connections, with what ``ServerConnection`` and ``ServerTables`` do about
/// calls that are lost there.
package final class WireTables: FrontierTables {
    private let tables: MemoryTables
    private let process: SimulatedProcess
    private let conditions: WireConditions
    private let dice: Dice
    private let lines: [WireLine]
    private let reporter = WireLine()
    private let meter: CallMeter

    /// How long servers may be gone, in microseconds.
    private static let patience: Int64 = 300_000_000

    package init(
        to tables: MemoryTables, from process: SimulatedProcess, connections: Int, _ conditions: WireConditions,
        _ dice: Dice, _ meter: CallMeter
    ) {
        self.tables = tables
        self.process = process
        self.conditions = conditions
        self.dice = dice
        self.lines = (0..<connections).map { _ in WireLine() }
        self.meter = meter
    }

    // MARK: - The wire

    /// One call over the connection of its shard, made again until there is an answer; before it is made again, `undo` is.
    private func call<Answer: Sendable>(
        _ name: String, on shard: Int16 = 0, patience: Int64 = WireTables.patience,
        _ body: @escaping @Sendable (MemoryTables) -> Answer
    ) async throws(ClusterError) -> Answer {
        try await self.call(name, on: shard, patience: patience, undo: nil) { tables, _ in body(tables) }
    }

    /// The same with the number of the try, before which `undo` undoes those before.
    private func call<Answer: Sendable>(
        _ name: String, on shard: Int16, patience: Int64 = WireTables.patience,
        undo: (@Sendable (MemoryTables, Int) -> Void)?, _ body: @escaping @Sendable (MemoryTables, Int) -> Answer
    ) async throws(ClusterError) -> Answer {
        let line = patience < WireTables.patience ? self.reporter : self.lines[Int(shard) % self.lines.count]
        do throws(Killed) {
            try await line.enter(from: self.process)
            defer { line.leave() }
            var end: Int64?
            var pause: Int64 = 20_000
            var tries = 0
            while true {
                let number = tries
                var isUndone = true
                if let undo, number > 0 {
                    isUndone = try await self.exchange("give back") { undo($0, number) } != nil
                }
                if isUndone {
                    tries += 1
                    if let answer = try await self.exchange(name, { body($0, number) }) { return answer }
                }
                self.meter.repeated()
                end = end ?? self.process.timeline.now + patience
                guard self.process.timeline.now + pause < end ?? 0 else { break }
                try await self.process.sleep(self.dice.number(in: pause / 2...pause))
                pause = min(pause * 2, 2_000_000)
            }
        } catch {
            throw ClusterError(.unreachable, "the crawler was killed")
        }
        throw ClusterError(.unreachable, "the tables cannot be reached")
    }

    /// One try; nil where nothing came back.
    private func exchange<Answer: Sendable>(_ name: String, _ body: @escaping @Sendable (MemoryTables) -> Answer)
        async throws(Killed) -> Answer?
    {
        self.meter.called(name)
        let timeline = self.process.timeline
        let arrival = timeline.now + self.latency()
        let isGone = self.conditions.outages.contains { $0.contains(arrival) }
        if isGone || self.dice.happens(self.conditions.lostCalls) {
            try await self.process.sleep(self.dice.number(in: self.conditions.loss))
            return nil
        }
        if self.dice.happens(self.conditions.lostAnswers) {
            timeline.at(arrival) { _ = body(self.tables) }
            try await self.process.sleep(self.dice.number(in: self.conditions.loss))
            return nil
        }
        if self.dice.happens(self.conditions.lateCalls) {
            let loss = self.dice.number(in: self.conditions.loss)
            // Behind the second call, and whatever follows from that.
            timeline.at(arrival + loss + self.dice.number(in: 20_000...5_000_000)) { _ = body(self.tables) }
            try await self.process.sleep(loss)
            return nil
        }
        let answer = Carried<Answer>()
        try await self.process.wait { resume in
            timeline.at(arrival) {
                answer.value.withLock { $0 = body(self.tables) }
                self.process.deliver(at: timeline.now + self.latency(), resume)
            }
        }
        return answer.value.withLock { $0 }
    }

    /// What an answer brings.
    private final class Carried<Answer: Sendable>: Sendable {
        let value = Mutex<Answer?>(nil)
    }

    private func latency() -> Int64 {
        self.conditions.latency.least + self.dice.gap(mean: self.conditions.latency.more)
    }

    // MARK: - What is known

    package func facts() -> CrawlTables.Facts {
        self.tables.facts()
    }

    package func name(_ queue: QueueKey, host: String, ports: [Int32]) async throws(ClusterError) {
        try await self.call("name", on: queue.shard) { $0.name(queue, host: host, ports: ports) }
    }

    package func put(_ offers: [Offer], in shard: Int16, _ limits: Offer.Limits) async throws(ClusterError)
        -> [OfferedURL]
    {
        try await self.call("put", on: shard) { $0.put(offers, in: shard, limits) }
    }

    // MARK: - Leases

    package func ready() async throws(ClusterError) -> [OpeningShard] {
        try await self.call("ready") { $0.ready() }
    }

    package func lease(_ terms: LeaseTerms, in shard: Int16) async throws(ClusterError) -> GrantedLease {
        let token = { @Sendable (number: Int) in terms.token + Int64(number) }
        return try await self.call(
            "lease", on: shard,
            undo: { tables, number in tables.giveBack((0..<number).map(token), in: shard) },
            { tables, number in
                tables.lease(
                    LeaseTerms(hosts: terms.hosts, urls: terms.urls, time: terms.time, token: token(number)),
                    in: shard)
            })
    }

    package func more(of lease: HeldLease, except inHand: [UInt64], upTo limit: Int, in shard: Int16)
        async throws(ClusterError) -> [LeasedURL]
    {
        try await self.call("more", on: shard) { $0.more(of: lease, except: inHand, upTo: limit, in: shard) }
    }

    package func renew(_ leases: [HeldLease], in shard: Int16, for time: Duration) async throws(ClusterError)
        -> Set<Int32>
    {
        try await self.call("renew", on: shard) { $0.renew(leases, in: shard, for: time) }
    }

    package func complete(_ results: [VisitResult], _ leases: [LeaseReport], in shard: Int16)
        async throws(ClusterError)
        -> [UInt64]
    {
        try await self.call("complete", on: shard) { $0.complete(results, leases, in: shard) }
    }

    package func leave(_ leases: [LeaseReport], in shard: Int16) async throws(ClusterError) {
        try await self.call("leave", on: shard, patience: 2_000_000) { $0.leave(leases, in: shard) }
    }

    // MARK: - robots.txt

    package func robots(of hosts: [Int32], in shard: Int16) async throws(ClusterError) -> [KeptRobots] {
        try await self.call("robots", on: shard) { $0.robots(of: hosts, in: shard) }
    }

    package func putRobots(_ robots: KeptRobots, in shard: Int16) async throws(ClusterError) {
        try await self.call("put robots", on: shard) { $0.putRobots(robots, in: shard) }
    }

    // MARK: - Seeds that are open, and what waits for them

    package func seeds() async throws(ClusterError) -> SeedsStanding {
        try await self.call("seeds") { $0.seeds() }
    }

    package func widen(to url: String, in shard: Int16) async throws(ClusterError) {
        try await self.call("widen", on: shard) { $0.widen(to: url, in: shard) }
    }

    package func outside(in shard: Int16, upTo limit: Int) async throws(ClusterError) -> [WaitingLink] {
        try await self.call("outside", on: shard) { $0.outside(in: shard, upTo: limit) }
    }

    package func leaveOut(_ offers: [Offer], in shard: Int16) async throws(ClusterError) {
        try await self.call("leave out", on: shard) { $0.leaveOut(offers, in: shard) }
    }

    // MARK: - Addresses

    package func claim(_ claims: [AddressClaim], in shard: Int16, for owner: Int64, time: Duration)
        async throws(ClusterError) -> [AddressStanding]
    {
        try await self.call("claim", on: shard) { $0.claim(claims, in: shard, for: owner, time: time) }
    }

    package func yield(_ addresses: [(address: IPAddress, delay: Duration)], in shard: Int16, by owner: Int64)
        async throws(ClusterError)
    {
        try await self.call("yield", on: shard, patience: 2_000_000) { $0.yield(addresses, in: shard, by: owner) }
    }

    // MARK: - Parked patterns

    package func decide(_ decision: ParkingDecision) async throws(ClusterError) {
        try await self.call("decide", on: decision.shard) { $0.decide(decision) }
    }

    package func decisions(behind instant: Int64) async throws(ClusterError) -> [ParkingDecision] {
        try await self.call("decisions") { $0.decisions(behind: instant) }
    }

    package func parked(on queue: QueueKey, behind place: HeldBackURL.Place?, upTo limit: Int)
        async throws(ClusterError) -> [HeldBackURL]
    {
        try await self.call("parked", on: queue.shard) { $0.parked(on: queue, behind: place, upTo: limit) }
    }

    package func unpark(_ ids: [Int64], on queue: QueueKey, token: Int64) async throws(ClusterError) -> [Int64] {
        try await self.call("unpark", on: queue.shard) { $0.unpark(ids, on: queue, token: token) }
    }

    package func carriedOut(_ pattern: String, in shard: Int16) async throws(ClusterError) {
        try await self.call("carried out", on: shard) { $0.carriedOut(pattern, in: shard) }
    }

    // MARK: - The end of a crawl

    package func takeRest(of shard: Int16, for crawler: Int64) async throws(ClusterError) -> Bool {
        try await self.call("take rest", on: shard) { $0.takeRest(of: shard, for: crawler) }
    }

    package func rest(of shard: Int16, behind place: HeldBackURL.Place?, upTo limit: Int) async throws(ClusterError)
        -> [HeldBackURL]
    {
        try await self.call("rest", on: shard) { $0.rest(of: shard, behind: place, upTo: limit) }
    }

    package func restTold(of shard: Int16, by crawler: Int64) async throws(ClusterError) {
        try await self.call("rest told", on: shard) { $0.restTold(of: shard, by: crawler) }
    }

    // MARK: - Figures

    package func counts() async throws(ClusterError) -> TableCounts {
        try await self.call("counts", patience: 2_000_000) { $0.counts() }
    }

    package func spent() async throws(ClusterError) -> (fetched: Int, leased: Int) {
        try await self.call("spent") { $0.spent() }
    }
}
#endif
