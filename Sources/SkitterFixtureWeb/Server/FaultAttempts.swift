/// Counts how often each fault that heals after some requests was asked for.
struct FaultAttempts: Sendable {
    /// Beyond this many distinct paths a fault counts as healed: memory stays bounded.
    static let limit = 100_000
    private var counts: [String: Int] = [:]

    /// 0 at the first request for this path and query, 1 at the second...
    mutating func next(for target: String) -> Int {
        guard let count = self.counts[target] else {
            guard self.counts.count < Self.limit else { return Int.max }
            self.counts[target] = 1
            return 0
        }
        self.counts[target] = count + 1
        return count
    }
}
