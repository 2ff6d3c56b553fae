internal import Synchronization

/// One of the places of a run: a request in flight has one. Says at every instant what the visit in it waits for.
///
/// Whoever carries the visit on at the moment writes, one after another: the run loop, the visit, its session. Anyone may read
/// at any time. A change of stage costs a look at the clock and some stores, and allocates nothing.
package final class VisitPlace: Sendable {
    /// The stage and since when, as ``word(_:since:)`` has it; 0 for a free place.
    private let present = Atomic<UInt64>(0)
    /// Nanoseconds spent in each stage, by ``Limiter/index``.
    private let spent: InlineArray<11, Atomic<UInt64>>
    /// The lease of the visit.
    private let leaseNumber = Atomic<UInt64>(0)
    /// Grows whenever something happens here.
    private let moves = Atomic<UInt64>(0)
    private let now: @Sendable () -> CrawlInstant

    /// A free place; `now` tells the time of the run.
    package init(now: @escaping @Sendable () -> CrawlInstant) {
        self.now = now
        self.spent = InlineArray { _ in Atomic(0) }
    }

    /// The visit of `lease` takes the place at `instant`, and waits for its turn.
    package func taken(by lease: UInt64, at instant: CrawlInstant) {
        self.leaseNumber.store(lease, ordering: .relaxed)
        self.enter(.processor, at: instant)
    }

    /// The visit goes on to `stage` now.
    package func enter(_ stage: Limiter) {
        self.enter(stage, at: self.now())
    }

    /// The visit went on to `stage` at `instant`.
    package func enter(_ stage: Limiter, at instant: CrawlInstant) {
        self.goOn(to: VisitPlace.word(stage, since: instant), at: instant)
    }

    /// The visit is over, and the place is free.
    package func left(at instant: CrawlInstant) {
        self.goOn(to: 0, at: instant)
    }

    /// The visit stays where it is, and something came for it.
    package func moved() {
        self.moves.store(self.moves.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }

    private func goOn(to word: UInt64, at instant: CrawlInstant) {
        let before = self.present.load(ordering: .relaxed)
        if let (index, since) = VisitPlace.parts(of: before) {
            let time = UInt64(max(0, instant.nanoseconds &- since.nanoseconds))
            self.spent[index].store(self.spent[index].load(ordering: .relaxed) &+ time, ordering: .relaxed)
        }
        self.present.store(word, ordering: .releasing)
        self.moved()
    }

    // MARK: - Reading

    /// What is known of a place at one instant.
    package struct Reading: Sendable {
        /// What its visit waits for, and since when; nil where it is free.
        package var stage: (limiter: Limiter, since: CrawlInstant)?
        /// The lease of the visit.
        package var lease: UInt64
        /// Differs from that of an earlier reading where something happened in between.
        package var moves: UInt64
    }

    /// How the place stands. What its visits waited for until `instant` is added to `meter`.
    package func read(at instant: CrawlInstant, into meter: inout LimitMeter) -> Reading {
        var word = self.present.load(ordering: .acquiring)
        var times = InlineArray<11, Int64>(repeating: 0)
        // A visit that goes on just now would be counted twice or not at all; it does not go on a fourth time meanwhile.
        for _ in 0..<3 {
            for index in times.indices {
                times[index] = Int64(truncatingIfNeeded: self.spent[index].load(ordering: .relaxed))
            }
            let again = self.present.load(ordering: .acquiring)
            if again == word { break }
            word = again
        }
        for limiter in Limiter.allCases { meter.waited(nanoseconds: times[limiter.index], on: limiter) }
        let stage = VisitPlace.parts(of: word).map { (limiter: Limiter.allCases[$0.index], since: $0.since) }
        if let stage { meter.waited(stage.since.duration(to: instant), on: stage.limiter) }
        return Reading(
            stage: stage, lease: self.leaseNumber.load(ordering: .relaxed), moves: self.moves.load(ordering: .relaxed))
    }

    /// The stage in the upper eight bits, one more than its index; the instant in the others: 2.2 years of nanoseconds.
    private static func word(_ stage: Limiter, since instant: CrawlInstant) -> UInt64 {
        UInt64(stage.index + 1) << 56 | UInt64(max(0, instant.nanoseconds)) & (1 << 56 - 1)
    }

    private static func parts(of word: UInt64) -> (index: Int, since: CrawlInstant)? {
        guard word != 0 else { return nil }
        return (Int(word >> 56) - 1, CrawlInstant(nanoseconds: Int64(word & (1 << 56 - 1))))
    }
}
