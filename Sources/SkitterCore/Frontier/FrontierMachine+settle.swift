extension FrontierMachine {
    /// A visit that counts: the URL is settled, its links enter the frontier, the record gets its last fields.
    mutating func settleVisit(
        _ settled: HandedOut, record: VisitRecord, outlinks: [Outlink], redirect: Outlink?, host: Int,
        signature: PageSignature?
    ) -> FinishStep {
        let entry = settled.url
        var record = record
        var step = self.newStep()
        let state: SeenSet.Entry.State
        switch record.outcome {
        case .fetched:
            state = .fetched
            self.ledger.fetched += 1
            self.hosts[host].fetched += 1
        case .redirected:
            state = .redirected
            self.ledger.redirected += 1
        case .failed(let failure, _):
            state = .failed
            self.ledger.failed[failure, default: 0] += 1
        }
        let depth = self.settle(settled, as: state, host: host, signature: signature, into: &step)
        if state == .fetched { self.fetchedByDepth[depth, default: 0] += 1 }
        record.attempts = entry.attempts
        record.depthAtFetch = depth

        var accepted: [UInt64] = []
        accepted.reserveCapacity(outlinks.count)
        // By index: a loop over the links would copy each of them, those known too.
        for index in outlinks.indices {
            if !outlinks[index].isInScope, !self.takes(outlinks[index].url) {
                // The record tells what scope said when the page came, whatever a seed's redirect brings later.
                record.links.outOfScope += 1
                if self.mayScopeWiden {
                    let link = outlinks[index]
                    step.notes?.awaiting.append(link)
                    self.awaits(link, of: entry.fingerprint, at: entry.url.href)
                }
                continue
            }
            let id = outlinks[index].fingerprint
            accepted.append(id)
            let linkDepth = depth + (outlinks[index].source == .sitemapFile ? 0 : 1)
            if self.isKnown(id, depth: linkDepth, hops: 0, into: &step) { continue }
            record.links.new += 1
            let child = QueuedURL(
                url: outlinks[index].url, fingerprint: id, depth: linkDepth, parent: entry.url.href,
                via: outlinks[index].source, attempts: 0)
            self.discover(child, hops: 0, into: &step)
        }
        record.links.accepted = accepted.count
        if let redirect {
            self.follow(redirect, from: entry, depth: depth, into: &step)
        } else {
            step.notes?.accepted = accepted
            self.remember(accepted, of: entry.fingerprint)
            if self.policy.depthLimit != nil, outlinks.first?.source == .sitemapFile {
                self.indexes.insert(entry.fingerprint)
            }
        }

        self.seedSettled(entry.fingerprint, into: &step)
        step.answer = .visited(record, depthChanges: step.depthChanges)
        return step
    }

    /// The lease's URL leaves `leased` for a settled state, and the URLs of its pattern are parked where it is the last
    /// repetition that this takes; returns its least depth.
    mutating func settle(
        _ entry: HandedOut, as state: SeenSet.Entry.State, host: Int, signature: PageSignature?,
        into step: inout FinishStep
    ) -> Int {
        self.ledger.leased -= 1
        let depth = self.move(entry.url, to: state)
        let action = self.queues[host].settled(
            entry.ticket, url: entry.url.url, signature: signature, &self.pool)
        self.park(action, into: &step)
        return depth
    }

    /// A redirect is an edge that costs no depth. A seed's target becomes a seed: it extends the scope, but never to a
    /// private address.
    private mutating func follow(_ redirect: Outlink, from entry: QueuedURL, depth: Int, into step: inout FinishStep) {
        let isSeed = self.openSeeds.contains(entry.fingerprint)
        if isSeed, IPAddress(urlHost: redirect.url.hostname)?.isPrivate != true {
            self.scope.extend(to: redirect.url)
            step.notes?.scopeExtension = redirect.url
        }
        let isPartOfSitemap = entry.via == .sitemapFile && redirect.url.hostname == entry.url.hostname
        guard isPartOfSitemap || self.scope.asks(for: redirect.url) else { return }
        let target = QueuedURL(
            url: redirect.url, fingerprint: redirect.fingerprint, depth: depth, parent: entry.url.href,
            via: entry.via == .sitemapFile ? .sitemapFile : .redirect, attempts: 0)
        let hops = self.seen[entry.fingerprint]?.hops ?? 0
        step.notes?.redirect = redirect.fingerprint
        self.offer(target, hops: hops + 1, into: &step)
        self.redirectFollowed(from: entry.fingerprint, to: redirect.fingerprint, hops: hops)
    }

    /// A redirect of `page`, which lies behind `hops` of them, leads to `target`, which is known.
    mutating func redirectFollowed(from page: UInt64, to target: UInt64, hops: Int) {
        // Nothing comes before a link without redirects at the least depth.
        if self.policy.depthLimit != nil || hops > 0 { self.redirectTargets[page] = target }
        if self.openSeeds.contains(page), let state = self.seen[target]?.state, state == .pending || state == .leased {
            self.openSeeds.insert(target)
        }
    }

    mutating func remember(_ outlinks: [UInt64], of page: UInt64) {
        guard self.policy.depthLimit != nil, !outlinks.isEmpty else { return }
        self.knownOutlinks.append(page, &self.pool) { record in for id in outlinks { record.fixed(id) } }
    }

    /// Whether a redirect of a seed may still bring a host into scope.
    var mayScopeWiden: Bool { !self.openSeeds.isEmpty || self.areSeedsOpenElsewhere }

    /// Whether a link is asked for now. What lies beyond the scope waits while that may still widen.
    private func takes(_ url: CrawlURL) -> Bool {
        self.mayScopeWiden ? self.scope.accepts(url) : self.scope.asks(for: url)
    }

    /// When the last seed has settled, the scope is final: links refused for their host meanwhile are judged once more.
    mutating func seedSettled(_ id: UInt64, into step: inout FinishStep) {
        guard self.openSeeds.remove(id) != nil, self.openSeeds.isEmpty else { return }
        while let (page, links) = self.nextAwaiting() {
            // First, so that what lowers the depth of the page meanwhile finds them.
            let before = self.knownOutlinks.read(page, in: self.pool.store, FrontierMachine.ids) ?? []
            self.remember(before + links.map(\.fingerprint), of: page)
            for var link in links {
                link.depth = (self.seen[page]?.depth ?? 0) + 1
                self.offer(link, hops: 0, into: &step)
            }
        }
    }

    /// The links of the next page that waited, those alone that are asked for now.
    private mutating func nextAwaiting() -> (page: UInt64, links: [QueuedURL])? {
        guard let page = self.awaitingSeeds.withFirst(&self.pool, { $0.fixed() }) else { return nil }
        var links: [QueuedURL] = []
        while self.awaitingSeeds.withFirst(&self.pool, { $0.fixed() }) == page {
            let link = self.awaitingSeeds.popFirst(&self.pool) { record, _ in
                _ = record.fixed()
                return QueuedURL(unpacking: &record)
            }
            if case let link?? = link, self.scope.asks(for: link.url) { links.append(link) }
        }
        return (page, links)
    }

    /// `link` of a page is judged once more when all seeds have settled.
    mutating func awaits(_ link: Outlink, of page: UInt64, at parent: String) {
        if self.policy.isPartOfMany { return }
        self.pool.record.removeAll()
        self.pool.record.fixed(page)
        let waiting = QueuedURL(
            url: link.url, fingerprint: link.fingerprint, depth: 0, parent: parent, via: link.source, attempts: 0)
        waiting.pack(into: &self.pool.record)
        self.awaitingSeeds.append(&self.pool)
    }
}
