/// What the entries are like, told from some of them.
extension TrapQueue {
    /// The entries of one pattern.
    package struct PatternCount {
        /// How many wait, or about so many.
        package var waiting = 0.0
        package var isEstimate = false
        /// Its pages that have been judged.
        package var judged = 0
        /// One of them.
        package var example: Element
    }

    /// Patterns with the most entries, by id. About `sample` entries of each part of the queue are looked at; `pattern` tells
    /// that of an entry that is not judged.
    package func patternCounts(
        sample: Int, in store: (any SpillStore)?, pattern: (Element) -> UInt64?
    ) -> [UInt64: PatternCount] {
        var counts: [UInt64: PatternCount] = [:]
        func count(_ known: UInt64?, _ record: inout PackedReader, _ weight: Double) {
            var id = known
            if id.map({ counts[$0] == nil }) ?? true {
                guard let element = Element(unpacking: &record), let found = known ?? pattern(element) else { return }
                id = found
                if counts[found] == nil {
                    counts[found] = PatternCount(judged: self.judge.judged(found) ?? 0, example: element)
                }
            }
            guard let id, let index = counts.index(forKey: id) else { return }
            counts.values[index].waiting += weight
            if weight > 1 { counts.values[index].isEstimate = true }
        }
        self.next.sample(sample, in: store) { record, weight in
            let form = TrapForm(unpacking: &record)
            count(form.member?.pattern.id, &record, weight)
        }
        self.ready.sample(sample, in: store) { ticket, record, weight in
            count(ticket.pattern?.id, &record, weight)
        }
        // All of a line are of one pattern: one entry is enough. Of many lines the longest are.
        let lines =
            self.held.count > 16
            ? Array(self.held.sorted { $0.value.count > $1.value.count }.prefix(16))
            : Array(self.held)
        for (id, entries) in lines {
            entries.sampleOne(in: store) { _, record in count(id, &record, 0) }
            counts[id]?.waiting += Double(entries.count)
        }
        return counts
    }

    /// The count of a pattern of which only `element` is known, which does not wait.
    package func patternCount(inFlight element: Element, of pattern: UInt64) -> PatternCount {
        PatternCount(judged: self.judge.judged(pattern) ?? 0, example: element)
    }
}
