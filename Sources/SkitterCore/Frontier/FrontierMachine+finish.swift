internal import HeapModule

extension FrontierMachine {
    /// What a finished visit changes: the answer for the run loop, and the entry that makes the step durable.
    package struct FinishStep: Sendable {
        package var answer: FinishAnswer
        package var skipped: [SkippedRecord] = []
        package var depthChanges: [DepthChange] = []
        /// What a journal keeps besides; nil without one, or where there is nothing to keep.
        package var notes: JournalNotes?

        /// The visit that settled its URL.
        package var visit: VisitRecord? {
            if case .visited(let record, _) = self.answer { record } else { nil }
        }
    }

    /// A lease came back with everything that it brought.
    package mutating func visitFinished(_ visit: FinishedVisit, at now: CrawlInstant) -> FinishStep {
        guard let lease = self.leases.removeValue(forKey: visit.lease) else { return FinishStep(answer: .nothing) }
        self.hosts[lease.host].inFlight -= 1
        self.noteExchange(visit.exchange, lease: lease)
        var step = self.step(for: visit, of: lease, at: now)
        self.schedule(lease.host)
        self.noteHeldUp(lease.host, at: now)
        self.keepToMemory()
        if visit.exchange != nil { self.noteHost(lease.host, at: now, in: &step) }
        if step.notes?.isEmpty == true { step.notes = nil }
        return step
    }

    private mutating func step(for visit: FinishedVisit, of lease: OpenLease, at now: CrawlInstant) -> FinishStep {
        switch visit.result {
        case .robots(let answer):
            var step = self.newStep()
            self.robotsCame(answer, file: visit.robotsFile, lease: lease, at: now, into: &step)
            return step
        case .unvisited:
            if let entry = lease.entry {
                self.putBack(entry, host: lease.host)
            } else {
                self.hosts[lease.host].robots[lease.origin] = nil
            }
            return FinishStep(answer: .nothing)
        case .skipped(let reason, let detail):
            guard let entry = lease.entry else { return FinishStep(answer: .nothing) }
            var step = self.newStep()
            let depth = self.settle(entry, as: .skipped, host: lease.host, signature: nil, into: &step)
            self.ledger.skipped[reason, default: 0] += 1
            let record = SkippedRecord(
                id: entry.url.fingerprint, url: entry.url.url.href, depth: depth, parent: entry.url.parent,
                reason: reason, detail: detail)
            step.skipped.append(record)
            step.answer = .skipped(record)
            self.seedSettled(entry.url.fingerprint, into: &step)
            return step
        case .visited(let record, let outlinks, let redirect, let retry):
            guard let entry = lease.entry else { return FinishStep(answer: .nothing) }
            self.noteStrain(of: record, lease: lease)
            self.noteRefusals(retry, host: lease.host, at: now)
            if let retry, let due = self.retries(entry, host: lease.host, advice: retry, at: now) {
                var step = self.newStep()
                var cause: FailureClass?
                if case .failed(let failure, _) = record.outcome { cause = failure }
                step.answer = .retrying(cause)
                step.notes?.retry = JournalNotes.Retry(
                    id: entry.url.fingerprint, attempts: entry.url.attempts, due: due, cause: cause)
                return step
            }
            return self.settleVisit(
                entry, record: record, outlinks: outlinks, redirect: redirect, host: lease.host,
                signature: visit.signature)
        }
    }

    // MARK: - Leases without a visit

    private mutating func putBack(_ entry: HandedOut, host: Int) {
        var entry = entry
        entry.url.attempts -= 1
        self.move(entry.url, to: .pending)
        self.ledger.leased -= 1
        self.ledger.pending += 1
        self.queues[host].putBack(entry.url, entry.ticket)
    }

    /// The host's delay runs from the end of the answer; where nothing was sent, it never began.
    mutating func noteExchange(_ exchange: FinishedVisit.Exchange?, lease: OpenLease) {
        guard let exchange else {
            if self.hosts[lease.host].inFlight == 0 {
                self.hosts[lease.host].notBefore = lease.hostWasOpenFrom
                if let address = self.hosts[lease.host].address, self.addressOpens(lease.host) == lease.addressOpens {
                    self.addresses[address]?.opens = lease.addressWasOpenFrom
                }
            }
            return
        }
        self.hosts[lease.host].requests += 1
        self.hosts[lease.host].lastResponseTime = exchange.started.duration(to: exchange.ended)
        // It may have begun later than it was leased.
        if let (address, gap) = self.gap(of: lease.host) {
            self.addressOpens(address, at: exchange.started.advanced(by: gap))
        }
        let delay = self.hosts[lease.host].delay(self.policy)
        guard delay > .zero else { return }
        let opens = exchange.ended.advanced(by: self.jittered(delay))
        self.hosts[lease.host].notBefore = max(self.hosts[lease.host].notBefore, opens)
    }

    /// `delay` lengthened by a random part of up to `jitter` of it.
    private mutating func jittered(_ delay: Duration) -> Duration {
        self.policy.jitter > 0 ? delay * (1 + Double.random(in: 0...self.policy.jitter, using: &self.generator)) : delay
    }

    /// What the answer says about how many requests the host bears.
    private mutating func noteStrain(of record: VisitRecord, lease: OpenLease) {
        let ceiling = self.hosts[lease.host].ceiling(self.policy)
        let isLate = record.truncated == .time || record.outcome.isFailure(FailureClass(.timeout))
        if let strain = record.status.flatMap(HostPace.Strain.init) ?? (isLate ? .timeout : nil) {
            _ = self.hosts[lease.host].pace.strained(strain, startedIn: lease.era, ceiling: ceiling)
        } else if record.status != nil {
            self.hosts[lease.host].pace.answered(startedIn: lease.era, ceiling: ceiling)
        }
    }

    // MARK: - Trying again

    /// Backs the whole host off when it asked to be left alone.
    private mutating func noteRefusals(_ retry: FinishedVisit.Retry?, host: Int, at now: CrawlInstant) {
        guard let retry, retry.isHostWide else {
            self.hosts[host].refusalsInARow = 0
            return
        }
        self.hosts[host].refusalsInARow += 1
        let pause =
            retry.after.map { min($0, self.policy.greatestRetryAfter) }
            ?? self.backoff(attempt: self.hosts[host].refusalsInARow, greatest: .seconds(300))
        self.hosts[host].notBefore = max(self.hosts[host].notBefore, now.advanced(by: self.kept(pause)))
    }

    /// When the URL is tried again, or nil where it is not. A host's retries are held to a tenth of its requests (and ten), so that a host in
    /// trouble is not asked twice as often.
    private mutating func retries(_ entry: HandedOut, host: Int, advice: FinishedVisit.Retry, at now: CrawlInstant)
        -> CrawlInstant?
    {
        guard entry.url.attempts <= self.policy.retries,
            self.hosts[host].retries < max(10, self.hosts[host].requests / 10),
            self.userParking.patterns.isEmpty || self.userPattern(of: entry.url, on: host) == nil
        else { return nil }
        self.hosts[host].retries += 1
        self.ledger.leased -= 1
        self.ledger.pending += 1
        self.move(entry.url, to: .pending)
        if advice.isHostWide {
            self.queues[host].putBack(entry.url, entry.ticket)
            return now
        }
        let due = now.advanced(by: self.kept(self.backoff(attempt: entry.url.attempts, greatest: .seconds(60))))
        self.delayed.insert(DelayedURL(due: due, host: host, entry: entry))
        return due
    }

    /// 1 s, 2 s, 4 s, … up to `greatest`, of which a random half is taken off, so that retries do not march in step.
    private mutating func backoff(attempt: Int, greatest: Duration) -> Duration {
        let full = min(Duration.seconds(1 << min(max(attempt - 1, 0), 20)), greatest)
        return full * Double.random(in: 0.5...1, using: &self.generator)
    }

    /// `pause`, where the crawl waits for hosts at all.
    private func kept(_ pause: Duration) -> Duration { self.policy.keepsPauses ? pause : .zero }

    // MARK: - robots.txt

    private mutating func robotsCame(
        _ answer: RobotsAnswer, file: RobotsFile?, lease: OpenLease, at now: CrawlInstant, into step: inout FinishStep
    ) {
        guard case .underWay(let attempt)? = self.hosts[lease.host].robots[lease.origin] else { return }
        switch answer {
        case .rules(let rules, let sitemaps):
            let until = now.advanced(by: self.policy.robotsLifetime)
            self.hosts[lease.host].robots[lease.origin] = .known(rules, until: until)
            step.notes?.robots = JournalNotes.Robots(
                origin: lease.origin, status: file?.status, body: file?.body ?? [], until: until)
            if let delay = rules.crawlDelay {
                let greatest = max(self.hosts[lease.host].crawlDelay ?? .zero, delay)
                self.hosts[lease.host].crawlDelay = greatest
                self.hosts[lease.host].notBefore = max(
                    self.hosts[lease.host].notBefore, now.advanced(by: self.kept(greatest)))
            }
            // Whatever a crawl comes across names sitemaps too; following those would void its depth limit.
            guard self.scope.namesHost(self.hosts[lease.host].name) else { return }
            for sitemap in sitemaps {
                let entry = QueuedURL(
                    url: sitemap.url, fingerprint: sitemap.fingerprint, depth: 0, parent: lease.origin + "/robots.txt",
                    via: sitemap.source, attempts: 0)
                self.offer(entry, hops: 0, into: &step)
            }
        case .serverError(let status, let retryAfter):
            // Five tries within half a minute, longer where the server says so: RFC 9309 leaves the length to us.
            let pause =
                retryAfter.map { min($0, self.policy.greatestRetryAfter) }
                ?? self.backoff(attempt: attempt, greatest: .seconds(60))
            self.tryRobotsAgain(
                lease, attempt: attempt, of: 5, after: pause, otherwise: "robots.txt answered \(status)", at: now,
                into: &step)
        case .unreachable(let error):
            let pause = self.backoff(attempt: attempt, greatest: .seconds(60))
            let tries = error.code.isTransient ? self.policy.retries + 1 : 1
            self.tryRobotsAgain(
                lease, attempt: attempt, of: tries, after: pause, otherwise: "robots.txt: \(error.message)", at: now,
                into: &step)
        }
    }

    private mutating func tryRobotsAgain(
        _ lease: OpenLease, attempt: Int, of tries: Int, after pause: Duration, otherwise message: String,
        at now: CrawlInstant, into step: inout FinishStep
    ) {
        if attempt < tries, pause <= self.policy.maxHostWait {
            self.hosts[lease.host].robots[lease.origin] = .again(attempt: attempt + 1)
            self.hosts[lease.host].notBefore = max(self.hosts[lease.host].notBefore, now.advanced(by: self.kept(pause)))
        } else {
            let until = now.advanced(by: .seconds(3600))
            self.hosts[lease.host].robots[lease.origin] = .unreachable(message, until: until)
            step.notes?.robots = JournalNotes.Robots(
                origin: lease.origin, status: nil, body: [], until: until, error: message)
        }
    }
}
