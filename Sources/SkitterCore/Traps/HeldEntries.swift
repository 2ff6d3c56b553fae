/// Entries of one pattern that wait for a greater grant, in the order of their places.
struct HeldEntries: Sendable {
    private var entries = PackedQueue()
    /// The place of the first; nil where there is none.
    private(set) var firstSequence: Int?

    var isEmpty: Bool { self.entries.isEmpty }

    var count: Int { self.entries.count }

    /// Adds the entry whose element is packed in `rest`; its place lies behind all others.
    mutating func append(_ ticket: TrapTicket, rest: UnsafeRawBufferPointer, _ pool: inout SpillPool) {
        pool.record.removeAll()
        ticket.pack(into: &pool.record)
        pool.record.raw(rest)
        self.entries.append(&pool)
        if self.firstSequence == nil { self.firstSequence = Int(ticket.sequence) }
    }

    /// The same, of an entry that is not packed.
    mutating func append(_ element: some Packable, _ ticket: TrapTicket, _ pool: inout SpillPool) {
        pool.record.removeAll()
        ticket.pack(into: &pool.record)
        element.pack(into: &pool.record)
        self.entries.append(&pool)
        if self.firstSequence == nil { self.firstSequence = Int(ticket.sequence) }
    }

    /// Moves the first entry to the pool's record; returns its level, or nil where there is none.
    mutating func popFirst(_ pool: inout SpillPool) -> UInt16? {
        let level = self.entries.popFirst(&pool) { record, pool in
            pool.record.removeAll()
            pool.record.raw(record.rest)
            return TrapTicket(unpacking: &record).level
        }
        self.firstSequence = self.entries.withFirst(&pool) { Int(TrapTicket(unpacking: &$0).sequence) }
        return level
    }

    /// Takes the first entry out; nil where there is none that can be read.
    mutating func popElement<Element: Packable>(
        _ pool: inout SpillPool
    ) -> (element: Element, ticket: TrapTicket)? {
        let entry = self.entries.popFirst(&pool) { record, _ in
            let ticket = TrapTicket(unpacking: &record)
            return Element(unpacking: &record).map { (element: $0, ticket: ticket) }
        }
        return entry ?? nil
    }

    /// Empties it; returns what was there.
    mutating func removeAll<Element: Packable>(_ pool: inout SpillPool) -> [Element] {
        var elements: [Element] = []
        self.entries.forEach(in: pool.store) { record, _ in
            _ = TrapTicket(unpacking: &record)
            if let element = Element(unpacking: &record) { elements.append(element) }
        }
        self.entries.removeAll(&pool)
        self.firstSequence = nil
        return elements
    }

    /// Lends the first entry to `body`, and keeps it.
    mutating func withFirst<Result>(_ pool: inout SpillPool, _ body: (TrapTicket, inout PackedReader) -> Result)
        -> Result?
    {
        self.entries.withFirst(&pool) { record in
            let ticket = TrapTicket(unpacking: &record)
            return body(ticket, &record)
        }
    }

    /// Lends an entry to `body`, as good as any other.
    func sampleOne(in store: (any SpillStore)?, _ body: (TrapTicket, inout PackedReader) -> Void) {
        var isDone = false
        self.entries.forEach(ofBlock: self.entries.blockCount - 1, in: store) { record, _ in
            guard !isDone else { return }
            isDone = true
            let ticket = TrapTicket(unpacking: &record)
            body(ticket, &record)
        }
    }

    mutating func spill(_ pool: inout SpillPool) { self.entries.spill(&pool) }
}
