extension FrontierMachine {
    /// The URL for which a lease was given that has not come back.
    package func subject(ofLease number: UInt64) -> String? {
        guard let lease = self.leases[number] else { return nil }
        return lease.entry?.url.url.href ?? lease.origin + "/robots.txt"
    }

    /// Hosts with URLs in the queue and nothing in flight that may not be asked before some instant, those that wait longest
    /// first. Linear in the hosts: for whoever watches, not for every page.
    package func waitingHosts(limit: Int, at now: CrawlInstant) -> [WaitingHost] {
        guard limit > 0 else { return [] }
        var first: [(until: CrawlInstant, host: Int)] = []
        for index in self.hosts.indices where self.hosts[index].inFlight == 0 && !self.queues[index].isEmpty {
            let until = max(self.hosts[index].notBefore, self.addressOpens(index))
            guard until > now, first.count < limit || until > first[first.count - 1].until else { continue }
            let place = first.firstIndex { $0.until < until } ?? first.count
            first.insert((until, index), at: place)
            if first.count > limit { first.removeLast() }
        }
        return first.map { until, host in
            WaitingHost(host: self.hosts[host].name, queued: self.queues[host].count, until: until.sinceStart)
        }
    }

    /// Hosts whose names are being looked up, some of them.
    package func lookUps(limit: Int) -> [String] {
        guard self.lookUpsUnderWay > 0 else { return [] }
        return Array(
            self.hosts.lazy.filter { if case .underWay = $0.resolution { true } else { false } }.map(\.name)
                .prefix(limit))
    }

    /// Why places stay free that were asked for, where the answer is `wait`; nil where none do.
    func limiter(of wait: LeaseAnswer.Wait) -> Limiter? {
        switch wait {
        case .none: nil
        case .until, .tooLong: .politeness
        // A host waits for pages that take their time.
        case .straggler: .server
        case .journal: .disk
        case .budget: .budget
        case .drained, .others: .frontierEmpty
        case .finish where !self.budgetAllowsAnother: .budget
        case .finish where self.ledger.pending == 0: .frontierEmpty
        case .finish where self.leases.isEmpty && self.hasParkingWork: .disk
        case .finish where self.leases.isEmpty: .dns
        // Hosts have as many requests as they bear, or their robots.txt comes first.
        case .finish: .politeness
        }
    }
}
