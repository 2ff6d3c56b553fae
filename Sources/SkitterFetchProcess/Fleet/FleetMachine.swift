internal import DequeModule
package import SkitterCore

/// Decides which worker fetches what, when workers are started, and what becomes of the requests of one that died.
///
/// Requests share the common workers. When one of these dies, any of its unanswered requests may be the killer: each is
/// fetched again, alone in a worker of the quarantine. The one that ends that too has failed, with
/// ``FetchError/Code/sessionDied``; the others have lost some time. What later goes to the killer's host starts in the
/// quarantine (``HostTrust``), and takes no more than half of it.
package struct FleetMachine: Sendable {
    /// The number of a request, never used twice.
    package typealias RequestID = UInt64

    /// What the caller must do, in this order.
    package enum Action: Hashable, Sendable {
        /// Start a process in this slot.
        case start(slot: Int)
        /// Send a request to the process in this slot; this is the rest of its time.
        case send(RequestID, slot: Int, timeout: Duration)
        /// Tell the process in this slot that an answer is not wanted.
        case cancel(RequestID, slot: Int)
        /// Kill the process in this slot and report its death.
        case kill(slot: Int)
        /// The request has ended in failure.
        case end(RequestID, FetchError)
    }

    struct Entry: Sendable {
        enum Place: Equatable, Sendable {
            /// It has a number; ``FleetMachine/submitted(_:host:timeout:at:)`` comes.
            case announced
            /// It was cancelled before it was submitted.
            case cancelled
            /// It waits for a common worker.
            case line
            /// It waits for a worker of the quarantine.
            case quarantine
            /// A process has it.
            case slot(Int)
        }

        var place = Place.announced
        var host = ""
        var deadline = CrawlInstant.start
        /// A worker died that had it, among others.
        var isSuspect = false
        /// A worker died that had only it, and had had others before.
        var diedAlone = false
    }

    let configuration: FleetConfiguration
    /// The common workers, then those of the quarantine.
    var slots: [WorkerSlot]
    /// Every request that has not ended.
    var entries: [RequestID: Entry] = [:]
    /// Those that wait for a common worker, in order; numbers without such an entry are passed over.
    var line = Deque<RequestID>()
    /// Those that wait for the quarantine because a worker died, and because their host ended one.
    var suspects = Deque<RequestID>()
    var distrusted = Deque<RequestID>()
    var trust = HostTrust()
    var actions: [Action] = []
    private var nextID: RequestID = 0
    private var isClosed = false
    /// Processes that died before they said hello, since the last that did.
    private var failedStarts = 0

    /// A fleet without a process.
    package init(_ configuration: FleetConfiguration) {
        self.configuration = configuration
        self.slots =
            [WorkerSlot](repeating: WorkerSlot(isolates: false), count: configuration.workers)
            + [WorkerSlot](repeating: WorkerSlot(isolates: true), count: max(1, configuration.quarantineWorkers))
    }

    /// What is to be done since the last call.
    package mutating func takeActions() -> [Action] {
        defer { self.actions.removeAll(keepingCapacity: true) }
        return self.actions
    }

    /// How many requests the process in each slot has.
    package var load: [Int] { self.slots.map(\.inFlight.count) }

    /// A request will come; its number.
    package mutating func announced() -> RequestID {
        self.nextID += 1
        self.entries[self.nextID] = Entry()
        return self.nextID
    }

    /// A request came.
    package mutating func submitted(_ id: RequestID, host: String, timeout: Duration, at now: CrawlInstant) {
        guard var entry = self.entries[id] else { return }
        if entry.place == .cancelled || self.isClosed { return self.end(id, FleetMachine.cancellation) }
        if timeout <= .zero { return self.end(id, FetchError(.timeout, "no response in time")) }
        entry.host = host
        entry.deadline = now.advanced(by: timeout)
        if self.trust.trusts(host) {
            entry.place = .line
            self.line.append(id)
        } else {
            entry.place = .quarantine
            self.distrusted.append(id)
        }
        self.entries[id] = entry
        self.schedule(at: now)
    }

    /// Nobody waits for this request any more.
    package mutating func cancelled(_ id: RequestID, at now: CrawlInstant) {
        guard let entry = self.entries[id] else { return }
        switch entry.place {
        case .announced, .cancelled:
            self.entries[id]?.place = .cancelled
            return
        case .line, .quarantine:
            break
        case .slot(let slot) where self.slots[slot].isolates:
            self.kill(slot)
        case .slot(let slot):
            self.slots[slot].inFlight[id] = now.advanced(by: self.configuration.grace)
            self.actions.append(.cancel(id, slot: slot))
        }
        self.end(id, FleetMachine.cancellation)
    }

    /// The process in this slot has said hello.
    package mutating func greeted(slot: Int, at now: CrawlInstant) {
        guard case .starting = self.slots[slot].state else { return }
        self.failedStarts = 0
        self.slots[slot].state = .up
        self.schedule(at: now)
    }

    /// The process in this slot is done with this request. True when somebody waits for what came, who is to be told; the
    /// answer of a process that was not asked is nobody's. To be followed by ``schedule(at:)``.
    package mutating func answered(_ id: RequestID, slot: Int) -> Bool {
        guard self.slots[slot].inFlight.removeValue(forKey: id) != nil else { return false }
        self.slots[slot].served += 1
        self.slots[slot].deaths = 0
        guard let entry = self.entries[id], entry.place == .slot(slot) else { return false }
        if self.slots[slot].isolates { self.trust.answered(entry.host) }
        self.entries[id] = nil
        return true
    }

    /// The process in this slot is gone, for the reason `why`, or could not be started.
    package mutating func died(slot: Int, why: String, at now: CrawlInstant) {
        let dead = self.slots[slot]
        for id in dead.inFlight.keys.sorted() where self.entries[id]?.place == .slot(slot) {
            if dead.isolates {
                self.diedAlone(id, afterOthers: dead.served > 0, why)
            } else {
                self.entries[id]?.isSuspect = true
                self.entries[id]?.place = .quarantine
                self.suspects.append(id)
            }
        }
        self.slots[slot].died(at: now, longest: dead.isolates ? .seconds(1) : .seconds(5))
        switch dead.state {
        case .starting, .dying(wasStarting: true):
            self.failedStarts += 1
            if self.failedStarts >= 3 { self.giveUp(isolating: dead.isolates, why) }
        default:
            break
        }
        self.schedule(at: now)
    }

    /// Time has passed: ends what is too late, and the processes that let it be.
    package mutating func ticked(at now: CrawlInstant) {
        for slot in self.slots.indices {
            if case .starting(let deadline) = self.slots[slot].state, deadline <= now { self.kill(slot) }
            guard self.slots[slot].state == .up else { continue }
            let late = self.slots[slot].inFlight.filter { $0.value <= now }.keys.sorted()
            if !late.isEmpty { self.kill(slot) }
            for id in late { self.end(id, FetchError(.timeout, "no response in time, nor a word from the worker")) }
        }
        for (id, entry) in self.entries where entry.deadline <= now {
            guard entry.place == .line || entry.place == .quarantine else { continue }
            let error =
                entry.isSuspect
                ? FetchError(.sessionDied, "its worker died, and its time was over before another was free")
                : FetchError(.timeout, "no worker was free in time")
            self.end(id, error)
        }
        self.schedule(at: now)
    }

    /// Nothing will be fetched any more.
    package mutating func closed() {
        self.isClosed = true
        for (id, entry) in self.entries where entry.place != .announced { self.end(id, FleetMachine.cancellation) }
    }

    /// The process in an isolating slot died with this request. Where it had served others, what they left behind may be
    /// the cause: the request is tried once more, in a fresh one.
    private mutating func diedAlone(_ id: RequestID, afterOthers: Bool, _ why: String) {
        guard let entry = self.entries[id] else { return }
        if afterOthers, !entry.diedAlone {
            self.entries[id]?.diedAlone = true
            self.entries[id]?.isSuspect = true
            self.entries[id]?.place = .quarantine
            self.suspects.prepend(id)
        } else {
            self.trust.died(entry.host)
            self.end(id, FetchError(.sessionDied, "the process that fetched only this \(why)"))
        }
    }

    /// No process starts: nobody shall wait for one.
    private mutating func giveUp(isolating: Bool, _ why: String) {
        guard !self.slots.contains(where: { $0.isolates == isolating && $0.state == .up }) else { return }
        let place = isolating ? Entry.Place.quarantine : .line
        for (id, entry) in self.entries where entry.place == place {
            self.end(id, FetchError(.sessionDied, "no fetching process could be started: it \(why)"))
        }
    }

    private mutating func kill(_ slot: Int) {
        if case .starting = self.slots[slot].state {
            self.slots[slot].state = .dying(wasStarting: true)
        } else {
            self.slots[slot].state = .dying(wasStarting: false)
        }
        self.actions.append(.kill(slot: slot))
    }

    private mutating func end(_ id: RequestID, _ error: FetchError) {
        if self.entries.removeValue(forKey: id) != nil { self.actions.append(.end(id, error)) }
    }

    private static let cancellation = FetchError(.cancelled, "cancelled")
}
