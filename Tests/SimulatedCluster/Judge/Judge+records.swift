#if Cluster
internal import SkitterCluster
internal import SkitterCore
internal import Synchronization

/// Takes the records of one crawler to the judge.
struct JudgesSink: HoldingRecordSink {
    let judge: Judge
    let crawler: Int

    func append(_ entries: [StepEntry]) {
        self.judge.holds([], crawler: self.crawler)
        self.judge.recorded(entries, by: self.crawler)
    }

    func hold(_ entries: [HeldEntry]) {
        self.judge.holds(entries, crawler: self.crawler)
    }

    func consumed(upTo step: UInt64) {}

    func close() {}
}

extension Judge {
    /// These are what a crawler has said and not recorded.
    func holds(_ entries: [HeldEntry], crawler: Int) {
        self.state.withLock { $0.held[crawler] = entries.isEmpty ? nil : entries }
    }

    /// The directory of a crawler that was killed is repaired: what counts of it is recorded.
    func repaired(_ crawler: Int, by settle: ([LeaseClaim]) -> [LeaseClaim]) {
        let held = self.state.withLock { $0.held.removeValue(forKey: crawler) } ?? []
        let counting = Set(settle(held.map(\.claim)))
        self.recorded(held.filter { counting.contains($0.claim) }.map(\.entry), by: crawler)
    }

    func recorded(_ entries: [StepEntry], by crawler: Int) {
        let now = self.timeline.now
        self.state.withLock { state in
            for entry in entries {
                for url in [entry.visit?.url].compactMap({ $0 }) + entry.skipped.map(\.url) {
                    guard let page = self.web.page(at: url), state.pages.indices.contains(page) else { continue }
                    state.pages[page].recorded &+= 1
                    if state.pages[page].recorded > 1 {
                        state.verdict.complain(.twice, "\(url) recorded twice", at: now)
                    }
                    let isHeldBack = entry.skipped.first.map { [.depth, .redirects].contains($0.reason) } ?? false
                    if state.pages[page].settled != (isHeldBack ? 0 : 1) {
                        state.verdict.complain(.strange, "\(url) is recorded and not settled", at: now)
                    }
                    state.verdict.recorded += 1
                    if isHeldBack { continue }
                    if !self.web.isUnknown(self.web.host(of: page)) { state.verdict.recordedOfRequests += 1 }
                    state.records[crawler, default: 0] += 1
                }
            }
        }
    }

    /// A visit is to be made again.
    func retried() {
        self.state.withLock { $0.verdict.retries += 1 }
    }

    /// Something broke that is no matter of requests.
    func complain(_ rule: Verdict.Rule, _ words: String) {
        let now = self.timeline.now
        self.state.withLock { $0.verdict.complain(rule, words, at: now) }
    }

    /// Whether all that is known is settled.
    package var isDone: Bool {
        self.state.withLock { $0.verdict.known > 0 && $0.verdict.settled >= $0.verdict.known }
    }

    package var settledPages: Int { self.state.withLock { $0.verdict.settled } }

    /// Pages that a crawler has recorded.
    package func records(of crawler: Int) -> Int {
        self.state.withLock { $0.records[crawler] ?? 0 }
    }

    /// The ledger must close in this instant, and say what was counted here.
    func look(at counts: TableCounts) {
        let now = self.timeline.now
        let settled = counts.settled.reduce(0) { $0 + $1.number }
        self.state.withLock { state in
            if counts.known != counts.pending + settled + counts.tooDeep + counts.tooFar {
                state.verdict.complain(
                    .ledger, "\(counts.known) known, \(counts.pending) pending, \(settled) settled", at: now)
            }
            let known = counts.known - counts.tooDeep - counts.tooFar
            if settled != state.verdict.settled || known != state.verdict.known {
                state.verdict.complain(
                    .ledger,
                    "tables have \(known) known and \(settled) settled, seen were \(state.verdict.known) and "
                        + "\(state.verdict.settled)", at: now)
            }
        }
    }

    /// The crawl is over, or should be, and `counts` are what it came to.
    func verdict(_ counts: TableCounts) -> Verdict {
        let now = self.timeline.now
        return self.state.withLock { state in
            for (number, page) in state.pages.enumerated() {
                let isExpected = self.web.treeDepth(of: number) <= self.policy.depthLimit ?? .max
                if page.settled == 0, page.isKnown || isExpected {
                    state.verdict.complain(.lost, self.web.address(of: number), at: now)
                } else if page.settled > 0, page.recorded == 0 {
                    state.verdict.complain(.lost, "no record of \(self.web.address(of: number))", at: now)
                }
            }
            let heldBack = counts.tooDeep + counts.tooFar
            if state.verdict.recorded != state.verdict.settled + heldBack {
                state.verdict.complain(
                    .lost,
                    "\(state.verdict.settled) settled, \(heldBack) held back, \(state.verdict.recorded) recorded",
                    at: now)
            }
            let fetched = counts.settled.filter { $0.state == .fetched && $0.number != 0 }
            if self.policy.depthLimit != nil {
                let counted = Dictionary(fetched.map { ($0.depth, $0.number) }, uniquingKeysWith: +)
                let depths = self.depths(of: state.pages)
                if counted != depths {
                    state.verdict.complain(
                        .depths, "\(counted.sorted { $0.key < $1.key }), not \(depths.sorted { $0.key < $1.key })",
                        at: now)
                }
            }
            return state.verdict
        }
    }

    /// How many pages were fetched at each depth, by the shortest ways along links of pages that were fetched.
    private func depths(of pages: [Page]) -> [Int: Int] {
        var depths = [Int](repeating: .max, count: pages.count)
        var ring = Array(0..<self.web.seeds)
        var depth = 0
        var counts: [Int: Int] = [:]
        while !ring.isEmpty {
            var next: [Int] = []
            while let page = ring.popLast() {
                guard depths[page] == .max else { continue }
                depths[page] = depth
                switch pages[page].outcome {
                case .fetched:
                    counts[depth, default: 0] += 1
                    next += self.web.targets(of: page)
                // What it leads to is as deep.
                case .redirected: ring += self.web.targets(of: page)
                default: break
                }
            }
            ring = next
            depth += 1
        }
        return counts
    }
}
#endif
