/// Taking the steps of a journal again. Each step goes through the same code as when it was new, so that what followed from
/// it (depths, scope, parked patterns) follows again; what settled later never enters a queue.
extension FrontierMachine {
    /// One step of a journal.
    package struct ReplayedStep: Sendable {
        /// How a visit ended, without what its record says besides.
        package enum Outcome: Sendable, Hashable {
            /// A final 2xx.
            case fetched
            /// The answer names another URL.
            case redirected
            /// In vain, for this reason.
            case failed(FailureClass)
        }

        /// A visit that settled its URL.
        package struct Page: Sendable {
            package var id: UInt64
            package var url: String
            package var outcome: Outcome

            package init(id: UInt64, url: String, outcome: Outcome) {
                self.id = id
                self.url = url
                self.outcome = outcome
            }
        }

        /// A URL that settled without a visit.
        package struct Skip: Sendable {
            package var id: UInt64
            package var reason: SkipReason

            package init(id: UInt64, reason: SkipReason) {
                self.id = id
                self.reason = reason
            }
        }

        package var page: Page?
        package var skipped: [Skip]
        package var notes: JournalNotes

        package init(page: Page?, skipped: [Skip], notes: JournalNotes) {
            self.page = page
            self.skipped = skipped
            self.notes = notes
        }
    }

    /// What a replay knows of the steps to come.
    struct Replay: Sendable {
        /// URLs that settle: see ``FrontierMachine/settlement(of:)``.
        let settled: SeenSet
        let robotsAgent: String
        /// The patterns that have parked URLs at the end, by id: what people read, and how many.
        let parked: [UInt64: (pattern: String, urls: Int)]
        /// What the user decided last about each pattern.
        var parking: [String: Bool] = [:]
        /// How each host stands last.
        var hosts: [String: JournalNotes.Host] = [:]
    }

    /// Steps will be taken again; these URLs settle in them. `parked` are the patterns that have parked URLs in the end, each with
    /// their number.
    package mutating func replayBegan(settled: SeenSet, robotsAgent: String, parked: [String: Int] = [:]) {
        self.underReplay = Replay(
            settled: settled, robotsAgent: robotsAgent,
            parked: Dictionary(
                parked.map { (TrapPattern.id(ofText: $0.key), (pattern: $0.key, urls: $0.value)) },
                uniquingKeysWith: { first, _ in first }))
    }

    /// Takes a step again. A step that does not fit (of a journal that somebody changed) does nothing.
    package mutating func replayed(_ replayed: ReplayedStep) {
        var step = FinishStep(answer: .nothing)
        _ = self.seedsAdded(replayed.notes.seeds)
        if let page = replayed.page {
            self.replay(page, replayed.notes, into: &step)
        } else {
            self.discover(replayed.notes, parent: replayed.notes.robots.map { $0.origin + "/robots.txt" }, into: &step)
        }
        for skip in replayed.skipped { self.replay(skip, into: &step) }
        if let retry = replayed.notes.retry { self.earlierAttempts[retry.id] = retry.attempts }
        if var host = replayed.notes.host {
            if let due = replayed.notes.retry?.due { host.notBefore = max(host.notBefore, due) }
            self.underReplay?.hosts[host.name] = host
        }
        if let robots = replayed.notes.robots, let agent = self.underReplay?.robotsAgent {
            self.robotsKnown(robots, to: agent)
        }
        if let parking = replayed.notes.parking { self.underReplay?.parking[parking.pattern] = parking.isParked }
        self.keepToMemory()
    }

    /// All steps are taken: the crawl stands where it was left.
    package mutating func replayEnded() {
        for host in (self.underReplay?.hosts ?? [:]).values {
            guard let index = self.hostIndex[host.name] else { continue }
            self.hosts[index].notBefore = max(self.hosts[index].notBefore, host.notBefore)
            self.hosts[index].requests = host.requests
            self.hosts[index].retries = host.retries
            self.hosts[index].refusalsInARow = host.refusalsInARow
        }
        let (parked, parking) = (self.underReplay?.parked ?? [:], self.underReplay?.parking ?? [:])
        self.underReplay = nil
        for (pattern, urls) in parked.values.sorted(by: { $0.pattern < $1.pattern }) {
            self.parked.count(pattern, urls: urls)
            guard parking[pattern] == nil, let host = self.host(ofPattern: pattern) else { continue }
            self.queues[host].parkedBefore(pattern)
            if self.policy.traps.unparked.contains(pattern) { self.takeBack(pattern, on: host) }
        }
        for (pattern, isParked) in parking.sorted(by: { $0.key < $1.key }) {
            _ = self.parkingAsked(Parking(pattern, isParked: isParked), isReplayed: true)
        }
        for host in self.hosts.indices { self.schedule(host) }
    }

    private mutating func replay(_ page: ReplayedStep.Page, _ notes: JournalNotes, into step: inout FinishStep) {
        guard let known = self.seen[page.id], known.state == .pending else { return }
        self.ledger.pending -= 1
        let state: SeenSet.Entry.State
        switch page.outcome {
        case .fetched:
            state = .fetched
            self.ledger.fetched += 1
            self.fetchedByDepth[known.depth, default: 0] += 1
            if self.policy.maxPagesPerHost != nil, let url = try? CrawlURL(page.url) {
                self.hosts[self.host(named: url.hostname)].fetched += 1
            }
        case .redirected:
            state = .redirected
            self.ledger.redirected += 1
        case .failed(let failure):
            state = .failed
            self.ledger.failed[failure, default: 0] += 1
        }
        var entry = known
        entry.state = state
        self.seen.set(entry, for: page.id)
        self.earlierAttempts[page.id] = nil
        if let url = notes.scopeExtension { self.scope.extend(to: url) }
        for link in notes.awaiting { self.awaits(link, of: page.id, at: page.url) }
        self.discover(notes, parent: page.url, into: &step)
        if let redirect = notes.redirect {
            _ = self.isKnown(redirect, depth: known.depth, hops: known.hops + 1, into: &step)
            self.redirectFollowed(from: page.id, to: redirect, hops: known.hops)
        } else if self.policy.depthLimit != nil {
            let isIndex = notes.discovered.contains { $0.via == .sitemapFile }
            for link in notes.accepted {
                _ = self.isKnown(link, depth: known.depth + (isIndex ? 0 : 1), hops: 0, into: &step)
            }
            self.remember(notes.accepted, of: page.id)
            if isIndex { self.indexes.insert(page.id) }
        }
        self.seedSettled(page.id, into: &step)
    }

    private mutating func discover(_ notes: JournalNotes, parent: String?, into step: inout FinishStep) {
        for found in notes.discovered {
            let entry = QueuedURL(
                url: found.url, fingerprint: found.id, depth: found.depth, parent: found.parent ?? parent,
                via: found.via,
                attempts: 0)
            self.offer(entry, hops: found.hops, into: &step)
        }
    }

    private mutating func replay(_ skip: ReplayedStep.Skip, into step: inout FinishStep) {
        guard var known = self.seen[skip.id] else { return }
        if known.state == .heldBack {
            // Written when the crawl had come to its end, which it then did not live to see: its record is there.
            known.state = .skipped
            self.seen.set(known, for: skip.id)
            return
        }
        if skip.reason == .unparked {
            guard known.state == .parked else { return }
            known.state = .pending
            self.seen.set(known, for: skip.id)
            self.ledger.parked -= 1
            self.ledger.pending += 1
            return
        }
        guard known.state == .pending else { return }
        self.ledger.pending -= 1
        if skip.reason == .parked {
            known.state = .parked
            self.ledger.parked += 1
        } else {
            known.state = .skipped
            self.ledger.skipped[skip.reason, default: 0] += 1
        }
        self.seen.set(known, for: skip.id)
        self.seedSettled(skip.id, into: &step)
    }

    /// A robots.txt that is still good is not asked for again.
    mutating func robotsKnown(_ robots: JournalNotes.Robots, to agent: String) {
        guard let url = try? CrawlURL(robots.origin + "/") else { return }
        let host = self.host(named: url.hostname)
        if let error = robots.error {
            self.hosts[host].robots[robots.origin] = .unreachable(error, until: robots.until)
            return
        }
        guard let status = robots.status,
            case .rules(let file) = RobotsPolicy(.response(status: status, body: robots.body))
        else {
            self.hosts[host].robots[robots.origin] = .known(RobotsRules(), until: robots.until)
            return
        }
        let rules = file.rules(for: agent)
        self.hosts[host].robots[robots.origin] = .known(rules, until: robots.until)
        if let delay = rules.crawlDelay {
            self.hosts[host].crawlDelay = max(self.hosts[host].crawlDelay ?? .zero, delay)
        }
    }

    /// What a replay must know of a URL that `record` says was not visited: whether it stays parked, and then whether under its own
    /// pattern or that of all queries of its path; `pending` where it went back into the queue. The last record of a URL counts.
    package static func settlement(of record: SkippedRecord) -> SeenSet.Entry {
        switch record.reason {
        case .parked:
            SeenSet.Entry(state: .parked, depth: 0, hops: record.detail?.hasSuffix("?*") == true ? 1 : 0)
        case .unparked: SeenSet.Entry(state: .pending, depth: 0)
        case .depth, .robots, .robotsUnreachable, .redirects, .length, .hostBudget:
            SeenSet.Entry(state: .skipped, depth: 0)
        }
    }

    /// Whether a URL that becomes known settles in a later step of the replay: it never enters a queue.
    func settlesLater(_ fingerprint: UInt64) -> Bool {
        guard let settled = self.underReplay?.settled[fingerprint] else { return false }
        return settled.state != .pending
    }

    /// The same for `entry`, which is kept where it stays parked: the user may want it back.
    mutating func settlesLater(_ entry: QueuedURL, on host: Int) -> Bool {
        guard let replay = self.underReplay, let settled = replay.settled[entry.fingerprint], settled.state != .pending
        else { return false }
        if settled.state == .parked, let ids = TrapPattern.ids(of: entry.url),
            let parked = (settled.hops == 0 ? ids.own : ids.facets).flatMap({ replay.parked[$0] })
        {
            self.queues[host].isParked(entry, pattern: parked.pattern, &self.pool)
        }
        return true
    }
}
