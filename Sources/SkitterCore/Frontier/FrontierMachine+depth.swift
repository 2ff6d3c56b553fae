extension FrontierMachine {
    /// Offers a URL in scope, found at `entry.depth` after `hops` redirects in a row. Returns whether its key is new; a known
    /// one is moved nearer to the seeds where this path is shorter.
    mutating func offer(_ entry: QueuedURL, hops: Int, into step: inout FinishStep) -> Bool {
        if self.seen[entry.fingerprint] != nil {
            self.shorterPath(to: entry.fingerprint, depth: entry.depth, hops: hops, into: &step)
            return false
        }
        self.ledger.discovered += 1
        step.notes?.discovered.append(
            JournalNotes.Discovery(
                id: entry.fingerprint, url: entry.url, depth: entry.depth, hops: hops, via: entry.via))
        let new = SeenSet.Entry(state: .heldBack, depth: entry.depth, hops: hops)
        if let reason = self.obstacle(to: new) {
            self.seen.set(new, for: entry.fingerprint)
            self.ledger.skipped[reason, default: 0] += 1
            self.heldBack[entry.fingerprint] = entry
        } else {
            self.enqueue(entry, hops: hops, into: &step)
        }
        return true
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
                guard known.depth < before.depth, let links = self.knownOutlinks[fingerprint] else { continue }
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
        } else if var entry = self.heldBack.removeValue(forKey: fingerprint) {
            entry.depth = known.depth
            self.enqueue(entry, hops: known.hops, into: &step)
        }
    }

    /// The URLs that are still held back, now that the run has ended: their skips are final.
    package mutating func runEnded() -> [SkippedRecord] {
        let records = self.heldBack.values.compactMap { entry -> SkippedRecord? in
            guard let known = self.seen[entry.fingerprint], let reason = self.obstacle(to: known) else { return nil }
            return SkippedRecord(
                id: entry.fingerprint, url: entry.url.href, depth: known.depth, parent: entry.parent, reason: reason)
        }
        self.heldBack = [:]
        return records.sorted { ($0.depth, $0.url) < ($1.depth, $1.url) }
    }
}
