/// Entries that may be handed out: shallowest level first, first come first served within a level.
struct ReadyEntries<Element: Packable>: Sendable {
    struct Level {
        let depth: UInt16
        /// What came back; the last is the first to leave.
        var front: [(element: Element, ticket: TrapTicket)] = []
        var back = PackedQueue()

        var isEmpty: Bool { self.front.isEmpty && self.back.isEmpty }
    }

    /// Levels beyond this share one line: a link so deep is a trap rather than a page.
    private static var deepest: UInt16 { 4096 }

    /// Those that hold something, the deepest first: few at a time, for pages name what lies one level below.
    var levels: [Level] = []
    var count = 0

    var isEmpty: Bool { self.count == 0 }

    mutating func append(_ element: Element, _ ticket: TrapTicket, _ pool: inout SpillPool) {
        pool.record.removeAll()
        ticket.pack(into: &pool.record)
        element.pack(into: &pool.record)
        self.appendRecord(level: ticket.level, &pool)
    }

    /// Adds the entry whose element is packed in `rest`.
    mutating func append(_ ticket: TrapTicket, rest: UnsafeRawBufferPointer, _ pool: inout SpillPool) {
        pool.record.removeAll()
        ticket.pack(into: &pool.record)
        pool.record.raw(rest)
        self.appendRecord(level: ticket.level, &pool)
    }

    /// Adds the entry that the pool's record holds.
    mutating func appendRecord(level: UInt16, _ pool: inout SpillPool) {
        self.levels[self.open(level)].back.append(&pool)
    }

    mutating func prepend(_ element: Element, _ ticket: TrapTicket) {
        self.levels[self.open(ticket.level)].front.append((element, ticket))
    }

    mutating func popFirst(_ pool: inout SpillPool) -> (element: Element, ticket: TrapTicket)? {
        while let index = self.levels.indices.last {
            let entry = self.levels[index].front.popLast() ?? self.popRecord(of: index, &pool)
            if self.levels[index].isEmpty { self.levels.removeLast() }
            self.count -= 1
            if let entry { return entry }
            // The store lost it, and tells.
            pool.store?.isDamaged()
        }
        return nil
    }

    private mutating func popRecord(of index: Int, _ pool: inout SpillPool) -> (element: Element, ticket: TrapTicket)? {
        let entry = self.levels[index].back.popFirst(&pool) { record, _ in
            let ticket = TrapTicket(unpacking: &record)
            return Element(unpacking: &record).map { (element: $0, ticket: ticket) }
        }
        return entry ?? nil
    }

    mutating func spill(_ pool: inout SpillPool) {
        for level in self.levels.indices { self.levels[level].back.spill(&pool) }
    }

    /// The place of a level that one entry more is added to.
    private mutating func open(_ depth: UInt16) -> Int {
        self.count += 1
        let depth = min(depth, Self.deepest)
        var index = self.levels.count
        while index > 0, self.levels[index - 1].depth < depth { index -= 1 }
        if index > 0, self.levels[index - 1].depth == depth { return index - 1 }
        self.levels.insert(Level(depth: depth), at: index)
        return index
    }
}
