internal import HeapModule

/// Working on what a frontier of many crawlers hands out (``FrontierPolicy/isPartOfMany``): hosts come with their URLs, and leave.
/// Everything between (delays, robots.txt, look-ups, trying again) is what the machine does in any case.
extension FrontierMachine {
    /// How a host stands, for whoever has it next.
    package struct HostStanding: Sendable, Hashable {
        /// Nothing is to be asked of it before this instant.
        package var opens: CrawlInstant
        /// How long it is left alone behind an answer.
        package var delay: Duration
        /// Requests that are under way.
        package var inFlight: Int
        package var requests: Int
        package var retries: Int
        /// Answers in a row that asked to be left alone.
        package var refusals: Int
        /// Pages fetched of it.
        package var fetched: Int
    }

    /// A host may be asked, and for these URLs. It may be one that was handed out before.
    package mutating func handed(_ handed: HandedHost, robotsAgent: String) {
        let host = self.host(named: handed.name)
        self.hosts[host].namedPorts.formUnion(handed.ports.compactMap { UInt16(exactly: $0) })
        self.addressesKnown(of: host)
        self.hosts[host].requests = max(self.hosts[host].requests, handed.requests)
        self.hosts[host].retries = max(self.hosts[host].retries, handed.retries)
        self.hosts[host].refusalsInARow = handed.refusals
        self.hosts[host].fetched = handed.fetched
        for robots in handed.robots { self.robotsKnown(robots, to: robotsAgent) }
        self.openSeeds.formUnion(handed.seeds)
        for url in handed.urls {
            self.ledger.discovered += 1
            self.ledger.pending += 1
            self.queues[host].wanted(url, depth: url.depth, &self.pool)
        }
        self.schedule(host)
        self.keepToMemory()
    }

    /// A host goes back with all URLs of it that are not under way, those that wait to be tried again too.
    package mutating func takenBack(_ name: String) {
        guard let host = self.hostIndex[name] else { return }
        var count = 0
        while let (entry, ticket) = self.queues[host].popFirst(&self.pool) {
            _ = self.queues[host].settled(ticket, url: entry.url, signature: nil, &self.pool)
            self.openSeeds.remove(entry.fingerprint)
            count += 1
        }
        let delayed = self.delayed.unordered.filter { $0.host == host }
        if !delayed.isEmpty {
            count += delayed.count
            for url in delayed { self.openSeeds.remove(url.entry.url.fingerprint) }
            self.delayed = Heap(self.delayed.unordered.filter { $0.host != host })
        }
        self.ledger.discovered -= count
        self.ledger.pending -= count
    }

    /// A pattern is parked, by whomever: what waits here of it leaves. What is handed out later, whoever hands it out judges.
    package mutating func parkedInHand(_ parking: Parking, isByUser: Bool, at now: CrawlInstant) -> [SkippedRecord] {
        guard let host = self.host(ofPattern: parking.pattern), self.parkingAsked(parking, isReplayed: false) else {
            return []
        }
        var parked: [SkippedRecord] = []
        while self.hasParkingWork { parked += self.parkingCarriedOn(.max, at: now).skipped }
        for index in parked.indices { parked[index].isParkedByUser = isByUser }
        self.userParking.patterns[host] = nil
        _ = self.queues[host].returned(.max, of: parking.pattern, &self.pool)
        self.ledger.discovered -= parked.count
        self.ledger.parked -= parked.count
        return parked
    }

    /// A visit came back whose URL is in other hands by now: of all that it brought counts that its host was asked. What a
    /// robots.txt says holds whoever has the host.
    package mutating func visitOutlivedLease(_ visit: FinishedVisit, at now: CrawlInstant) -> FinishStep {
        guard let lease = self.leases[visit.lease], let entry = lease.entry else {
            return self.visitFinished(visit, at: now)
        }
        self.leases[visit.lease] = nil
        self.hosts[lease.host].inFlight -= 1
        self.noteExchange(visit.exchange, lease: lease)
        _ = self.queues[lease.host].settled(entry.ticket, url: entry.url.url, signature: nil, &self.pool)
        self.openSeeds.remove(entry.url.fingerprint)
        self.ledger.leased -= 1
        self.ledger.discovered -= 1
        self.schedule(lease.host)
        self.noteHeldUp(lease.host, at: now)
        self.keepToMemory()
        return FinishStep(answer: .nothing)
    }

    /// How the host called `name` stands; nil where it is not known.
    package func standing(ofHost name: String) -> HostStanding? {
        guard let index = self.hostIndex[name] else { return nil }
        let host = self.hosts[index]
        return HostStanding(
            opens: host.notBefore, delay: host.delay(self.policy), inFlight: host.inFlight, requests: host.requests,
            retries: host.retries, refusals: host.refusalsInARow, fetched: host.fetched)
    }

    /// The address of the host called `name`, and the least time between requests to it; nil where it is not known, or there is no
    /// such time.
    package func gap(ofHost name: String) -> (address: IPAddress, gap: Duration)? {
        self.hostIndex[name].flatMap { self.gap(of: $0) }
    }

    func gap(of host: Int) -> (address: IPAddress, gap: Duration)? {
        guard let address = self.hosts[host].address else { return nil }
        let gap = self.hosts[host].addressDelay(self.policy)
        return gap > .zero ? (address, gap) : nil
    }

    /// Nothing is to be sent to `address` before this instant.
    package mutating func addressOpens(_ address: IPAddress, at instant: CrawlInstant) {
        let opens = self.addresses[address]?.opens ?? .start
        self.addresses[address, default: AddressGate()].opens = max(opens, instant)
    }

    /// After which time something may be sent to `address`.
    package func timeToOpen(_ address: IPAddress, at now: CrawlInstant) -> Duration {
        max(.zero, now.duration(to: self.addresses[address]?.opens ?? .start))
    }

    /// Whether seeds in the hands of others may still widen the scope.
    package mutating func seedsAreOpenElsewhere(_ areOpen: Bool) {
        self.areSeedsOpenElsewhere = areOpen
    }

    /// Another crawler's seed was redirected to `url`, which widened the scope.
    package mutating func scopeWidened(to url: CrawlURL) {
        self.scope.extend(to: url)
    }

    /// Whether a link is in scope, as far as that is known now.
    package func accepts(_ url: CrawlURL) -> Bool {
        self.scope.accepts(url)
    }

    /// Whether a robots.txt of the host called `name` is known, or being asked for.
    package func knowsRobots(ofHost name: String, at now: CrawlInstant) -> Bool {
        guard let index = self.hostIndex[name] else { return false }
        return self.hosts[index].robots.values.contains {
            switch $0 {
            case .known(_, let until), .unreachable(_, let until): now < until
            case .underWay, .again: true
            }
        }
    }
}
