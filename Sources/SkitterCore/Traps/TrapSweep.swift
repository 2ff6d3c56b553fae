/// How far the entries of a ``TrapQueue`` have been gone through for what the user parked.
struct TrapSweep: Sendable {
    /// Entries that leave the queue as they are, and the pattern that parks them.
    var doomed: [(entries: HeldEntries, pattern: UInt64)] = []
    /// Entries that stand in line at each level and have not been looked at.
    var lines: [(level: UInt16, count: Int)]
    /// Entries of the generation to come that have not been looked at.
    var next: Int

    var isDone: Bool { self.doomed.isEmpty && self.lines.isEmpty && self.next <= 0 }
}
