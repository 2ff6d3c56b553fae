/// The last different digests; where there is no room for another, the oldest goes.
struct RecentDigests: Sendable {
    /// Up to so many are looked through one by one: most patterns of most hosts have few pages, and a set is ten times as large.
    private static let fewest = 32

    private let capacity: Int
    /// In the order in which they came, from ``oldest`` on.
    private var line: [UInt64] = []
    private var oldest = 0
    /// The same, where they are many.
    private var set: Set<UInt64> = []

    /// Room for `capacity` digests, and for one at least.
    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    func contains(_ digest: UInt64) -> Bool {
        self.set.isEmpty ? self.line.contains(digest) : self.set.contains(digest)
    }

    mutating func insert(_ digest: UInt64) {
        guard !self.contains(digest) else { return }
        if self.line.count < self.capacity {
            self.line.append(digest)
            if self.line.count == RecentDigests.fewest { self.set = Set(self.line) }
        } else {
            if !self.set.isEmpty { self.set.remove(self.line[self.oldest]) }
            self.line[self.oldest] = digest
            self.oldest = (self.oldest + 1) % self.capacity
        }
        if self.line.count >= RecentDigests.fewest { self.set.insert(digest) }
    }

    mutating func removeAll() {
        self = RecentDigests(capacity: self.capacity)
    }
}
