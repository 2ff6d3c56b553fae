/// The queue of one host, in which no trap is fetched to its end: shallowest first, generation by generation, and of each
/// pattern no further than its judge grants.
///
/// With the judge off it is a plain queue, shallowest first. With it on, a generation is handed out when every entry of
/// the one before has settled; what is named meanwhile waits. The set of entries handed out is then a function of the web.
package struct TrapQueue<Element: Sendable>: Sendable {
    /// Goes with an entry until it settles.
    package struct Ticket: Sendable, Hashable {
        fileprivate let place: TrapJudge.Place?
        fileprivate let level: Int
    }

    /// What became of a URL that was named.
    package enum DiscoveredAction: Sendable, Hashable {
        /// It is in the queue.
        case queued
        /// Its pattern is parked: it is not in the queue.
        case parked
    }

    /// What a settled entry leads to.
    package struct SettledAction: Sendable {
        /// The pattern that was parked by it, as people read it.
        package var pattern: String?
        /// The entries that leave the queue with it, unfetched.
        package var parked: [Element] = []
    }

    private struct Slot: Sendable {
        let element: Element
        let ticket: Ticket
    }

    /// Named, but of a generation that is not complete yet.
    private struct Waiting: Sendable {
        let element: Element
        let depth: Int
        let pattern: TrapPattern?
        let order: UInt64
    }

    private let isOn: Bool
    private var judge: TrapJudge
    private var next: [Waiting] = []
    private var ready = LevelQueue<Slot>()
    /// Entries of this generation beyond what their patterns are granted; the last is the first to come.
    private var held: [UInt64: [Slot]] = [:]
    /// Handed out and not settled.
    private var open = 0

    /// Entries in the queue.
    package private(set) var count = 0

    package init(policy: TrapPolicy) {
        self.isOn = policy.isOn
        self.judge = TrapJudge(policy: policy)
    }

    package var isEmpty: Bool { self.count == 0 }

    /// Whether ``popFirst()`` has something now. If not, though the queue is not empty, the next settled entry may change
    /// it: then something is handed out.
    package var hasReady: Bool { !self.ready.isEmpty || (self.open == 0 && !self.next.isEmpty) }

    /// A URL that nobody had named before. Naming it again is not told.
    package mutating func discovered(_ element: Element, url: CrawlURL, depth: Int) -> DiscoveredAction {
        guard self.isOn else {
            self.count += 1
            self.ready.append(Slot(element: element, ticket: Ticket(place: nil, level: depth)), level: depth)
            return .queued
        }
        let pattern = self.judge.pattern(of: url)
        if let pattern, self.judge.isParked(pattern.id) { return .parked }
        self.count += 1
        self.next.append(
            Waiting(
                element: element, depth: depth, pattern: pattern,
                order: pattern == nil ? 0 : url.fingerprint(seed: 0x736B_6974_7465_72).rawValue))
        return .queued
    }

    /// A pattern was parked in an earlier run.
    package mutating func parkedBefore(_ pattern: String) {
        self.judge.parkedBefore(pattern)
    }

    /// Hands out the next entry. Its ticket comes back exactly once: with ``putBack(_:_:)`` or
    /// ``settled(_:url:signature:)``.
    package mutating func popFirst() -> (element: Element, ticket: Ticket)? {
        if self.ready.isEmpty, self.open == 0, !self.next.isEmpty { self.seal() }
        guard let slot = self.ready.popFirst() else { return nil }
        self.count -= 1
        self.open += 1
        return (slot.element, slot.ticket)
    }

    /// An entry comes back unsettled, before all others of its depth: it was not visited, or will be tried again.
    package mutating func putBack(_ element: Element, _ ticket: Ticket) {
        self.open -= 1
        self.count += 1
        self.ready.prepend(Slot(element: element, ticket: ticket), level: ticket.level)
    }

    /// The entry for `url` is done with. `signature` is that of its page, or nil where no page came (or an error's).
    package mutating func settled(_ ticket: Ticket, url: CrawlURL, signature: PageSignature?) -> SettledAction {
        self.open -= 1
        guard let place = ticket.place else { return SettledAction() }
        let wasParked = self.judge.isParked(place.pattern)
        switch self.judge.visited(place, signature) {
        case .mayFetch(let limit):
            self.release(place.pattern, below: limit)
            return SettledAction()
        case .parked(let limit):
            guard !wasParked else { return SettledAction() }
            self.release(place.pattern, below: limit)
            return self.park(place.pattern, like: url)
        }
    }

    private mutating func release(_ pattern: UInt64, below limit: Int) {
        guard self.held[pattern] != nil else { return }
        while let slot = self.held[pattern]?.last, slot.ticket.place?.sequence ?? 0 < limit {
            self.held[pattern]?.removeLast()
            self.ready.append(slot, level: slot.ticket.level)
        }
        if self.held[pattern]?.isEmpty == true { self.held[pattern] = nil }
    }

    private mutating func park(_ pattern: UInt64, like url: CrawlURL) -> SettledAction {
        let text = TrapPattern.text(of: url)
        let isFacets = text.map(TrapPattern.id(ofText:)) != pattern
        var action = SettledAction(pattern: isFacets ? TrapPattern.text(of: url, asFacets: true) : text)
        action.parked = (self.held.removeValue(forKey: pattern) ?? []).reversed().map(\.element)
        self.next.removeAll { waiting in
            guard waiting.pattern?.id == pattern else { return false }
            action.parked.append(waiting.element)
            return true
        }
        self.count -= action.parked.count
        return action
    }

    /// All before has settled: what was named meanwhile is a generation.
    private mutating func seal() {
        let generation = self.next
        self.next = []
        var members: [TrapJudge.Member] = []
        for case let waiting in generation {
            if let pattern = waiting.pattern {
                members.append(TrapJudge.Member(pattern: pattern, order: waiting.order))
            }
        }
        let places = self.judge.generationSealed(members)
        var limits: [UInt64: Int] = [:]
        var member = 0
        for waiting in generation {
            var place: TrapJudge.Place?
            if waiting.pattern != nil {
                place = places[member]
                member += 1
            }
            let slot = Slot(element: waiting.element, ticket: Ticket(place: place, level: waiting.depth))
            guard let place else {
                self.ready.append(slot, level: waiting.depth)
                continue
            }
            let limit = limits[place.pattern] ?? self.judge.limit(of: place.pattern)
            limits[place.pattern] = limit
            if place.sequence < limit {
                self.ready.append(slot, level: waiting.depth)
            } else {
                self.held[place.pattern, default: []].append(slot)
            }
        }
        for pattern in self.held.keys {
            self.held[pattern]?.sort { $0.ticket.place?.sequence ?? 0 > $1.ticket.place?.sequence ?? 0 }
        }
    }
}
