internal import DequeModule
internal import HeapModule

/// Decides what is fetched next, and keeps account of every URL. Pure: no clock, no task, no I/O.
///
/// Invariants: a key is handed out by one lease at a time and settled once; a host (and an address) is never asked before
/// its instant; depth is the shortest path of followed links, whatever the order in which pages came; the ledger closes
/// after every step.
///
/// There is one of each frontier: two copies would share the store that its sets and queues spill to. And whoever owns it asks
/// it in place, where a copy would count references to all that it holds.
package struct FrontierMachine: ~Copyable, Sendable {
    /// A URL whose retry is due at an instant.
    struct DelayedURL: Comparable, Sendable {
        let due: CrawlInstant
        let host: Int
        let entry: HandedOut

        static func == (left: DelayedURL, right: DelayedURL) -> Bool { left.due == right.due }
        static func < (left: DelayedURL, right: DelayedURL) -> Bool { left.due < right.due }
    }

    /// A host whose next generation waits for pages that take their time.
    struct HeldUpHost: Comparable, Sendable {
        /// When the host goes on without them.
        let until: CrawlInstant
        let host: Int
        let generation: UInt32

        static func == (left: HeldUpHost, right: HeldUpHost) -> Bool { left.until == right.until }
        static func < (left: HeldUpHost, right: HeldUpHost) -> Bool { left.until < right.until }
    }

    /// A URL that left its host's queue, and what goes with it until it settles or comes back.
    struct HandedOut: Sendable {
        var url: QueuedURL
        let ticket: TrapTicket
    }

    /// A lease that has not come back.
    struct OpenLease: Sendable {
        let host: Int
        /// nil for robots.txt.
        let entry: HandedOut?
        let origin: String
        /// When it started, as the host's pace counts.
        let era: HostPace.Era
        /// When the host and its address were open before: restored where nothing was sent.
        let hostWasOpenFrom: CrawlInstant
        let addressWasOpenFrom: CrawlInstant
        /// When the lease opens the address again: if it is another instant by now, somebody else was there since.
        let addressOpens: CrawlInstant
    }

    /// One address and the hosts that wait for it.
    struct AddressGate: Sendable {
        /// When the next request may start.
        var opens: CrawlInstant = .start
        /// Hosts that wait, in order; the first alone is on the workbench. All of them count as being there.
        var line: Deque<Int> = []
    }

    let policy: FrontierPolicy
    var scope: Scope
    var seen: SeenSet
    var hosts: [HostState] = []
    /// The queue of each host. Apart from it, for to ask a host something may copy it.
    var queues: [TrapQueue<QueuedURL>] = []
    /// What the judges of all queues share.
    private let trapRules: TrapJudge.Rules
    /// What the queues share.
    var pool: SpillPool
    private var memory: FrontierMemory
    /// The host whose queue leaves memory next.
    private var nextToSpill = 0
    var hostIndex: [String: Int] = [:]
    /// Which addresses may be connected to.
    var addressGuard = AddressGuard()
    var workbench = Workbench()
    var delayed = Heap<DelayedURL>()
    /// Hosts that were held up; those that are not any more leave when they come first.
    var heldUp = Heap<HeldUpHost>()
    /// What was parked, by pattern.
    var parked = ParkedTally()
    /// The addresses that keep a gap between requests.
    var addresses: [IPAddress: AddressGate] = [:]
    /// `skipped(depth)` and `skipped(redirects)`: kept with their text, for a shorter path may turn up.
    /// Those that are fetched after all stay among them, and have another state.
    var heldBack: KeyedLog
    /// The blocks of them that ``heldBackAtEnd(_:)`` has told.
    var blocksAtEnd = 0
    /// The accepted outlinks of each visited page, kept only under a depth limit: depths are lowered along them.
    var knownOutlinks: KeyedLog
    /// Pages among those whose outlinks lie no deeper than themselves: indexes of sitemaps.
    var indexes: Set<UInt64> = []
    /// Where each redirect led, kept only where a shorter path to it can still matter.
    var redirectTargets: [UInt64: UInt64] = [:]
    var leases: [UInt64: OpenLease] = [:]
    var lastLease: UInt64 = 0
    var lookUpsUnderWay = 0
    var ledger = Ledger()
    /// Fetched pages at each least depth; kept in step with every settling and every lowered depth.
    var fetchedByDepth: [Int: Int] = [:]
    /// Seeds, and what they were redirected to, that have not settled: they may still extend the scope.
    var openSeeds: Set<UInt64> = []
    /// Whether seeds in other hands have not settled.
    var areSeedsOpenElsewhere = false
    /// Links refused for their host while a seed's redirect may still bring that host in, each behind the id of its page.
    var awaitingSeeds = PackedQueue()
    var generator: SplitMix64
    /// Set while the steps of a journal are taken again.
    var underReplay: Replay?
    /// What the user decided about patterns while the crawl ran.
    var userParking = UserParking()
    /// Requests that an earlier run spent on URLs that still wait.
    var earlierAttempts: [UInt64: Int] = [:]

    /// A frontier without URLs.
    package init(policy: FrontierPolicy, scope: Scope, memory: FrontierMemory = FrontierMemory()) {
        self.policy = policy
        self.scope = scope
        self.memory = memory
        self.trapRules = TrapJudge.Rules(policy.traps)
        self.seen = SeenSet(spillingTo: memory.store, budget: memory.ofSeen)
        self.pool = SpillPool(spillingTo: memory.store, budget: memory.ofQueues)
        self.heldBack = KeyedLog(spillingTo: memory.store, budget: memory.ofIndex)
        self.knownOutlinks = KeyedLog(spillingTo: memory.store, budget: memory.ofIndex)
        self.generator = SplitMix64(seed: policy.hashSeed)
        for block in policy.allowedPrivate { self.addressGuard.open(block) }
    }

    /// Offers seeds. They are in scope by definition; returns how many were not known.
    package mutating func seedsAdded(_ seeds: [Seed]) -> Int {
        var new = 0
        for seed in seeds {
            let fingerprint = seed.url.fingerprint(seed: self.policy.hashSeed).rawValue
            let host = self.host(named: seed.url.hostname)
            if let port = seed.url.effectivePort { self.hosts[host].namedPorts.insert(port) }
            self.addressesKnown(of: host)
            guard self.seen[fingerprint] == nil else { continue }
            new += 1
            self.openSeeds.insert(fingerprint)
            self.ledger.discovered += 1
            self.becomesPending(fingerprint, depth: seed.depth, hops: 0)
            if self.settlesLater(fingerprint) { continue }
            // Whoever names a URL wants it, whatever it looks like.
            self.queues[host].wanted(
                QueuedURL(
                    url: seed.url, fingerprint: fingerprint, depth: seed.depth, parent: nil, via: seed.source,
                    attempts: 0),
                depth: seed.depth, &self.pool)
            self.schedule(host)
            self.keepToMemory()
        }
        return new
    }

    /// The addresses of a host came, or did not.
    package mutating func hostResolved(_ answer: ResolvedHost) {
        guard let host = self.hostIndex[answer.host], case .underWay = self.hosts[host].resolution else { return }
        self.lookUpsUnderWay -= 1
        switch answer.result {
        case .failure(let error):
            self.hosts[host].resolution = .failed(error)
        case .success(let addresses):
            self.hosts[host].resolution = .known(addresses)
            self.addressesKnown(of: host)
        }
        self.schedule(host)
    }

    /// What was moved out of memory is lost, or no room was left for it: the crawl cannot go on, and its journal can.
    package var spillFailure: SpillFailure? { self.pool.store?.failure }

    /// URLs that are handed out.
    package var inFlight: Int { self.ledger.leased }

    /// Where all URLs stand. Linear in the hosts: for reports, not for every page.
    package func counts() -> FrontierCounts {
        var openHosts = 0
        var leastTimeLeft = Duration.zero
        for (host, queue) in zip(self.hosts, self.queues) where !queue.isEmpty || host.inFlight > 0 {
            openHosts += 1
            leastTimeLeft = max(leastTimeLeft, host.delay(self.policy) * queue.count)
        }
        return FrontierCounts(
            ledger: self.ledger, hosts: self.hosts.count, openHosts: openHosts, nextStart: self.workbench.next?.instant,
            leastTimeLeft: leastTimeLeft, fetchedByDepth: self.fetchedByDepth.filter { $0.value > 0 },
            parked: self.parked.figures)
    }

    // MARK: - Steps shared by the events

    /// The number of the host called `name`, known from now on.
    mutating func host(named name: String) -> Int {
        if let known = self.hostIndex[name] { return known }
        self.hosts.append(HostState(name: name))
        self.queues.append(TrapQueue(self.trapRules))
        self.hostIndex[name] = self.hosts.count - 1
        if self.hosts.count % 1024 == 0 { self.makeRoomForHosts() }
        self.addressesKnown(of: self.hosts.count - 1)
        return self.hosts.count - 1
    }

    private mutating func makeRoomForHosts() {
        self.memory.hostsAre(self.hosts.count)
        self.seen.budget = self.memory.ofSeen
        self.pool.budget = self.memory.ofQueues
        self.heldBack.budget = self.memory.ofIndex
        self.knownOutlinks.budget = self.memory.ofIndex
    }

    /// A seed opens its own addresses and port, and nothing else.
    mutating func addressesKnown(of host: Int) {
        guard case .known(let addresses) = self.hosts[host].resolution else { return }
        for address in addresses {
            for port in self.hosts[host].namedPorts { self.addressGuard.open(address, port: port) }
        }
        self.hosts[host].isUsersOwn = addresses.allSatisfy {
            $0.isPrivate && self.addressGuard.opensPort(of: $0)
        }
    }

    /// Makes a URL pending: it joins its host's queue, unless it is of a parked pattern.
    mutating func enqueue(_ entry: QueuedURL, hops: Int, into step: inout FinishStep) {
        let host = self.host(named: entry.url.hostname)
        self.becomesPending(entry.fingerprint, depth: entry.depth, hops: hops)
        if self.underReplay != nil, self.settlesLater(entry, on: host) { return }
        if !self.userParking.patterns.isEmpty, let pattern = self.userPattern(of: entry, on: host) {
            self.queues[host].isParked(entry, pattern: pattern, &self.pool)
            return self.park(entry, pattern: pattern, byUser: true, into: &step)
        }
        switch self.queues[host].discovered(entry, url: entry.url, depth: entry.depth, &self.pool) {
        case .queued: self.schedule(host)
        case .parked(let pattern): self.park(entry, pattern: pattern, into: &step)
        }
    }

    private mutating func becomesPending(_ fingerprint: UInt64, depth: Int, hops: Int) {
        self.seen.set(SeenSet.Entry(state: .pending, depth: depth, hops: hops), for: fingerprint)
        self.ledger.pending += 1
    }

    /// A pending URL is parked for good; its record is written at once, for there may be very many.
    mutating func park(_ entry: QueuedURL, pattern: String, byUser: Bool = false, into step: inout FinishStep) {
        let depth = self.move(entry, to: .parked)
        self.ledger.pending -= 1
        self.ledger.parked += 1
        self.parked.count(pattern, byUser: byUser)
        var record = SkippedRecord(
            id: entry.fingerprint, url: entry.url.href, depth: depth, parent: entry.parent, reason: .parked,
            detail: pattern)
        record.isParkedByUser = byUser
        step.skipped.append(record)
    }

    /// The URLs of a pattern that repeats itself are parked, where an entry that settled was the last repetition that this takes.
    mutating func park(_ action: TrapQueue<QueuedURL>.SettledAction, into step: inout FinishStep) {
        guard let pattern = action.pattern else { return }
        for entry in action.parked { self.park(entry, pattern: pattern, into: &step) }
    }

    /// Moves a known URL to another state; returns its least depth.
    @discardableResult
    mutating func move(_ entry: QueuedURL, to state: SeenSet.Entry.State) -> Int {
        if self.policy.isPartOfMany { return entry.depth }
        var known = self.seen[entry.fingerprint] ?? SeenSet.Entry(state: state, depth: entry.depth)
        known.state = state
        self.seen.set(known, for: entry.fingerprint)
        return known.depth
    }

    /// Moves records out of memory where the queues have more than they may. Host after host, so that between two turns of
    /// one enough comes together to be worth a write.
    mutating func keepToMemory() {
        guard self.pool.isOverBudget else { return }
        self.heldBack.spill(&self.pool)
        self.knownOutlinks.spill(&self.pool)
        self.awaitingSeeds.spillFullBlocks(&self.pool)
        var turns = self.queues.count
        while self.pool.isOverBudget, turns > 0 {
            self.nextToSpill = self.nextToSpill + 1 < self.queues.count ? self.nextToSpill + 1 : 0
            self.queues[self.nextToSpill].spill(&self.pool)
            turns -= 1
        }
    }

    /// Gives the host its place on the workbench, if it has something to fetch and may fetch it.
    mutating func schedule(_ host: Int) {
        guard self.queues[host].hasReady, self.hosts[host].mayBeScheduled(self.policy) else { return }
        self.hosts[host].isOnWorkbench = true
        self.workbench.insert(host, at: self.hosts[host].notBefore)
    }
}
