internal import DequeModule
package import SkitterCore

extension FleetMachine {
    /// A host stays with its worker, whose connections are open, until that has this many more in flight than another.
    private static let slack = 4
    /// Requests for which one more worker is worth its start: URLSession keeps a thread busy while it awaits the first
    /// response of a new connection, so workers that are not needed cost more than their start.
    private static let requestsPerWorker = 32

    /// Gives out what waits, and asks for processes where there are too few.
    package mutating func schedule(at now: CrawlInstant) {
        for slot in self.slots.indices {
            if case .resting(let until) = self.slots[slot].state, until <= now { self.slots[slot].state = .off }
        }
        self.scheduleLine(at: now)
        self.scheduleQuarantine(at: now)
    }

    private mutating func scheduleLine(at now: CrawlInstant) {
        while let id = self.line.first {
            guard let entry = self.entries[id], entry.place == .line else {
                self.line.removeFirst()
                continue
            }
            guard let slot = self.commonSlot(for: entry.host) else { break }
            self.line.removeFirst()
            self.send(id, to: slot, at: now)
        }
        let common = self.slots.indices.prefix(self.configuration.workers)
        let requests = self.line.count + common.reduce(0) { $0 + self.slots[$1].inFlight.count }
        let needed = min(common.count, 1 + requests / FleetMachine.requestsPerWorker)
        let idle = common.filter { self.slots[$0].state == .off }
        if requests > 0 { self.start(idle.prefix(max(0, needed - (common.count - idle.count))), at: now) }
    }

    /// The worker for a request to `host`: its own, or the one with the fewest requests where that has too many; nil where
    /// none can take it.
    private func commonSlot(for host: String) -> Int? {
        let common = self.slots.indices.prefix(self.configuration.workers)
        let free = common.filter {
            self.slots[$0].state == .up && self.slots[$0].inFlight.count < self.configuration.inFlightPerWorker
        }
        guard let least = free.min(by: { self.slots[$0].inFlight.count < self.slots[$1].inFlight.count }) else {
            return nil
        }
        let home = FleetMachine.home(of: host, among: common.count)
        let mayStay = self.slots[home].inFlight.count < self.slots[least].inFlight.count + FleetMachine.slack
        return free.contains(home) && mayStay ? home : least
    }

    private mutating func scheduleQuarantine(at now: CrawlInstant) {
        let lanes = self.slots.indices.dropFirst(self.configuration.workers)
        for slot in lanes where self.slots[slot].state == .up && self.slots[slot].inFlight.isEmpty {
            guard let id = self.nextQuarantined(lanes) else { break }
            self.send(id, to: slot, at: now)
        }
        let waiting = min(
            lanes.count, self.suspects.count + min(self.distrusted.count, self.distrustedLanes(of: lanes)))
        let coming = lanes.count { slot in
            if case .starting = self.slots[slot].state { return true }
            return self.slots[slot].state == .up && self.slots[slot].inFlight.isEmpty
        }
        let idle = lanes.filter { self.slots[$0].state == .off }
        self.start(idle.prefix(max(0, waiting - coming)), at: now)
    }

    /// Lanes that requests to distrusted hosts may take: half of them, so that suspects are soon cleared.
    private func distrustedLanes(of lanes: some Collection<Int>) -> Int { max(1, lanes.count / 2) }

    /// The next request for a free lane: one that waits since a death, else one to a host that is not trusted.
    private mutating func nextQuarantined(_ lanes: some Collection<Int>) -> RequestID? {
        while let id = self.suspects.popFirst() {
            if self.entries[id]?.place == .quarantine { return id }
        }
        let taken = lanes.count { slot in
            self.slots[slot].inFlight.keys.contains { self.entries[$0]?.isSuspect == false }
        }
        guard taken < self.distrustedLanes(of: lanes) else { return nil }
        while let id = self.distrusted.popFirst() {
            if self.entries[id]?.place == .quarantine { return id }
        }
        return nil
    }

    private mutating func start(_ idle: some Sequence<Int>, at now: CrawlInstant) {
        for slot in idle {
            self.slots[slot].state = .starting(deadline: now.advanced(by: self.configuration.startTimeout))
            self.actions.append(.start(slot: slot))
        }
    }

    private mutating func send(_ id: RequestID, to slot: Int, at now: CrawlInstant) {
        guard let entry = self.entries[id] else { return }
        self.entries[id]?.place = .slot(slot)
        self.slots[slot].inFlight[id] = entry.deadline.advanced(by: self.configuration.grace)
        self.actions.append(.send(id, slot: slot, timeout: now.duration(to: entry.deadline)))
    }

    /// The same for the same name in every run (FNV-1a).
    private static func home(of host: String, among count: Int) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in host.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(hash % UInt64(count))
    }
}
