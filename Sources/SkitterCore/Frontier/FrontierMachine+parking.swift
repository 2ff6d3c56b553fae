internal import HeapModule

/// What the user parks, and puts back, while the crawl runs.
///
/// An order takes effect at once: what is of a parked pattern is not handed out from then on. Its URLs are parked, or come back,
/// some at a time, each lot one step of the journal. A crawl that is killed in between knows from the order what is left to do.
extension FrontierMachine {
    /// The user decides about a pattern; returns what a journal keeps of it, or nil where nothing changes.
    package mutating func parkingAsked(_ parking: Parking) -> JournalNotes? {
        guard self.parkingAsked(parking, isReplayed: false) else { return nil }
        var notes = JournalNotes()
        notes.parking = parking
        return notes
    }

    /// Whether something is left of what the user decided.
    package var hasParkingWork: Bool {
        !(self.userParking.sweeps.isEmpty && self.userParking.returns.isEmpty && self.userParking.retries.isEmpty)
    }

    /// Parks, or puts back, about `count` URLs more.
    package mutating func parkingCarriedOn(_ count: Int, at now: CrawlInstant) -> FinishStep {
        var step = self.newStep()
        if let retry = self.userParking.retries.popLast() {
            self.park(retry, into: &step)
        } else if let host = self.userParking.sweeps.last {
            self.sweep(host, count, at: now, into: &step)
        } else if let (host, pattern) = self.userParking.returns.last {
            self.putBack(pattern, on: host, count, into: &step)
        }
        self.keepToMemory()
        if step.notes?.isEmpty == true { step.notes = nil }
        return step
    }

    /// The pattern parked by the user that `entry` is of; nil where it is of none. What the user named is of none.
    func userPattern(of entry: QueuedURL, on host: Int) -> String? {
        guard let patterns = self.userParking.patterns[host] else { return nil }
        return FrontierMachine.pattern(of: entry, among: patterns).flatMap { patterns[$0] }
    }

    /// The host of a pattern as people read it, where it is known.
    func host(ofPattern pattern: String) -> Int? {
        TrapPattern.host(ofText: pattern).flatMap { self.hostIndex[$0] }
    }

    /// Returns whether it changes anything.
    mutating func parkingAsked(_ parking: Parking, isReplayed: Bool) -> Bool {
        guard let host = self.host(ofPattern: parking.pattern) else {
            return false
        }
        let id = TrapPattern.id(ofText: parking.pattern)
        if parking.isParked {
            guard
                isReplayed
                    || self.userParking.patterns[host]?[id] == nil && !self.queues[host].isParked(parking.pattern)
            else { return false }
            self.userParking.returns.removeAll { $0.host == host && $0.pattern == parking.pattern }
            self.userParking.patterns[host, default: [:]][id] = parking.pattern
            self.parked.decided(parking)
            let patterns = self.userParking.patterns[host] ?? [:]
            self.queues[host].userParked(parking.pattern, &self.pool) {
                FrontierMachine.pattern(of: $0, among: patterns)
            }
            self.parkRetries(of: host)
            if !self.userParking.sweeps.contains(host) { self.userParking.sweeps.append(host) }
        } else {
            guard isReplayed || self.queues[host].isParked(parking.pattern) else { return false }
            self.userParking.patterns[host]?[id] = nil
            if self.userParking.patterns[host]?.isEmpty == true { self.userParking.patterns[host] = nil }
            self.parked.decided(parking)
            self.queues[host].userUnparked(parking.pattern)
            self.takeBack(parking.pattern, on: host)
        }
        return true
    }

    /// What is parked of a pattern goes back into the queue.
    mutating func takeBack(_ pattern: String, on host: Int) {
        self.userParking.returns.append((host, pattern))
    }

    /// The id of the pattern among `patterns` that the URL is of.
    private static func pattern(of entry: QueuedURL, among patterns: [UInt64: String]) -> UInt64? {
        guard entry.via != .seed, let ids = TrapPattern.ids(of: entry.url) else { return nil }
        if patterns[ids.own] != nil { return ids.own }
        return ids.facets.flatMap { patterns[$0] == nil ? nil : $0 }
    }

    /// URLs that wait to be tried again are parked like the others.
    private mutating func parkRetries(of host: Int) {
        guard let patterns = self.userParking.patterns[host] else { return }
        var parked: [DelayedURL] = []
        self.delayed.removeAll { delayed in
            guard delayed.host == host, FrontierMachine.pattern(of: delayed.entry.url, among: patterns) != nil
            else { return false }
            parked.append(delayed)
            return true
        }
        self.userParking.retries += parked
    }

    private mutating func park(_ retry: DelayedURL, into step: inout FinishStep) {
        let (host, entry) = (retry.host, retry.entry)
        guard let pattern = self.userPattern(of: entry.url, on: host) else {
            // The user thought better of it.
            self.delayed.insert(retry)
            return
        }
        let action = self.queues[host].settled(entry.ticket, url: entry.url.url, signature: nil, &self.pool)
        self.park(action, into: &step)
        self.queues[host].isParked(entry.url, pattern: pattern, &self.pool)
        self.park(entry.url, pattern: pattern, byUser: true, into: &step)
        self.seedSettled(entry.url.fingerprint, into: &step)
        self.schedule(host)
    }

    private mutating func sweep(_ host: Int, _ count: Int, at now: CrawlInstant, into step: inout FinishStep) {
        let patterns = self.userParking.patterns[host] ?? [:]
        let swept = self.queues[host].sweepOn(count, parked: Set(patterns.keys), &self.pool) {
            FrontierMachine.pattern(of: $0, among: patterns)
        }
        for entry in swept {
            if let ticket = entry.ticket {
                let action = self.queues[host].passedOver(ticket, url: entry.element.url, &self.pool)
                self.park(action, into: &step)
            }
            // Where the user thought better of it meanwhile, the entry comes back with the others of its pattern.
            guard let pattern = patterns[entry.pattern] else { continue }
            self.park(entry.element, pattern: pattern, byUser: true, into: &step)
            self.seedSettled(entry.element.fingerprint, into: &step)
        }
        guard !self.queues[host].isSwept else { return }
        self.userParking.sweeps.removeAll { $0 == host }
        self.schedule(host)
        self.noteHeldUp(host, at: now)
    }

    private mutating func putBack(_ pattern: String, on host: Int, _ count: Int, into step: inout FinishStep) {
        let entries = self.queues[host].returned(count, of: pattern, &self.pool)
        for entry in entries {
            if self.seen[entry.fingerprint]?.state == .parked {
                let depth = self.move(entry, to: .pending)
                self.ledger.parked -= 1
                self.ledger.pending += 1
                self.parked.takenBack(pattern)
                step.skipped.append(
                    SkippedRecord(
                        id: entry.fingerprint, url: entry.url.href, depth: depth, parent: entry.parent,
                        reason: .unparked, detail: pattern))
            }
            let depth = self.seen[entry.fingerprint]?.depth ?? entry.depth
            self.queues[host].wanted(entry, depth: depth, &self.pool)
        }
        if entries.count < count { self.userParking.returns.removeLast() }
        self.schedule(host)
    }
}
