extension FrontierMachine {
    /// Offers a URL in scope, found at `entry.depth`. Returns whether its key is new; a known one is moved nearer to the
    /// seeds where this path is shorter.
    mutating func offer(_ entry: QueuedURL, into step: inout FinishStep) -> Bool {
        if let known = self.seen[entry.fingerprint] {
            guard entry.depth < known.depth else { return false }
            if known.state == .pending {
                // A second, shallower entry; the one that comes up later finds the URL no longer pending.
                let host = self.host(named: entry.url.hostname)
                self.hosts[host].queue.append(entry)
                self.schedule(host)
            }
            self.shorterPath(to: entry.fingerprint, depth: entry.depth, into: &step)
            return false
        }
        self.ledger.discovered += 1
        if entry.hops > self.policy.maxRedirects {
            self.seen.set(SeenSet.Entry(state: .skipped, depth: entry.depth), for: entry.fingerprint)
            self.ledger.skipped[.redirects, default: 0] += 1
            step.skipped.append(
                SkippedRecord(
                    id: entry.fingerprint, url: entry.url.href, depth: entry.depth, parent: entry.parent,
                    reason: .redirects))
        } else if let limit = self.policy.depthLimit, entry.depth > limit {
            self.seen.set(SeenSet.Entry(state: .skippedDepth, depth: entry.depth), for: entry.fingerprint)
            self.ledger.skipped[.depth, default: 0] += 1
            self.tooDeep[entry.fingerprint] = entry
        } else {
            self.enqueue(entry, host: self.host(named: entry.url.hostname))
        }
        return true
    }

    /// Depth is the shortest path whatever the timing: a lower depth is passed on along the links of pages already
    /// visited, without the network, and brings in URLs that lay beyond the limit.
    private mutating func shorterPath(to fingerprint: UInt64, depth: Int, into step: inout FinishStep) {
        var work = [(fingerprint, depth)]
        while let (fingerprint, depth) = work.popLast() {
            guard var known = self.seen[fingerprint], depth < known.depth else { continue }
            let before = known.depth
            known.depth = depth
            self.seen.set(known, for: fingerprint)
            switch known.state {
            case .skippedDepth:
                guard depth <= self.policy.depthLimit ?? .max, var entry = self.tooDeep[fingerprint] else { continue }
                self.tooDeep[fingerprint] = nil
                self.ledger.skipped[.depth, default: 0] -= 1
                entry.depth = depth
                self.enqueue(entry, host: self.host(named: entry.url.hostname))
            case .fetched, .redirected, .failed:
                if known.state == .fetched {
                    self.fetchedByDepth[before, default: 0] -= 1
                    self.fetchedByDepth[depth, default: 0] += 1
                    step.depthChanges.append(DepthChange(id: fingerprint, from: before, depth: depth))
                }
                guard let links = self.knownOutlinks[fingerprint] else { continue }
                for link in links.fingerprints { work.append((link, depth + links.cost)) }
            case .pending, .leased, .skipped:
                continue
            }
        }
    }

    /// The URLs that remained beyond the depth limit, now that the run has ended: their skips are final.
    package mutating func runEnded() -> [SkippedRecord] {
        let records = self.tooDeep.values.map { entry in
            SkippedRecord(
                id: entry.fingerprint, url: entry.url.href, depth: self.seen[entry.fingerprint]?.depth ?? entry.depth,
                parent: entry.parent, reason: .depth)
        }
        self.tooDeep = [:]
        return records.sorted { ($0.depth, $0.url) < ($1.depth, $1.url) }
    }
}
