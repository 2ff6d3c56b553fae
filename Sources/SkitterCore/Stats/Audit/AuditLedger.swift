/// Whether every URL stands in one state, once: counted from the records and the journal, held against the summary.
package struct AuditLedger: Sendable {
    private var discovered: [UInt64] = []
    private var visited: [UInt64] = []
    private var skipped: [UInt64] = []
    /// Skips that a shorter path may have undone.
    private var undoable: [UInt64] = []
    /// Parked URLs that the user put back.
    private var unparked: [UInt64] = []
    private var check = Audit.Check(.ledger)
    /// The directories of a crawl that has several, or is one of several; empty for the crawl of one machine.
    private let crawlers: [String]
    /// Where in `visited` the ids of each crawler begin.
    private var starts: [Int] = []

    /// - Parameter crawlers: the directories of crawlers that shared a frontier; none for the crawl of one machine.
    package init(crawlers: [String] = []) {
        self.crawlers = crawlers
    }

    /// What comes is of the next one of several crawlers.
    package mutating func crawlerBegins() { self.starts.append(self.visited.count) }

    /// A URL became known.
    package mutating func discovered(_ id: UInt64) { self.discovered.append(id) }

    /// A line of `pages.jsonl`.
    package mutating func visited(_ id: UInt64) { self.visited.append(id) }

    /// A line of `skipped.jsonl`.
    package mutating func skipped(_ id: UInt64, _ reason: SkipReason) {
        // What another crawler parked or put back, one that is looked at alone does not tell.
        let isAlone = self.crawlers.count == 1
        if reason == .unparked {
            if !isAlone { self.unparked.append(id) }
        } else if reason.mayBeUndone || (isAlone && reason == .parked) {
            self.undoable.append(id)
        } else {
            self.skipped.append(id)
        }
    }

    /// Something else that must not be.
    package mutating func violated(_ subject: String, _ words: String) {
        self.check.violated(Audit.Violation(subject, words))
    }

    /// Why something was not judged.
    package mutating func note(_ words: String) { self.check.notes.append(words) }

    /// The check.
    ///
    /// - Parameters:
    ///   - hasJournal: whether it was told which URLs became known.
    ///   - isFinished: whether the crawl ended by itself: then nothing may be left.
    ///   - recorded: the ledger of the summary, where there is one.
    package func finished(hasJournal: Bool, isFinished: Bool, recorded: Ledger?, settled: Ledger) -> Audit.Check {
        var check = self.check
        let visits = AuditLedger.sorted(self.visited, &check) { self.isRepeated($0) }
        let skips = AuditLedger.sorted(self.skips(&check), &check) { _ in "is skipped twice" }
        let undoable = Set(self.undoable).subtracting(self.visited)
        for id in skips where AuditLedger.contains(visits, id) {
            check.violated(Audit.Violation(AuditLedger.text(id), "is visited and skipped"))
        }
        let settledIDs = Set(visits).union(skips).union(undoable)
        check.judged = settledIDs.count
        if hasJournal {
            let known = Set(self.discovered)
            check.judged = known.union(settledIDs).count
            for id in settledIDs.subtracting(known).sorted() {
                check.violated(Audit.Violation(AuditLedger.text(id), "is settled and never became known"))
            }
            let left = known.subtracting(settledIDs)
            if isFinished {
                for id in left.sorted() {
                    check.violated(Audit.Violation(AuditLedger.text(id), "became known and was never settled"))
                }
            }
            if let recorded, isFinished, recorded.discovered != known.count {
                check.violated(
                    Audit.Violation(
                        "summary.json", "counts \(recorded.discovered) discovered URLs, the journal \(known.count)"))
            }
            check.worst = "\(known.count) became known, \(settledIDs.count) settled, \(left.count) left"
        }
        if let recorded, self.crawlers.count == 1 {
            check.notes.append(
                "the ledger is that of all crawlers (\(recorded.visited) visited): not held against the records of one"
            )
        } else if let recorded {
            if !recorded.closes {
                check.violated(
                    Audit.Violation(
                        "summary.json",
                        "does not close: \(recorded.discovered) discovered, \(recorded.accounted) accounted for"))
            }
            for (name, left, right) in [
                ("fetched", recorded.fetched, settled.fetched), ("redirected", recorded.redirected, settled.redirected),
                ("failed", recorded.failedCount, settled.failedCount), ("parked", recorded.parked, settled.parked),
            ] where left != right {
                check.violated(
                    Audit.Violation("summary.json", "counts \(left) \(name) URLs, the records hold \(right)"))
            }
        }
        return check
    }

    /// The skips that count: each that was put back undoes one.
    private func skips(_ check: inout Audit.Check) -> [UInt64] {
        guard !self.unparked.isEmpty else { return self.skipped }
        var undone: [UInt64: Int] = [:]
        for id in self.unparked { undone[id, default: 0] += 1 }
        let left = self.skipped.filter { id in
            guard let count = undone[id] else { return true }
            undone[id] = count > 1 ? count - 1 : nil
            return false
        }
        for id in undone.keys.sorted() {
            check.violated(Audit.Violation(AuditLedger.text(id), "is put back and was not parked"))
        }
        return left
    }

    /// `ids` in order; one that is there twice is a breach, which has these words.
    private static func sorted(_ ids: [UInt64], _ check: inout Audit.Check, words: (UInt64) -> String) -> [UInt64] {
        let sorted = ids.sorted()
        for (left, right) in zip(sorted, sorted.dropFirst()) where left == right {
            check.violated(Audit.Violation(AuditLedger.text(left), words(left)))
        }
        return sorted
    }

    /// A page has two records; where several crawlers may have made them, by whom.
    private func isRepeated(_ id: UInt64) -> String {
        guard !self.starts.isEmpty else { return "is visited twice" }
        let places = self.visited.indices.filter { self.visited[$0] == id }
        let crawlers = Set(places.compactMap { place in self.starts.lastIndex { $0 <= place } }).sorted()
        return "is recorded twice (in \(crawlers.map { self.crawlers[$0] }.joined(separator: " and ")))"
    }

    private static func contains(_ sorted: [UInt64], _ id: UInt64) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == id
    }

    /// As the records spell it.
    private static func text(_ id: UInt64) -> String {
        let digits = String(id, radix: 16)
        return "id " + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
