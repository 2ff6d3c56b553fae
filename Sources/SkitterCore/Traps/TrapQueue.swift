/// The queue of one host, in which no trap is fetched to its end: shallowest first, generation by generation, and of each
/// pattern no further than its judge grants.
///
/// With the judge off it is a plain queue, shallowest first. With it on, a generation is handed out when every entry of
/// the one before has settled, or the caller's patience with it is over; what is named meanwhile waits. The set of entries
/// handed out is then a function of the web.
package struct TrapQueue<Element: Sendable>: Sendable {
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

    private struct Slot: Sendable {
        let element: Element
        let ticket: TrapTicket
    }

    /// What is known of an entry that waits for its generation.
    private struct Form: Sendable {
        let member: TrapJudge.Member?
        let level: UInt16
    }

    private let isOn: Bool
    private var judge: TrapJudge
    /// Entries of the generation that is not complete yet, and what is known of each. Apart, so that judging the forms
    /// touches no entry.
    private var next: [Element?] = []
    private var nextForms: [Form] = []
    private var ready = LevelQueue<Slot>()
    /// Entries of their generation beyond what their patterns are granted; the last is the first to come.
    private var held: [UInt64: [Slot]] = [:]
    /// What is parked, as people read it.
    private var parkedPatterns: [UInt64: String] = [:]
    /// Entries of this generation that are handed out and not settled.
    private var open = 0

    /// How many generations have begun.
    package private(set) var generation: UInt32 = 0
    /// Entries in the queue.
    package private(set) var count = 0

    package init(policy: TrapPolicy) {
        self.isOn = policy.isOn
        self.judge = TrapJudge(policy: policy)
    }

    package var isEmpty: Bool { self.count == 0 }

    /// Whether ``popFirst()`` has something now. If not, though the queue is not empty, an entry that settles or comes back
    /// changes it.
    package var hasReady: Bool { !self.ready.isEmpty || (self.open == 0 && !self.next.isEmpty) }

    /// Whether a generation waits only for pages of the one before.
    package var isHeldUp: Bool { self.ready.isEmpty && self.open > 0 && !self.next.isEmpty }

    /// A URL that nobody had named before. Naming it again is not told.
    package mutating func discovered(_ element: Element, url: CrawlURL, depth: Int) -> DiscoveredAction {
        guard self.isOn, let pattern = self.judge.pattern(of: url) else {
            self.wanted(element, depth: depth)
            return .queued
        }
        if self.judge.isParked(pattern.id) { return .parked(pattern: self.parkedPatterns[pattern.id] ?? "") }
        // A hash of the key: how the URL is written depends on who names it first.
        let order = url.fingerprint(seed: 0x736B_6974_7465_72).rawValue
        self.append(element, TrapJudge.Member(pattern: pattern, order: order), depth: depth)
        return .queued
    }

    /// A URL that nobody had named before and that is fetched whatever it looks like: the user asks for it.
    package mutating func wanted(_ element: Element, depth: Int) {
        if self.isOn { return self.append(element, nil, depth: depth) }
        self.count += 1
        let ticket = TrapTicket(
            pattern: nil, sequence: 0, generation: self.generation, level: UInt16(clamping: depth))
        self.ready.append(Slot(element: element, ticket: ticket), level: depth)
    }

    private mutating func append(_ element: Element, _ member: TrapJudge.Member?, depth: Int) {
        self.count += 1
        self.next.append(element)
        self.nextForms.append(Form(member: member, level: UInt16(clamping: depth)))
    }

    /// A pattern was parked in an earlier run.
    package mutating func parkedBefore(_ pattern: String) {
        self.judge.parkedBefore(pattern)
        self.parkedPatterns[TrapPattern.id(ofText: pattern)] = pattern
    }

    /// Hands out the next entry. Its ticket comes back exactly once: with ``putBack(_:_:)`` or
    /// ``settled(_:url:signature:)``.
    package mutating func popFirst() -> (element: Element, ticket: TrapTicket)? {
        if self.ready.isEmpty, self.open == 0, !self.next.isEmpty { self.seal() }
        guard let slot = self.ready.popFirst() else { return nil }
        self.count -= 1
        if slot.ticket.generation == self.generation { self.open += 1 }
        return (slot.element, slot.ticket)
    }

    /// An entry comes back unsettled, before all others of its depth: it was not visited, or will be tried again.
    package mutating func putBack(_ element: Element, _ ticket: TrapTicket) {
        if ticket.generation == self.generation { self.open -= 1 }
        self.count += 1
        self.ready.prepend(Slot(element: element, ticket: ticket), level: Int(ticket.level))
    }

    /// The pages of this generation that are out have taken too long: the next one begins without them. They keep their
    /// places; what they name joins the generation that is being collected when they come.
    package mutating func stragglersGivenUp() {
        self.seal()
    }

    /// The entry for `url` is done with. `signature` is that of its page, or nil where no page came (or an error's).
    package mutating func settled(_ ticket: TrapTicket, url: CrawlURL, signature: PageSignature?) -> SettledAction {
        if ticket.generation == self.generation { self.open -= 1 }
        guard let pattern = ticket.pattern?.id else { return SettledAction() }
        switch self.judge.visited(TrapJudge.Place(pattern: pattern, sequence: Int(ticket.sequence)), signature) {
        case .none:
            return SettledAction()
        case .mayFetch(let limit):
            self.release(pattern, below: limit)
            return SettledAction()
        case .parked(let limit):
            self.release(pattern, below: limit)
            return self.park(pattern, like: url)
        }
    }

    private mutating func release(_ pattern: UInt64, below limit: Int) {
        guard !self.held.isEmpty, let index = self.held.index(forKey: pattern) else { return }
        while let sequence = self.held.values[index].last?.ticket.sequence, sequence < limit,
            let slot = self.held.values[index].popLast()
        {
            self.ready.append(slot, level: Int(slot.ticket.level))
        }
        if self.held.values[index].isEmpty { self.held.remove(at: index) }
    }

    private mutating func park(_ pattern: UInt64, like url: CrawlURL) -> SettledAction {
        let own = TrapPattern.text(of: url)
        let isFacets = own.map(TrapPattern.id(ofText:)) != pattern
        let text = (isFacets ? TrapPattern.text(of: url, asFacets: true) : own) ?? ""
        self.parkedPatterns[pattern] = text
        var action = SettledAction(pattern: text)
        action.parked = (self.held.removeValue(forKey: pattern) ?? []).reversed().map(\.element)
        let (elements, forms) = (self.next, self.nextForms)
        (self.next, self.nextForms) = ([], [])
        for (element, form) in zip(elements, forms) {
            if form.member?.pattern.id != pattern {
                self.next.append(element)
                self.nextForms.append(form)
            } else if let element {
                action.parked.append(element)
            }
        }
        self.count -= action.parked.count
        return action
    }

    /// What was named meanwhile becomes a generation: each entry gets its place.
    private mutating func seal() {
        var elements = self.next
        let forms = self.nextForms
        (self.next, self.nextForms) = ([], [])
        self.open = 0
        self.generation &+= 1
        let numbered = forms.indices.filter { forms[$0].member != nil }
        let sealed = self.judge.seal(forms.compactMap(\.member))
        // Within the grant of its pattern each entry keeps its turn; so does what is not judged.
        var last: (pattern: UInt64, limit: Int)?
        var heldCount = 0
        var member = 0
        for (index, form) in forms.enumerated() {
            var place: TrapJudge.Place?
            if form.member != nil {
                place = sealed.places[member]
                member += 1
            }
            if let place {
                let limit = last?.pattern == place.pattern ? last?.limit : self.judge.limit(of: place.pattern)
                last = (place.pattern, limit ?? .max)
                guard place.sequence < limit ?? .max else {
                    heldCount += 1
                    continue
                }
            }
            if let element = elements[index].take() {
                self.ready.append(self.slot(element, form, place), level: Int(form.level))
            }
        }
        guard heldCount > 0 else { return }
        // Beyond it the last comes first into the list, before what an earlier generation left there.
        let left = self.held
        self.held = [:]
        var slots: [Slot] = []
        var pattern: UInt64 = 0
        for member in sealed.order.reversed() {
            let index = numbered[member]
            guard let place = sealed.places[member], let element = elements[index].take() else { continue }
            if place.pattern != pattern, !slots.isEmpty {
                self.held[pattern] = slots
                slots = []
            }
            pattern = place.pattern
            slots.append(self.slot(element, forms[index], place))
        }
        if !slots.isEmpty { self.held[pattern] = slots }
        for (pattern, slots) in left { self.held[pattern, default: []] += slots }
    }

    private func slot(_ element: Element, _ form: Form, _ place: TrapJudge.Place?) -> Slot {
        Slot(
            element: element,
            ticket: TrapTicket(
                pattern: place == nil ? nil : form.member?.pattern, sequence: UInt32(clamping: place?.sequence ?? 0),
                generation: self.generation, level: form.level))
    }
}
