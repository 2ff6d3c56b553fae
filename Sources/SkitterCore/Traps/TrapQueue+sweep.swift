/// What the user parks, and puts back, while the crawl runs.
///
/// An order takes effect at once, and is carried out some entries at a time: a queue may hold millions. So long as entries of
/// parked patterns may be among them, nothing is handed out.
extension TrapQueue {
    /// Whether entries are being gone through.
    package var isSwept: Bool { !self.sweeps.isEmpty }

    /// Says under which of the parked patterns an entry falls; nil where it stays. Asked only of those that may be parked.
    package typealias Verdict = (Element) -> UInt64?

    /// An entry that has left the queue.
    package struct Swept {
        package let element: Element
        /// The pattern that parks it.
        package let pattern: UInt64
        /// Where it had its place among those of the pattern that it was judged under, ``passedOver(_:url:_:)`` gives that up.
        package var ticket: TrapTicket?
    }

    /// The user parks a pattern. The entries are gone through by ``sweepOn(_:parked:_:_:)``.
    package mutating func userParked(_ text: String, _ pool: inout SpillPool, _ verdict: Verdict) {
        let pattern = TrapPattern.id(ofText: text)
        self.judge.userDecided(pattern, isParked: true)
        self.parkedPatterns[pattern, default: ParkedEntries(text)].pattern = text
        var sweep = TrapSweep(lines: self.ready.lines, next: self.next.count)
        sweep.doomed = self.sweeps.popLast()?.doomed ?? []
        for key in Array(self.held.keys) {
            // All entries of a pattern have one path, and so the same pattern for all queries of it.
            let own =
                key == pattern
                ? key
                : self.held[key]?.withFirst(&pool) { ticket, record -> UInt64? in
                    guard ticket.pattern?.path != nil, let element = Element(unpacking: &record) else { return nil }
                    return ticket.pattern?.kind == .facets ? nil : verdict(element)
                } ?? nil
            if let own, let entries = self.held.removeValue(forKey: key) { sweep.doomed.append((entries, own)) }
        }
        self.sweeps = [sweep]
        var parked: [(Element, UInt64, TrapTicket)] = []
        self.ready.sweepFronts { element, ticket in
            guard let own = verdict(element) else { return true }
            parked.append((element, own, ticket))
            return false
        }
        for (element, own, ticket) in parked {
            // In turn with those that wait in line.
            var entries = HeldEntries()
            entries.append(element, ticket, &pool)
            self.sweeps[0].doomed.append((entries, own))
        }
    }

    /// Looks at about `count` more entries; returns those that leave the queue, each with its pattern. `parked` are the ids of the
    /// patterns that the user has parked.
    package mutating func sweepOn(
        _ count: Int, parked: Set<UInt64>, _ pool: inout SpillPool, _ verdict: Verdict
    ) -> [Swept] {
        // Taken out, not copied: it may hold very much.
        guard var sweep = self.sweeps.popLast() else { return [] }
        var left = count
        var action: [Swept] = []
        func mayBeParked(_ pattern: TrapPattern?) -> Bool {
            guard let pattern else { return true }
            return pattern.path != nil || parked.contains(pattern.id)
        }
        while left > 0, !sweep.doomed.isEmpty {
            left -= 1
            let last = sweep.doomed.count - 1
            let pattern = sweep.doomed[last].pattern
            let entry: (element: Element, ticket: TrapTicket)? = sweep.doomed[last].entries.popElement(&pool)
            if sweep.doomed[last].entries.isEmpty { sweep.doomed.removeLast() }
            if let entry {
                action.append(Swept(element: entry.element, pattern: pattern, ticket: entry.ticket))
            }
        }
        while left > 0, let line = sweep.lines.last {
            left -= 1
            self.ready.sweepFirst(ofLevel: line.level, &pool) { ticket, record in
                guard mayBeParked(ticket.pattern), let element = Element(unpacking: &record),
                    let pattern = verdict(element)
                else { return true }
                action.append(Swept(element: element, pattern: pattern, ticket: ticket))
                return false
            }
            sweep.lines[sweep.lines.count - 1].count -= 1
            if sweep.lines[sweep.lines.count - 1].count <= 0 { sweep.lines.removeLast() }
        }
        while left > 0, sweep.next > 0 {
            left -= 1
            sweep.next -= 1
            let found = self.next.popFirst(&pool) { record, pool -> Swept? in
                pool.record.removeAll()
                pool.record.raw(record.rest)
                guard mayBeParked(TrapForm(unpacking: &record).member?.pattern),
                    let element = Element(unpacking: &record), let pattern = verdict(element)
                else { return nil }
                return Swept(element: element, pattern: pattern)
            }
            guard let found else { continue }
            if let found { action.append(found) } else { self.next.append(&pool) }
        }
        if !sweep.isDone { self.sweeps = [sweep] }
        self.count -= action.count
        for index in action.indices { _ = self.keep(action[index].element, of: action[index].pattern, &pool) }
        return action
    }

    /// Keeps an entry that is parked; returns its pattern as people read it.
    mutating func keep(_ element: Element, of pattern: UInt64, _ pool: inout SpillPool) -> String {
        pool.record.removeAll()
        element.pack(into: &pool.record)
        self.parkedPatterns[pattern, default: ParkedEntries("")].entries.append(&pool)
        return self.parkedPatterns[pattern]?.pattern ?? ""
    }

    /// A URL of a pattern that the user has parked was named: it is not in the queue.
    package mutating func isParked(_ element: Element, pattern: String, _ pool: inout SpillPool) {
        let id = TrapPattern.id(ofText: pattern)
        if self.parkedPatterns[id] == nil { self.parkedPatterns[id] = ParkedEntries(pattern) }
        _ = self.keep(element, of: id, &pool)
    }

    /// Whether a pattern is parked, by the user or since it repeats itself.
    package func isParked(_ pattern: String) -> Bool {
        let id = TrapPattern.id(ofText: pattern)
        return self.parkedPatterns[id] != nil && !self.judge.isUnparked(id)
    }

    /// The user wants what is of a pattern. What is parked of it comes back by ``returned(_:of:_:)``.
    package mutating func userUnparked(_ text: String) {
        self.judge.userDecided(TrapPattern.id(ofText: text), isParked: false)
    }

    /// Up to `count` parked entries of a pattern, which are parked no more; fewer where there are no others.
    package mutating func returned(_ count: Int, of text: String, _ pool: inout SpillPool) -> [Element] {
        let pattern = TrapPattern.id(ofText: text)
        var elements: [Element] = []
        while elements.count < count, let index = self.parkedPatterns.index(forKey: pattern) {
            guard !self.parkedPatterns.values[index].entries.isEmpty else {
                self.parkedPatterns.remove(at: index)
                break
            }
            let element = self.parkedPatterns.values[index].entries.popFirst(&pool) { record, _ in
                Element(unpacking: &record)
            }
            if case let element?? = element { elements.append(element) }
        }
        return elements
    }
}
