#if Cluster
internal import SkitterCore

/// What visits that came back together bring to the shared frontier. Pure: made of the machine's steps, sent by the actor.
struct FinishBatch: Sendable {
    /// One visit.
    fileprivate struct Item: Sendable {
        var step: FrontierMachine.FinishStep
        let fetched: [FetchedExchange]
        /// Of what its record depends; nil where there is nothing to record.
        var claim: LeaseClaim?
        /// Links that nobody had named before.
        var new = 0
    }

    private let seed: UInt64
    private let shards: Int
    /// Whether depths matter to what is fetched, so that links are kept.
    private let keepsLinks: Bool
    private var items: [Item] = []
    /// Which visit offered a URL first.
    private var offeredBy: [UInt64: Int] = [:]
    private(set) var offers: [Offer] = []
    private(set) var results: [VisitResult] = []
    private(set) var robots: [JournalNotes.Robots] = []
    /// What is recorded of them, whatever becomes of the visits.
    private(set) var robotsEntries: [StepEntry] = []
    /// What seeds were redirected to.
    private(set) var widenings: [CrawlURL] = []

    init(seed: UInt64, shards: Int, keepsLinks: Bool) {
        self.seed = seed
        self.shards = shards
        self.keepsLinks = keepsLinks
    }

    /// A visit's step; `handed` is its URL, nil where that is not in hand any more: then somebody else settles it. Links that `recent`
    /// covers are not offered: most of a page's.
    mutating func add(
        _ step: FrontierMachine.FinishStep, of visit: FinishedVisit, _ handed: (id: UInt64, url: Hand.URL)?,
        besides recent: borrowing RecentOffers, at now: CrawlInstant
    ) {
        var item = Item(step: step, fetched: visit.fetched)
        defer { self.items.append(item) }
        if let robots = step.notes?.robots {
            self.robots.append(robots)
            var notes = JournalNotes()
            notes.robots = robots
            self.robotsEntries.append(StepEntry(step: 0, fetched: visit.fetched, notes: notes))
            self.offer(
                step.notes?.discovered ?? [], parent: robots.origin + "/robots.txt", hops: 0, isSeed: false,
                besides: recent)
            return
        }
        guard let handed, let result = self.result(of: step, handed, at: now) else { return }
        item.claim = LeaseClaim(
            shard: result.queue.shard, host: result.queue.host, id: handed.id, token: handed.url.token)
        self.results.append(result)
        if let record = step.visit, let notes = step.notes {
            self.offer(
                notes.discovered, parent: record.url, hops: handed.url.hops, isSeed: handed.url.isSeed,
                besides: recent)
            self.offer(notes.awaiting, of: record)
            if let url = notes.scopeExtension { self.widenings.append(url) }
        }
    }

    private func result(
        of step: FrontierMachine.FinishStep, _ handed: (id: UInt64, url: Hand.URL), at now: CrawlInstant
    ) -> VisitResult? {
        var result = VisitResult(
            queue: handed.url.queue, id: handed.id, state: .skipped, depth: 0, hops: handed.url.hops)
        switch step.answer {
        case .visited(let record, _):
            result.depth = record.depthAtFetch
            result.tries = record.attempts
            switch record.outcome {
            case .fetched: result.state = .fetched
            case .redirected: result.state = .redirected
            case .failed(let failure, _):
                result.state = .failed
                result.reason = failure.description
            }
            result.outlinks = step.notes.flatMap { self.outlinks($0, of: record) }
        case .skipped(let record):
            result.depth = record.depth
            result.reason = record.reason.rawValue
        case .retrying:
            guard let retry = step.notes?.retry else { return nil }
            result.state = .pending
            result.tries = retry.attempts
            result.due = now.duration(to: retry.due)
        case .nothing:
            return nil
        }
        return result
    }

    /// Links matter under a depth limit alone, where a redirect leads always.
    private func outlinks(_ notes: JournalNotes, of record: VisitRecord) -> Outlinks? {
        let kind: Outlinks.Kind
        if case .redirected = record.outcome {
            kind = .redirect
        } else {
            guard self.keepsLinks else { return nil }
            kind = notes.discovered.first?.via == .sitemapFile ? .index : .links
        }
        let links = notes.discovered.map { ($0.url, $0.id) } + notes.awaiting.map { ($0.url, $0.fingerprint) }
        guard !links.isEmpty else { return nil }
        return Outlinks(kind, links.map { Outlinks.Target(queue: self.queue(of: $0), id: $1) })
    }

    /// Links out of scope, which may still widen.
    private mutating func offer(_ links: [Outlink], of record: VisitRecord) {
        for link in links {
            self.offers.append(
                Offer(
                    queue: self.queue(of: link.url), id: link.fingerprint, depth: record.depthAtFetch + 1, hops: 0,
                    text: Offer.Text(
                        url: link.url.href, host: link.url.hostname, via: link.source, parent: record.url),
                    isOutside: true))
        }
    }

    /// What a seed is redirected to is a seed.
    private mutating func offer(
        _ discovered: [JournalNotes.Discovery], parent: String, hops: Int, isSeed: Bool,
        besides recent: borrowing RecentOffers
    ) {
        for found in discovered {
            let hops = found.hops > 0 ? hops + found.hops : 0
            let isSeed = isSeed && found.hops > 0
            if !isSeed, recent.covers(found.id, depth: found.depth, hops: hops) { continue }
            if self.offeredBy[found.id] == nil { self.offeredBy[found.id] = self.items.count }
            self.offers.append(
                Offer(
                    queue: self.queue(of: found.url), id: found.id, depth: found.depth,
                    hops: hops,
                    text: Offer.Text(
                        url: found.url.href, host: found.url.hostname, via: found.via, parent: found.parent ?? parent),
                    isSeed: isSeed))
        }
    }

    private func queue(of url: CrawlURL) -> QueueKey {
        QueueKey(ofHost: url.hostname, seed: self.seed, shards: self.shards)
    }

    // MARK: - What the frontier said

    /// These URLs were not known.
    mutating func areNew(_ ids: [UInt64]) {
        for id in ids {
            guard let item = self.offeredBy[id] else { continue }
            self.items[item].new += 1
        }
    }

    /// What is recorded of visits that settle URLs if these count.
    var held: [HeldEntry] {
        self.items.compactMap { item in
            item.settles ? item.claim.map { HeldEntry(item.entry, claim: $0) } : nil
        }
    }

    /// The answers in the order of the visits, and what is to be recorded. What did not count for the frontier, with whose
    /// words another crawler's counts, is not recorded.
    func answers(accepted: Set<UInt64>) -> (answers: [FinishAnswer], entries: [StepEntry]) {
        var answers: [FinishAnswer] = []
        var entries: [StepEntry] = []
        for item in self.items {
            guard let claim = item.claim, accepted.contains(claim.id) else {
                answers.append(.nothing)
                continue
            }
            answers.append(item.answer)
            entries.append(item.entry)
        }
        return (answers, entries)
    }
}

extension FinishBatch.Item {
    /// Whether its URL is done with.
    fileprivate var settles: Bool {
        switch self.step.answer {
        case .visited, .skipped: true
        case .retrying, .nothing: false
        }
    }

    fileprivate var answer: FinishAnswer {
        guard case .visited(var record, let changes) = self.step.answer else { return self.step.answer }
        record.links.new = self.new
        return .visited(record, depthChanges: changes)
    }

    /// Of what a journal notes, what tells of the page.
    fileprivate var entry: StepEntry {
        var entry = StepEntry(step: 0, fetched: self.fetched)
        switch self.answer {
        case .visited(let record, _):
            entry.visit = record
            var notes = JournalNotes()
            notes.accepted = self.step.notes?.accepted ?? []
            notes.redirect = self.step.notes?.redirect
            if !notes.isEmpty { entry.notes = notes }
        case .skipped(let record):
            entry.skipped = [record]
        case .retrying, .nothing:
            break
        }
        return entry
    }
}
#endif
