/// Entries that may be handed out: shallowest level first, first come first served within a level.
struct ReadyEntries<Element: Packable>: Sendable {
    private struct Level {
        /// What came back; the last is the first to leave.
        var front: [(element: Element, ticket: TrapTicket)] = []
        var back = PackedQueue()
    }

    /// Levels beyond this share one line: a link so deep is a trap rather than a page.
    private static var deepest: Int { 4096 }

    private var levels: [Level] = []
    /// No line before this one holds anything.
    private var shallowest = 0
    private(set) var count = 0

    var isEmpty: Bool { self.count == 0 }

    mutating func append(_ element: Element, _ ticket: TrapTicket, _ pool: inout SpillPool) {
        pool.record.removeAll()
        ticket.pack(into: &pool.record)
        element.pack(into: &pool.record)
        self.appendRecord(level: Int(ticket.level), &pool)
    }

    /// Adds the entry whose element is packed in `rest`.
    mutating func append(_ ticket: TrapTicket, rest: UnsafeRawBufferPointer, _ pool: inout SpillPool) {
        pool.record.removeAll()
        ticket.pack(into: &pool.record)
        pool.record.raw(rest)
        self.appendRecord(level: Int(ticket.level), &pool)
    }

    /// Adds the entry that the pool's record holds.
    mutating func appendRecord(level: Int, _ pool: inout SpillPool) {
        self.levels[self.open(level)].back.append(&pool)
    }

    mutating func prepend(_ element: Element, _ ticket: TrapTicket) {
        self.levels[self.open(Int(ticket.level))].front.append((element, ticket))
    }

    mutating func popFirst(_ pool: inout SpillPool) -> (element: Element, ticket: TrapTicket)? {
        while self.shallowest < self.levels.count {
            if let first = self.levels[self.shallowest].front.popLast() {
                self.count -= 1
                return first
            }
            while !self.levels[self.shallowest].back.isEmpty {
                self.count -= 1
                let entry = self.levels[self.shallowest].back.popFirst(&pool) { record, _ in
                    let ticket = TrapTicket(unpacking: &record)
                    return Element(unpacking: &record).map { (element: $0, ticket: ticket) }
                }
                if case let entry?? = entry { return entry }
                // The store lost it, and tells.
                pool.store?.isDamaged()
            }
            self.shallowest += 1
        }
        return nil
    }

    mutating func spill(_ pool: inout SpillPool) {
        for level in self.levels.indices { self.levels[level].back.spill(&pool) }
    }

    private mutating func open(_ level: Int) -> Int {
        let level = min(max(level, 0), Self.deepest)
        while self.levels.count <= level { self.levels.append(Level()) }
        self.shallowest = min(self.shallowest, level)
        self.count += 1
        return level
    }
}
