/// The rate of the last ten seconds, or of the time since the start where that is shorter.
struct RecentRate: Sendable {
    private struct Slot: Sendable {
        var second: Int64 = -1
        var visits = 0
        var bytes = 0
    }

    private static let windowSeconds: Int64 = 10

    /// One slot a second, used again after 16: more than the window, so that a slot in use is never overwritten.
    private var slots = Array(repeating: Slot(), count: 16)

    mutating func count(bytes: Int, at now: CrawlInstant) {
        let second = max(now.nanoseconds, 0) / 1_000_000_000
        let index = Int(second & 15)
        if self.slots[index].second < second { self.slots[index] = Slot(second: second) }
        guard self.slots[index].second == second else { return }
        self.slots[index].visits &+= 1
        self.slots[index].bytes &+= bytes
    }

    func perSecond(at now: CrawlInstant) -> (visits: Double, bytes: Double) {
        let nanoseconds = max(now.nanoseconds, 0)
        let second = nanoseconds / 1_000_000_000
        let first = max(0, second - RecentRate.windowSeconds + 1)
        let span = Double(nanoseconds) / 1e9 - Double(first)
        guard span > 0.001 else { return (0, 0) }
        var visits = 0
        var bytes = 0
        for slot in self.slots where slot.second >= first && slot.second <= second {
            visits &+= slot.visits
            bytes &+= slot.bytes
        }
        return (Double(visits) / span, Double(bytes) / span)
    }
}
