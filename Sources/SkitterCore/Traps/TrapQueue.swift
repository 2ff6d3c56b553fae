/// The queue of one host, in which no trap is fetched to its end: shallowest first, generation by generation, and of each
/// pattern no further than its judge grants.
///
/// With the judge off it is a plain queue, shallowest first. With it on, a generation is handed out when every entry of
/// the one before has settled, or the caller's patience with it is over; what is named meanwhile waits. The set of entries
/// handed out is then a function of the web.
///
/// Entries are kept as bytes, in a pool that all queues share; with a store they leave memory where it is short.
package struct TrapQueue<Element: Packable>: Sendable {
    /// What became of a URL that was named.
    package enum DiscoveredAction: Sendable, Hashable {
        /// It is in the queue.
        case queued
        /// This pattern, as people read it, is parked: it is not in the queue.
        case parked(pattern: String)
    }

    /// What a settled entry leads to.
    package struct SettledAction: Sendable {
        /// The pattern that was parked by it, as people read it.
        package var pattern: String?
        /// The entries that leave the queue with it, unfetched.
        package var parked: [Element] = []
    }

    private var isOn: Bool { self.judge.isOn }
    var judge: TrapJudge
    /// Entries of the generation that is not complete yet.
    var next = PackedQueue()
    var ready = ReadyEntries<Element>()
    /// Entries of their generation beyond what their patterns are granted.
    var held: [UInt64: HeldEntries] = [:]
    /// What is parked, and what goes back into the queue.
    var parkedPatterns: [UInt64: ParkedEntries] = [:]
    /// What the user parked is being taken out: one at the most, and nothing is handed out meanwhile. Most queues have none, and
    /// there may be very many of them.
    var sweeps: [TrapSweep] = []
    /// Entries of this generation that are handed out and not settled.
    private var open = 0

    /// How many generations have begun.
    package private(set) var generation: UInt32 = 0
    /// Entries in the queue.
    package internal(set) var count = 0

    package init(_ rules: TrapJudge.Rules) {
        self.judge = TrapJudge(rules)
    }

    package var isEmpty: Bool { self.count == 0 }

    /// Whether ``popFirst(_:)`` has something now. If not, though the queue is not empty, an entry that settles or comes
    /// back changes it.
    package var hasReady: Bool {
        (!self.ready.isEmpty || (self.open == 0 && !self.next.isEmpty)) && self.sweeps.isEmpty
    }

    /// Whether a generation waits only for pages of the one before.
    package var isHeldUp: Bool {
        self.ready.isEmpty && self.open > 0 && !self.next.isEmpty && self.sweeps.isEmpty
    }

    /// A URL that nobody had named before. Naming it again is not told.
    package mutating func discovered(
        _ element: Element, url: CrawlURL, depth: Int, _ pool: inout SpillPool
    ) -> DiscoveredAction {
        guard self.isOn, let pattern = self.judge.pattern(of: url) else {
            self.wanted(element, depth: depth, &pool)
            return .queued
        }
        if self.judge.isParked(pattern.id) {
            return .parked(pattern: self.keep(element, of: pattern.id, &pool))
        }
        // A hash of the key: how the URL is written depends on who names it first.
        let order = url.fingerprint(seed: 0x736B_6974_7465_72).rawValue
        self.append(element, TrapJudge.Member(pattern: pattern, order: order), depth: depth, &pool)
        return .queued
    }

    /// A URL that nobody had named before and that is fetched whatever it looks like: the user asks for it.
    package mutating func wanted(_ element: Element, depth: Int, _ pool: inout SpillPool) {
        if self.isOn { return self.append(element, nil, depth: depth, &pool) }
        self.count += 1
        let ticket = TrapTicket(
            pattern: nil, sequence: 0, generation: self.generation, level: UInt16(clamping: depth))
        self.ready.append(element, ticket, &pool)
    }

    private mutating func append(
        _ element: Element, _ member: TrapJudge.Member?, depth: Int, _ pool: inout SpillPool
    ) {
        self.count += 1
        pool.record.removeAll()
        TrapForm(member: member, level: UInt16(clamping: depth)).pack(into: &pool.record)
        element.pack(into: &pool.record)
        self.next.append(&pool)
    }

    /// A pattern was parked in an earlier run.
    package mutating func parkedBefore(_ pattern: String) {
        self.judge.parkedBefore(pattern)
        self.parkedPatterns[TrapPattern.id(ofText: pattern), default: ParkedEntries(pattern)].pattern = pattern
    }

    /// Hands out the next entry. Its ticket comes back exactly once: with ``putBack(_:_:)`` or
    /// ``settled(_:url:signature:_:)``.
    package mutating func popFirst(_ pool: inout SpillPool) -> (element: Element, ticket: TrapTicket)? {
        guard self.sweeps.isEmpty else { return nil }
        if self.ready.isEmpty, self.open == 0, !self.next.isEmpty { self.seal(&pool) }
        guard let entry = self.ready.popFirst(&pool) else { return nil }
        self.count -= 1
        if entry.ticket.generation == self.generation { self.open += 1 }
        return entry
    }

    /// An entry comes back unsettled, before all others of its depth: it was not visited, or will be tried again.
    package mutating func putBack(_ element: Element, _ ticket: TrapTicket) {
        if ticket.generation == self.generation { self.open -= 1 }
        self.count += 1
        self.ready.prepend(element, ticket)
    }

    /// The pages of this generation that are out have taken too long: the next one begins without them. They keep their
    /// places; what they name joins the generation that is being collected when they come.
    package mutating func stragglersGivenUp(_ pool: inout SpillPool) {
        self.seal(&pool)
    }

    /// The entry for `url` is done with. `signature` is that of its page, or nil where no page came (or an error's).
    package mutating func settled(
        _ ticket: TrapTicket, url: CrawlURL, signature: PageSignature?, _ pool: inout SpillPool
    ) -> SettledAction {
        if ticket.generation == self.generation { self.open -= 1 }
        return self.judge(ticket, url: url, signature: signature, &pool)
    }

    /// An entry for `url` has left the queue without being handed out: those behind it do not wait for it.
    package mutating func passedOver(
        _ ticket: TrapTicket, url: CrawlURL, _ pool: inout SpillPool
    ) -> SettledAction {
        self.judge(ticket, url: url, signature: nil, &pool)
    }

    private mutating func judge(
        _ ticket: TrapTicket, url: CrawlURL, signature: PageSignature?, _ pool: inout SpillPool
    ) -> SettledAction {
        guard let pattern = ticket.pattern?.id else { return SettledAction() }
        switch self.judge.visited(TrapJudge.Place(pattern: pattern, sequence: Int(ticket.sequence)), signature) {
        case .none:
            return SettledAction()
        case .mayFetch(let limit):
            self.release(pattern, below: limit, &pool)
            return SettledAction()
        case .parked(let limit):
            self.release(pattern, below: limit, &pool)
            return self.park(pattern, like: url, &pool)
        }
    }

    /// Moves what is in memory of its entries to the pool's store.
    package mutating func spill(_ pool: inout SpillPool) {
        self.next.spill(&pool)
        self.ready.spill(&pool)
        for index in self.held.values.indices { self.held.values[index].spill(&pool) }
        for index in self.parkedPatterns.values.indices { self.parkedPatterns.values[index].entries.spill(&pool) }
    }

    private mutating func release(_ pattern: UInt64, below limit: Int, _ pool: inout SpillPool) {
        guard !self.held.isEmpty, let index = self.held.index(forKey: pattern) else { return }
        while let first = self.held.values[index].firstSequence, first < limit,
            let level = self.held.values[index].popFirst(&pool)
        {
            self.ready.appendRecord(level: level, &pool)
        }
        if self.held.values[index].isEmpty { self.held.remove(at: index) }
    }

    private mutating func park(_ pattern: UInt64, like url: CrawlURL, _ pool: inout SpillPool) -> SettledAction {
        let text = TrapPattern.text(of: url, id: pattern) ?? ""
        self.parkedPatterns[pattern, default: ParkedEntries(text)].pattern = text
        var action = SettledAction(pattern: text)
        if var held = self.held.removeValue(forKey: pattern) { action.parked = held.removeAll(&pool) }
        var waiting = self.next
        self.next = PackedQueue()
        waiting.forEach(in: pool.store) { record, _ in
            pool.record.removeAll()
            pool.record.raw(record.rest)
            let form = TrapForm(unpacking: &record)
            if form.member?.pattern.id != pattern {
                self.next.append(&pool)
            } else if let element = Element(unpacking: &record) {
                action.parked.append(element)
            }
        }
        waiting.removeAll(&pool)
        self.count -= action.parked.count
        for element in action.parked { _ = self.keep(element, of: pattern, &pool) }
        return action
    }

    /// What was named meanwhile becomes a generation: each entry gets its place.
    private mutating func seal(_ pool: inout SpillPool) {
        var waiting = self.next
        self.next = PackedQueue()
        self.open = 0
        self.generation &+= 1
        var members: [TrapJudge.Member] = []
        waiting.forEach(in: pool.store) { record, _ in
            if let member = TrapForm(unpacking: &record).member { members.append(member) }
        }
        let sealed = self.judge.seal(members)
        // Within the grant of its pattern each entry keeps its turn; so does what is not judged.
        var last: (pattern: UInt64, limit: Int)?
        var beyond: [PackedQueue.Position?] = []
        var member = 0
        waiting.forEach(in: pool.store) { record, position in
            let form = TrapForm(unpacking: &record)
            var place: TrapJudge.Place?
            if form.member != nil {
                place = sealed.places[member]
                member += 1
            }
            if let place {
                let limit = last?.pattern == place.pattern ? last?.limit : self.judge.limit(of: place.pattern)
                last = (place.pattern, limit ?? .max)
                guard place.sequence < limit ?? .max else {
                    if beyond.isEmpty { beyond = Array(repeating: nil, count: members.count) }
                    beyond[member - 1] = position
                    return
                }
            }
            self.ready.append(self.ticket(form, place), rest: record.rest, &pool)
        }
        // Beyond it they wait in the order of their places, behind what an earlier generation left there.
        for member in beyond.isEmpty ? [] : sealed.order {
            guard let position = beyond[member], let place = sealed.places[member] else { continue }
            waiting.read(position, in: pool.store) { record in
                let ticket = self.ticket(TrapForm(unpacking: &record), place)
                self.held[place.pattern, default: HeldEntries()].append(ticket, rest: record.rest, &pool)
            }
        }
        waiting.removeAll(&pool)
    }

    private func ticket(_ form: TrapForm, _ place: TrapJudge.Place?) -> TrapTicket {
        TrapTicket(
            pattern: place == nil ? nil : form.member?.pattern, sequence: UInt32(clamping: place?.sequence ?? 0),
            generation: self.generation, level: form.level)
    }
}
