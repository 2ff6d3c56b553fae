/// Visits by depth, corrected when a page turns out to lie nearer. Depths beyond ``limit`` are counted together: a trap
/// may lead as deep as it likes.
struct DepthTally: Sendable {
    static let limit = 1_000

    /// Visits at each depth; the last of `limit + 1` entries holds all deeper ones.
    private(set) var visits: [Int] = []

    mutating func count(_ depth: Int) {
        let index = DepthTally.index(of: depth)
        self.extend(to: index)
        self.visits[index] &+= 1
    }

    mutating func move(from: Int, to: Int) {
        let source = DepthTally.index(of: from)
        let target = DepthTally.index(of: to)
        self.extend(to: max(source, target))
        self.visits[source] &-= 1
        self.visits[target] &+= 1
    }

    private mutating func extend(to index: Int) {
        guard index >= self.visits.count else { return }
        self.visits.append(contentsOf: repeatElement(0, count: index + 1 - self.visits.count))
    }

    private static func index(of depth: Int) -> Int {
        min(max(depth, 0), DepthTally.limit)
    }
}
