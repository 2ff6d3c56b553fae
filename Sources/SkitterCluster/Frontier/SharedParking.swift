#if Cluster
internal import SkitterCore

/// The patterns that no crawler fetches, as far as this one has learnt of them. Pure.
struct SharedParking: Sendable {
    /// One that is parked.
    struct Pattern: Sendable {
        let text: String
        let isByUser: Bool
    }

    /// What is to be put back of a pattern, and how far that has come.
    struct Return: Sendable {
        let pattern: String
        let queue: QueueKey
        var place: HeldBackURL.Place?
    }

    private var patterns: [UInt64: Pattern] = [:]
    private(set) var returns: [Return] = []
    /// What this crawler itself has parked.
    private(set) var tally = ParkedTally()
    /// The last decision that was learnt, by the clock of the tables.
    private var last: Int64 = 0

    /// So much later than its instant a decision may show: its statement had begun before.
    private static let delay: Int64 = 30_000

    /// Whoever began to put URLs back had so long; then somebody else does it.
    private static let patience: Duration = .seconds(60)

    /// Decisions behind this instant may be new.
    var horizon: Int64 { max(0, self.last - SharedParking.delay) }

    /// The pattern that is parked and that `url` is of; nil where it is of none.
    func pattern(of url: CrawlURL) -> Pattern? {
        guard !self.patterns.isEmpty, let ids = TrapPattern.ids(of: url) else { return nil }
        return self.patterns[ids.own] ?? ids.facets.flatMap { self.patterns[$0] }
    }

    /// Takes a decision; returns whether it parks a pattern that was not.
    mutating func learnt(_ decision: ParkingDecision, queue: QueueKey) -> Bool {
        self.last = max(self.last, decision.decided)
        let text = decision.parking.pattern
        let id = TrapPattern.id(ofText: text)
        if decision.isByUser { self.tally.decided(decision.parking) }
        if decision.parking.isParked {
            self.returns.removeAll { $0.pattern == text }
            return self.patterns.updateValue(Pattern(text: text, isByUser: decision.isByUser), forKey: id) == nil
        }
        self.patterns[id] = nil
        if !decision.isDone, decision.age > SharedParking.patience { self.putsBack(text, of: queue) }
        return false
    }

    /// This crawler has parked a URL, or has put it back.
    mutating func recorded(_ record: SkippedRecord) {
        guard let pattern = record.detail else { return }
        switch record.reason {
        case .parked: self.tally.count(pattern, byUser: record.isParkedByUser)
        // Others may have parked it.
        case .unparked where self.tally.hasURLs(of: pattern): self.tally.takenBack(pattern)
        default: break
        }
    }

    /// This crawler puts back what is parked of a pattern.
    mutating func putsBack(_ pattern: String, of queue: QueueKey) {
        guard !self.returns.contains(where: { $0.pattern == pattern }) else { return }
        self.returns.append(Return(pattern: pattern, queue: queue))
    }

    /// What is looked at next has come as far as `place`; nil where all of it is back.
    mutating func returned(upTo place: HeldBackURL.Place?) {
        if place == nil { self.returns.removeLast() } else { self.returns[self.returns.count - 1].place = place }
    }
}
#endif
