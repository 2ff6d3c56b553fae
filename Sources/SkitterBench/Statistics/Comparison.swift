/// How one case did against another in the same rounds.
package struct Comparison: Hashable, Sendable {
    /// What the rounds allow to say.
    package enum Verdict: String, Sendable {
        case faster
        case slower
        /// The interval holds 1: chance alone could have made the difference.
        case noDifference = "no difference"
        /// There were fewer than ``Comparison/fewestRounds``: nothing can be said of chance.
        case tooFewRounds = "too few rounds"
    }

    /// With fewer rounds all of them fall on one side by chance too often: of four, one time in eight.
    package static let fewestRounds = 5

    /// The median of the ratios: how many times as fast as the reference, whose seconds are over the other's in each.
    package let ratio: Double
    /// The 95 % interval of that median; nil for one round.
    package let interval: ClosedRange<Double>?
    /// How many rounds both came to the end of.
    package let rounds: Int

    /// Compares the rounds of `seconds` and `reference` with one another by their numbers; nil where no round has both.
    package init?(seconds: [Int: Double], reference: [Int: Double], seed: UInt64) {
        // A round is a pair: what slowed the machine down for one slowed it down for the other.
        let ratios = seconds.keys.sorted().compactMap { round -> Double? in
            guard let own = seconds[round], let other = reference[round], own > 0, other > 0 else { return nil }
            return other / own
        }
        let sample = Sample(ratios)
        guard let median = sample.median else { return nil }
        self.ratio = median
        self.interval = sample.medianInterval(seed: seed)
        self.rounds = ratios.count
    }

    package var verdict: Verdict {
        guard let interval = self.interval, self.rounds >= Self.fewestRounds else { return .tooFewRounds }
        if interval.contains(1) { return .noDifference }
        return interval.lowerBound > 1 ? .faster : .slower
    }
}
