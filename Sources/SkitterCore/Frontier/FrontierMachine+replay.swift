/// Taking the steps of a journal again. Each step goes through the same code as when it was new, so that what followed from
/// it (depths, scope, parked patterns) follows again; what settled later never enters a queue.
extension FrontierMachine {
    /// One step of a journal.
    package struct ReplayedStep: Sendable {
        /// How a visit ended.
        package enum Outcome: Sendable {
            case fetched, redirected
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
        /// URLs that settle.
        let settled: SeenSet
        let robotsAgent: String
        /// How each host stands last.
        var hosts: [String: JournalNotes.Host] = [:]
    }

    /// Steps will be taken again; these URLs settle in them.
    package mutating func replayBegan(settled: SeenSet, robotsAgent: String) {
        self.underReplay = Replay(settled: settled, robotsAgent: robotsAgent)
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
        if let robots = replayed.notes.robots { self.replay(robots) }
        self.keepToMemory()
    }

    /// All steps are taken: the crawl stands where it was left. `parked` are the patterns that were parked, each with its URLs.
    package mutating func replayEnded(parked: [String: Int]) {
        for host in (self.underReplay?.hosts ?? [:]).values {
            guard let index = self.hostIndex[host.name] else { continue }
            self.hosts[index].notBefore = max(self.hosts[index].notBefore, host.notBefore)
            self.hosts[index].requests = host.requests
            self.hosts[index].retries = host.retries
            self.hosts[index].refusalsInARow = host.refusalsInARow
        }
        self.underReplay = nil
        for (pattern, count) in parked.sorted(by: { $0.key < $1.key }) {
            for _ in 0..<count { self.parked.count(pattern) }
            if let index = self.hostIndex[FrontierMachine.host(ofPattern: pattern)] {
                self.queues[index].parkedBefore(pattern)
            }
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
    private mutating func replay(_ robots: JournalNotes.Robots) {
        guard let url = try? CrawlURL(robots.origin + "/"), let agent = self.underReplay?.robotsAgent else { return }
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

    /// The host of a pattern as people read it: what stands between the slashes.
    private static func host(ofPattern pattern: String) -> String {
        let parts = pattern.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, let url = try? CrawlURL("\(parts[0])//\(parts[2])/") else { return "" }
        return url.hostname
    }
}
