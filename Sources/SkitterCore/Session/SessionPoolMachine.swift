/// Decides which session serves a request: a host keeps its session, so that its connections are used again.
package struct SessionPoolMachine: Sendable {
    /// What the caller of ``leased(host:)`` must do.
    package enum LeaseAction: Hashable, Sendable {
        /// Use this session.
        case use(Int)
        /// Make this session, which stays for the life of the pool, and use it.
        case make(Int)
    }

    private struct Slot: Sendable {
        var isMade = false
        var inFlight = 0
    }

    private var slots: [Slot]
    private let capacity: Int

    /// A pool for `concurrency` requests in flight, at most `capacity` of them on one session while others have room.
    package init(concurrency: Int, capacity: Int) {
        precondition(concurrency > 0 && capacity > 0, "a session pool serves at least one request")
        self.capacity = capacity
        self.slots = [Slot](repeating: Slot(), count: (concurrency + capacity - 1) / capacity)
    }

    /// A request to `host` begins: its home session where that has room, else the one with the fewest requests.
    package mutating func leased(host: String) -> LeaseAction {
        var index = SessionPoolMachine.home(of: host, among: self.slots.count)
        if self.slots[index].inFlight >= self.capacity {
            for candidate in self.slots.indices where self.slots[candidate].inFlight < self.slots[index].inFlight {
                index = candidate
            }
        }
        self.slots[index].inFlight += 1
        if self.slots[index].isMade { return .use(index) }
        self.slots[index].isMade = true
        return .make(index)
    }

    /// A request that was leased on session `index` is over.
    package mutating func released(_ index: Int) {
        precondition(self.slots[index].inFlight > 0, "a session is released as often as it is leased")
        self.slots[index].inFlight -= 1
    }

    /// Requests in flight on each session.
    package var load: [Int] { self.slots.map(\.inFlight) }

    /// The same for the same name in every run (FNV-1a).
    private static func home(of host: String, among count: Int) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in host.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(hash % UInt64(count))
    }
}
