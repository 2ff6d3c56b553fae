#if Cluster
/// URLs that the frontier was offered lately, and by which way: most links are named again and again, and need not be offered
/// again. Forgetting one costs an offer and nothing else.
struct RecentOffers: Sendable {
    private struct Way {
        var depth: Int16
        var hops: Int16
    }

    private var young: [UInt64: Way] = [:]
    private var old: [UInt64: Way] = [:]
    private let room: Int

    /// Remembers at least `room` of them, and at most twice as many.
    init(room: Int = 1 << 16) {
        self.room = room
    }

    /// Whether offering it again would change nothing.
    func covers(_ offer: Offer) -> Bool {
        !offer.isSeed && self.covers(offer.id, depth: offer.depth, hops: offer.hops)
    }

    /// The same of an offer that is no seed's, and need not be made for it.
    func covers(_ id: UInt64, depth: Int, hops: Int) -> Bool {
        guard let way = self.young[id] ?? self.old[id] else { return false }
        return Int(way.depth) <= depth && Int(way.hops) <= hops
    }

    /// The frontier has it.
    mutating func offered(_ offer: Offer) {
        if self.young.count >= self.room {
            self.old = self.young
            self.young.removeAll(keepingCapacity: true)
        }
        self.young[offer.id] = Way(depth: Int16(clamping: offer.depth), hops: Int16(clamping: offer.hops))
    }
}
#endif
