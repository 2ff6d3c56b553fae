/// Taking out what is not to be handed out any more.
extension ReadyEntries {
    /// How many entries stand in line at each level.
    var lines: [(level: UInt16, count: Int)] {
        self.levels.map { ($0.depth, $0.back.count) }
    }

    /// Takes the entries out that came back and that `isKept` refuses.
    mutating func sweepFronts(_ isKept: (Element, TrapTicket) -> Bool) {
        for index in self.levels.indices {
            let before = self.levels[index].front.count
            self.levels[index].front.removeAll { !isKept($0.element, $0.ticket) }
            self.count -= before - self.levels[index].front.count
        }
        self.levels.removeAll(where: \.isEmpty)
    }

    /// The first entry of a level's line goes to the end of it, or leaves it where `isKept` refuses it.
    mutating func sweepFirst(
        ofLevel level: UInt16, _ pool: inout SpillPool, _ isKept: (TrapTicket, inout PackedReader) -> Bool
    ) {
        guard let index = self.levels.firstIndex(where: { $0.depth == level }) else { return }
        let kept = self.levels[index].back.popFirst(&pool) { record, pool in
            pool.record.removeAll()
            pool.record.raw(record.rest)
            return isKept(TrapTicket(unpacking: &record), &record)
        }
        if kept == true { self.levels[index].back.append(&pool) } else { self.count -= 1 }
        if self.levels[index].isEmpty { self.levels.remove(at: index) }
    }

    /// Lends some of the entries to `body`, from all parts of the lines, and about `count` of each line; with how many each stands for.
    func sample(
        _ count: Int, in store: (any SpillStore)?, _ body: (TrapTicket, inout PackedReader, Double) -> Void
    ) {
        for level in self.levels {
            level.back.sample(count, in: store) { record, weight in
                let ticket = TrapTicket(unpacking: &record)
                body(ticket, &record, weight)
            }
        }
    }
}
