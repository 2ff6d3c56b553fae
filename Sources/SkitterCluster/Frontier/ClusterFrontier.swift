#if Cluster
package import SkitterCore

/// A frontier that many crawlers share, in the tables of one crawl.
///
/// Who may ask which host, which URLs are known and what became of them is decided by the servers. What is in this crawler's
/// hand, a ``FrontierMachine`` works on as if it were all there is: delays, robots.txt, look-ups and retries are its business.
///
/// A call steps the machine, then waits for the servers with values of its own, then takes what came. So two calls that wait for
/// the servers must not run at a time. What changes the machine alone may run beside a `finish`, and so does a `lease`, which then
/// hands out what is in hand; reports may run beside everything.
package actor ClusterFrontier: RunFrontier {
    let configuration: ClusterConfiguration
    /// As all crawlers of the crawl have it; ``machine`` works by one of its own.
    let policy: FrontierPolicy
    let facts: CrawlTables.Facts
    /// What keeps the crawlers together. What goes to different shards goes at a time.
    let tables: any FrontierTables
    /// What the last report said.
    var lastCounts: FrontierCounts?
    /// When to ask for another.
    var nextCounts = CrawlInstant.start
    let sink: any HoldingRecordSink
    /// Works on what is in hand.
    var machine: FrontierMachine
    /// What is in hand.
    var hand = Hand()
    /// What need not be offered again.
    private(set) var recent = RecentOffers()
    /// Numbers the entries for the sink.
    private(set) var lastStep: UInt64
    /// Whether the sink holds what the servers have not answered for. Where they never do, nothing may take its place: whoever goes
    /// on with the directory asks them.
    private var isHolding = false
    /// Whether all seeds of the crawl have settled, and what waited for them is judged.
    var areSeedsSettled = false
    /// What is parked, for all crawlers.
    var parking = SharedParking()
    /// When to ask again what was decided.
    var nextDecisions = CrawlInstant.start
    /// The addresses that are this crawler's, and until when; and when to look through them.
    var addresses: [IPAddress: CrawlInstant] = [:]
    var nextAddresses = CrawlInstant.start
    /// What this crawler's pages say about their patterns.
    var traps: TrapWatch
    /// How far the end is told.
    var rest = Rest()
    /// When to look for hosts again, and after which pause the next time.
    var nextLook = CrawlInstant.start
    var pause = ClusterFrontier.shortestPause
    /// The shard that is asked first.
    var nextShard: Int
    /// Where tokens of leases, and pauses, come from.
    var random: any RandomNumberGenerator & Sendable

    static let shortestPause = Duration.milliseconds(20)
    static let longestPause = Duration.seconds(1)

    /// A frontier on the tables of the crawl `name`. `policy` and `scope` are those of the crawl; what this crawler visits goes to
    /// `sink`, behind step `lastStep`. Throws where there is no such crawl, or none that this program can work on.
    package init(
        crawl name: String, at address: ServerAddress, policy: FrontierPolicy, scope: Scope,
        sink: any HoldingRecordSink,
        lastStep: UInt64 = 0, patience: Duration = .seconds(300), haste: Haste = Haste(),
        configuration: ClusterConfiguration = ClusterConfiguration()
    ) async throws {
        let tables = try ServerTables(
            crawl: name, at: address, connections: configuration.connections, patience: patience, haste: haste)
        try await self.init(
            on: tables, policy: policy, scope: scope, sink: sink, lastStep: lastStep, configuration: configuration)
    }

    /// A frontier on these tables; with the same answers of theirs, and the same `random` numbers, it does the same.
    package init(
        on tables: any FrontierTables, policy: FrontierPolicy, scope: Scope, sink: any HoldingRecordSink,
        lastStep: UInt64 = 0, configuration: ClusterConfiguration = ClusterConfiguration(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) async throws {
        self.tables = tables
        self.facts = try await tables.facts()
        self.configuration = configuration
        self.policy = policy
        self.sink = sink
        self.lastStep = lastStep
        var own = policy
        own.isPartOfMany = true
        own.isJournaled = true
        self.traps = TrapWatch(policy.traps)
        // Visits that are being finished, or wait for that, have left their places to others: a host that may be asked as often at
        // a time as there are places is.
        own.concurrency *= 4
        // What needs to know all URLs is decided where all are known.
        own.depthLimit = nil
        own.maxPages = nil
        own.traps.isOn = false
        own.hashSeed = self.facts.hashSeed
        self.machine = FrontierMachine(policy: own, scope: scope)
        self.machine.seedsAreOpenElsewhere(true)
        var random = random
        self.nextShard = Int.random(in: 0..<self.facts.shards, using: &random)
        self.random = random
    }

    package func add(_ seeds: [Seed], at now: CrawlInstant) async throws -> Int {
        var ports: [QueueKey: (name: String, ports: Set<Int32>)] = [:]
        var offers: [Offer] = []
        for seed in seeds {
            let host = seed.url.hostname
            let queue = self.queue(ofHost: host)
            if let port = seed.url.effectivePort { ports[queue, default: (host, [])].ports.insert(Int32(port)) }
            offers.append(
                Offer(
                    queue: queue, id: seed.url.fingerprint(seed: self.facts.hashSeed).rawValue, depth: seed.depth,
                    hops: 0,
                    text: Offer.Text(url: seed.url.href, host: host, via: seed.source, parent: nil), isSeed: true))
        }
        // Before the URLs: whoever leases them knows that their port is open.
        for (queue, host) in ports.sorted(by: { $0.key < $1.key }) {
            try await self.tables.name(queue, host: host.name, ports: host.ports.sorted())
        }
        self.areSeedsSettled = false
        self.machine.seedsAreOpenElsewhere(true)
        return try await self.put(offers).count
    }

    package func roomToLease() {
        // Results are with the servers and the sink when a call returns: there is no queue of them.
    }

    package func resolved(_ answers: [ResolvedHost], at now: CrawlInstant) {
        for answer in answers { self.machine.hostResolved(answer) }
    }

    package func release(_ leases: [UInt64], at now: CrawlInstant) {
        for lease in leases {
            let isInHand = self.hand.visitEnded(lease) != nil
            let visit = FinishedVisit(lease: lease, result: .unvisited, exchange: nil)
            _ = self.step(for: visit, isInHand: isInHand, at: now)
        }
    }

    // MARK: - Steps shared by the calls

    func queue(ofHost name: String) -> QueueKey {
        QueueKey(ofHost: name, seed: self.facts.hashSeed, shards: self.facts.shards)
    }

    /// Offers URLs, all shards at a time; returns those that were not known.
    func put(_ offers: [Offer]) async throws -> [UInt64] {
        let offers = offers.filter { !self.recent.covers($0) }
        let limits = Offer.Limits(depth: self.policy.depthLimit, redirects: self.policy.maxRedirects)
        let new = try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for (shard, offers) in offers.merged().byShard(\.queue.shard) {
                group.addTask { [tables = self.tables] in try await Self.put(offers, in: shard, limits, on: tables) }
            }
            var ids: [UInt64] = []
            for try await some in group { ids += some }
            return ids
        }
        for offer in offers where !offer.isOutside && offer.text != nil { self.recent.offered(offer) }
        if !new.isEmpty { self.lookSoon() }
        return new
    }

    private static func put(
        _ offers: [Offer], in shard: Int16, _ limits: Offer.Limits, on tables: any FrontierTables
    ) async throws -> [UInt64] {
        var new: [UInt64] = []
        var left = offers
        while !left.isEmpty {
            let answers = try await tables.put(left, in: shard, limits)
            new += answers.filter { $0.standing == .known }.map(\.id)
            // Somebody made them known in this very moment; theirs may be the longer way.
            let missed = Set(answers.filter { $0.standing == .missed }.map(\.id))
            left = missed.isEmpty ? [] : left.filter { missed.contains($0.id) }
        }
        return new
    }

    /// There may be something to lease.
    func lookSoon() {
        self.nextLook = .start
        self.pause = Self.shortestPause
    }

    /// Keeps what is recorded if the servers take what they are told next; ``record(_:wereHeld:)`` follows.
    func hold(_ entries: [HeldEntry]) async throws {
        try self.checkAnswered()
        guard !entries.isEmpty else { return }
        var held = entries
        for index in held.indices { held[index].entry.step = self.lastStep + UInt64(index) + 1 }
        self.isHolding = true
        try await self.sink.hold(held)
    }

    /// Records what happened: with what was held, those of it that count.
    func record(_ entries: [StepEntry], wereHeld: Bool = false) async throws {
        if !wereHeld { try self.checkAnswered() }
        var entries = entries.filter { !$0.isEmpty }
        guard !entries.isEmpty || self.isHolding else { return }
        for index in entries.indices {
            self.lastStep += 1
            entries[index].step = self.lastStep
        }
        try await self.sink.append(entries)
        self.isHolding = false
    }

    private func checkAnswered() throws(ClusterError) {
        guard self.isHolding else { return }
        throw ClusterError(.unanswered, "what the frontier made of the last visits is not known")
    }
}
#endif
