extension FrontierMachine {
    /// Offers a URL in scope, found at `entry.depth` after `hops` redirects in a row; a known one is moved nearer to the seeds
    /// where this path is shorter.
    mutating func offer(_ entry: QueuedURL, hops: Int, into step: inout FinishStep) {
        if !self.isKnown(entry.fingerprint, depth: entry.depth, hops: hops, into: &step) {
            self.discover(entry, hops: hops, into: &step)
        }
    }

    /// Whether a URL is known; if so, it is moved nearer to the seeds where this path is shorter. Most links are known: they
    /// cost this one look and nothing else.
    mutating func isKnown(_ fingerprint: UInt64, depth: Int, hops: Int, into step: inout FinishStep) -> Bool {
        guard let known = self.seen[fingerprint] else { return false }
        if depth < known.depth || hops < known.hops {
            self.shorterPath(to: fingerprint, depth: depth, hops: hops, into: &step)
        }
        return true
    }

    /// A URL that is not known becomes known.
    mutating func discover(_ entry: QueuedURL, hops: Int, into step: inout FinishStep) {
        step.notes?.discovered.append(
            JournalNotes.Discovery(
                id: entry.fingerprint, url: entry.url, depth: entry.depth, hops: hops, via: entry.via))
        if self.policy.isPartOfMany { return }
        self.ledger.discovered += 1
        let new = SeenSet.Entry(state: .heldBack, depth: entry.depth, hops: hops)
        if let reason = self.obstacle(to: new) {
            self.seen.set(new, for: entry.fingerprint)
            self.ledger.skipped[reason, default: 0] += 1
            self.heldBack.append(entry.fingerprint, &self.pool) { entry.pack(into: &$0) }
        } else {
            self.enqueue(entry, hops: hops, into: &step)
        }
    }

    /// What keeps a URL at this distance from being fetched, unless a shorter path to it turns up.
    private func obstacle(to known: SeenSet.Entry) -> SkipReason? {
        if let limit = self.policy.depthLimit, known.depth > limit { return .depth }
        return known.hops > self.policy.maxRedirects ? .redirects : nil
    }

    /// Depth and redirects are those of the shortest paths whatever the timing: a shorter one is passed on along the links
    /// of pages already visited, without the network, and brings in URLs that lay beyond a limit. Both only fall, so the
    /// pages fetched are the least fixed point of the two limits: a function of the web alone.
    mutating func shorterPath(to fingerprint: UInt64, depth: Int, hops: Int, into step: inout FinishStep) {
        var work = [(fingerprint, depth, hops)]
        while let (fingerprint, depth, hops) = work.popLast() {
            guard var known = self.seen[fingerprint], depth < known.depth || hops < known.hops else { continue }
            let before = known
            known.depth = min(depth, known.depth)
            known.hops = min(hops, known.hops)
            self.seen.set(known, for: fingerprint)
            switch known.state {
            case .heldBack:
                self.lookAgain(at: fingerprint, was: before, is: known, into: &step)
            case .fetched, .redirected, .failed:
                if known.state == .fetched, known.depth < before.depth {
                    self.fetchedByDepth[before.depth, default: 0] -= 1
                    self.fetchedByDepth[known.depth, default: 0] += 1
                    step.depthChanges.append(DepthChange(id: fingerprint, from: before.depth, depth: known.depth))
                }
                if let target = self.redirectTargets[fingerprint] { work.append((target, known.depth, known.hops + 1)) }
                guard known.depth < before.depth,
                    let links = self.knownOutlinks.read(fingerprint, in: self.pool.store, FrontierMachine.ids)
                else { continue }
                let cost = self.indexes.contains(fingerprint) ? 0 : 1
                for link in links { work.append((link, known.depth + cost, 0)) }
            case .pending, .leased, .skipped, .parked:
                // What is pending is handed out at its least depth; what is parked stays so at any.
                continue
            }
        }
    }

    /// A URL that was held back lies nearer now: it is fetched after all, or held back for another reason.
    private mutating func lookAgain(
        at fingerprint: UInt64, was: SeenSet.Entry, is known: SeenSet.Entry, into step: inout FinishStep
    ) {
        guard let before = self.obstacle(to: was) else { return }
        let after = self.obstacle(to: known)
        guard after != before else { return }
        self.ledger.skipped[before, default: 0] -= 1
        if let after {
            self.ledger.skipped[after, default: 0] += 1
        } else if var entry = self.heldBack.read(
            fingerprint, in: self.pool.store, { QueuedURL(unpacking: &$0) }) ?? nil
        {
            entry.depth = known.depth
            self.enqueue(entry, hops: known.hops, into: &step)
        }
    }

    /// URLs that are still held back now that the run has ended: their skips are final. Some at a time, with about `count`
    /// the caller has enough; none when all were told.
    package mutating func heldBackAtEnd(_ count: Int = 1000) -> [SkippedRecord] {
        var records: [SkippedRecord] = []
        while records.count < count, self.blocksAtEnd < self.heldBack.blockCount {
            self.heldBack.forEach(ofBlock: self.blocksAtEnd, in: self.pool.store) { id, record in
                guard let known = self.seen[id], known.state == .heldBack, let reason = self.obstacle(to: known),
                    let entry = QueuedURL(unpacking: &record)
                else { return }
                records.append(
                    SkippedRecord(
                        id: id, url: entry.url.href, depth: known.depth, parent: entry.parent, reason: reason))
            }
            self.blocksAtEnd += 1
        }
        return records
    }

    /// The ids of which a record of ``knownOutlinks`` consists.
    static func ids(_ record: inout PackedReader) -> [UInt64] {
        (0..<(record.rest.count / 8)).map { _ in record.fixed() }
    }
}
