internal import HeapModule

extension FrontierMachine {
    /// Up to `count` things to do at `now`, and when to ask again.
    package mutating func leasesAsked(upTo count: Int, at now: CrawlInstant) -> LeaseAnswer {
        self.requeueDue(at: now)
        self.giveUpStragglers(at: now)
        var leases: [Lease] = []
        var resolve: [String] = []
        while leases.count < count, self.budgetAllowsAnother, let host = self.workbench.popReady(at: now) {
            self.hosts[host].isOnWorkbench = false
            if self.hosts[host].notBefore > now || !self.addressIsOpen(for: host, at: now) {
                self.hosts[host].isOnWorkbench = true
                if self.hosts[host].notBefore > now { self.workbench.insert(host, at: self.hosts[host].notBefore) }
                continue
            }
            if case .unknown = self.hosts[host].resolution {
                self.hosts[host].resolution = .underWay
                self.lookUpsUnderWay += 1
                resolve.append(self.hosts[host].name)
                continue
            }
            if let lease = self.nextLease(of: host, at: now) { leases.append(lease) }
            self.schedule(host)
            self.noteHeldUp(host, at: now)
            self.admitNextHost(at: self.hosts[host].address, after: host)
        }
        self.keepToMemory()
        var answer = LeaseAnswer(
            leases: leases, resolve: resolve, wait: leases.count == count ? .none : self.wait(at: now))
        answer.limiter = self.limiter(of: answer.wait)
        return answer
    }

    /// Whether the gap of the host's address is over. If not, the host joins the address's line, whose first alone has a
    /// place on the workbench: a thousand hosts at one address cost one place, not a thousand comings and goings a gap.
    private mutating func addressIsOpen(for host: Int, at now: CrawlInstant) -> Bool {
        guard let address = self.hosts[host].address, let gate = self.addresses[address] else { return true }
        if gate.line.isEmpty ? gate.opens <= now : gate.line.first == host && gate.opens <= now { return true }
        if gate.line.isEmpty || gate.line.first == host { self.workbench.insert(host, at: gate.opens) }
        if gate.line.first != host { self.addresses[address]?.line.append(host) }
        return false
    }

    /// The first in an address's line had its turn: the next one gets the place on the workbench.
    private mutating func admitNextHost(at address: IPAddress?, after host: Int) {
        guard let address, let gate = self.addresses[address], gate.line.first == host else { return }
        self.addresses[address]?.line.removeFirst()
        if let next = self.addresses[address]?.line.first { self.workbench.insert(next, at: gate.opens) }
    }

    var budgetAllowsAnother: Bool {
        guard let maxPages = self.policy.maxPages else { return true }
        return self.ledger.fetched + self.ledger.leased < maxPages
    }

    /// Retries whose time has come join their queues again.
    private mutating func requeueDue(at now: CrawlInstant) {
        while let first = self.delayed.min, first.due <= now {
            let due = self.delayed.removeMin()
            self.queues[due.host].putBack(due.entry.url, due.entry.ticket)
            self.schedule(due.host)
        }
    }

    /// Where a host could do more, its next generation waits only so long for pages that take their time.
    mutating func noteHeldUp(_ host: Int, at now: CrawlInstant) {
        let generation = self.queues[host].generation
        guard self.isHeldUp(host), self.hosts[host].heldUpIn != generation else { return }
        self.hosts[host].heldUpIn = generation
        self.heldUp.insert(
            HeldUpHost(until: now.advanced(by: self.policy.traps.patience), host: host, generation: generation))
    }

    /// True where nothing but a page that takes its time keeps the host from fetching more.
    private func isHeldUp(_ host: Int) -> Bool {
        self.queues[host].isHeldUp && self.hosts[host].inFlight < self.hosts[host].limit(self.policy)
    }

    /// Hosts that have waited long enough go on; afterwards the first on the list is one that waits.
    private mutating func giveUpStragglers(at now: CrawlInstant) {
        while let first = self.heldUp.min {
            let isWaiting = self.isHeldUp(first.host) && self.queues[first.host].generation == first.generation
            guard !isWaiting || first.until <= now else { return }
            self.heldUp.removeMin()
            if self.hosts[first.host].heldUpIn == first.generation { self.hosts[first.host].heldUpIn = nil }
            guard isWaiting else { continue }
            self.queues[first.host].stragglersGivenUp(&self.pool)
            self.schedule(first.host)
        }
    }

    /// The next lease of a host that may start now, or nil where its queue has nothing ready.
    private mutating func nextLease(of host: Int, at now: CrawlInstant) -> Lease? {
        guard case (var entry, let ticket)? = self.queues[host].popFirst(&self.pool) else { return nil }
        // A shorter path may have turned up while it waited.
        entry.depth = self.seen[entry.fingerprint]?.depth ?? entry.depth
        let origin = entry.url.origin
        let work: Lease.Work
        if self.hosts[host].isSpent(self.policy) {
            work = .settle(.hostBudget)
        } else if let error = self.obstacle(to: entry.url, on: host) {
            work = .settle(.unreachable(error))
        } else if !self.policy.obeysRobots {
            work = .page(robots: nil)
        } else {
            switch self.hosts[host].robots[origin] {
            case .known(let rules, let until) where now < until:
                work = .page(robots: rules)
            case .unreachable(let message, let until) where now < until:
                work = .settle(.robotsUnreachable(message))
            case .again(let attempt), .underWay(let attempt):
                self.queues[host].putBack(entry, ticket)
                return self.leaseRobots(for: entry, origin: origin, host: host, attempt: attempt, at: now)
            case .known, .unreachable, nil:
                self.queues[host].putBack(entry, ticket)
                return self.leaseRobots(for: entry, origin: origin, host: host, attempt: 1, at: now)
            }
        }
        if let earlier = self.earlierAttempts.removeValue(forKey: entry.fingerprint) { entry.attempts = earlier }
        self.move(entry, to: .leased)
        self.ledger.pending -= 1
        self.ledger.leased += 1
        entry.attempts += 1
        return self.open(
            HandedOut(url: entry, ticket: ticket), work: work, url: entry.url, origin: origin, host: host, at: now)
    }

    /// Why the URL's host cannot or must not be connected to.
    private func obstacle(to url: CrawlURL, on host: Int) -> FetchError? {
        switch self.hosts[host].resolution {
        case .failed(let error): error
        case .known(let addresses): self.addressGuard.obstacle(to: url, at: addresses)
        case .unknown, .underWay: nil
        }
    }

    /// robots.txt comes before the first page of an origin, and is a request like any other: it keeps the host's delay.
    private mutating func leaseRobots(
        for entry: QueuedURL, origin: String, host: Int, attempt: Int, at now: CrawlInstant
    ) -> Lease? {
        guard let url = try? CrawlURL("/robots.txt", base: entry.url) else {
            preconditionFailure("an http URL has a robots.txt beside it")
        }
        self.hosts[host].robots[origin] = .underWay(attempt: attempt)
        return self.open(
            nil, work: .robots, url: url, origin: origin, host: host, at: now, attempt: attempt, like: entry)
    }

    private mutating func open(
        _ entry: HandedOut?, work: Lease.Work, url: CrawlURL, origin: String, host: Int, at now: CrawlInstant,
        attempt: Int? = nil, like model: QueuedURL? = nil
    ) -> Lease? {
        guard let source = entry?.url ?? model else { return nil }
        self.lastLease += 1
        let hostWasOpenFrom = self.hosts[host].notBefore
        let addressWasOpenFrom = self.addressOpens(host)
        if case .settle = work {} else { self.keepDistance(host, from: now) }
        self.leases[self.lastLease] = OpenLease(
            host: host, entry: entry, origin: origin, era: self.hosts[host].pace.started(),
            hostWasOpenFrom: hostWasOpenFrom,
            addressWasOpenFrom: addressWasOpenFrom,
            addressOpens: self.addressOpens(host))
        self.hosts[host].inFlight += 1
        return Lease(
            id: self.lastLease, work: work, url: url, fingerprint: source.fingerprint, depth: source.depth,
            parent: source.parent, via: source.via, attempt: attempt ?? source.attempts,
            keepsRefusedHosts: self.keepsRefusedHosts(source.fingerprint), scope: self.scope,
            addresses: self.hosts[host].addresses, pattern: entry?.ticket.pattern)
    }

    /// Whether the links of the page `id` are to be judged again when the scope is final. A page that is the only open seed has no
    /// links if it is redirected: what lies beyond the scope need not wait for it.
    private func keepsRefusedHosts(_ id: UInt64) -> Bool {
        guard self.scope.asksBeyond, !self.areSeedsOpenElsewhere else { return self.mayScopeWiden }
        return !self.openSeeds.isEmpty && self.openSeeds != [id]
    }

    /// A request starts at `now`: the host and its address are closed for their delays.
    private mutating func keepDistance(_ host: Int, from now: CrawlInstant) {
        let delay = self.hosts[host].delay(self.policy)
        if delay > .zero { self.hosts[host].notBefore = max(self.hosts[host].notBefore, now.advanced(by: delay)) }
        let gap = self.hosts[host].addressDelay(self.policy)
        if gap > .zero, let address = self.hosts[host].address {
            self.addresses[address, default: AddressGate()].opens = now.advanced(by: gap)
        }
    }

    /// When the host's address may be asked next.
    func addressOpens(_ host: Int) -> CrawlInstant {
        self.hosts[host].address.flatMap { self.addresses[$0]?.opens } ?? .start
    }

    /// Why there is nothing more at `now`.
    private func wait(at now: CrawlInstant) -> LeaseAnswer.Wait {
        let isIdle = self.leases.isEmpty && self.lookUpsUnderWay == 0
        if !self.budgetAllowsAnother {
            // A budget that the last page spends has stopped nothing.
            guard isIdle else { return .finish }
            return self.ledger.pending > 0 ? .budget : .drained
        }
        var next = self.workbench.next
        if let retry = self.delayed.min, retry.due < next?.instant ?? .distantFuture { next = (retry.host, retry.due) }
        if let held = self.heldUp.min, held.until < next?.instant ?? .distantFuture { return .straggler(held.until) }
        guard let next else { return isIdle && !self.hasParkingWork ? .drained : .finish }
        let host = self.hosts[next.host].name
        if isIdle, next.instant > now.advanced(by: self.policy.maxHostWait) {
            return .tooLong(next.instant, host: host)
        }
        return .until(next.instant, host: host)
    }
}
