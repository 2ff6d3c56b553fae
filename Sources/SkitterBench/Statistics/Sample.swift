/// A few readings of one quantity, and what can be said of them without knowing how they are spread.
package struct Sample: Hashable, Sendable {
    /// The readings, in the order in which they were taken.
    package let values: [Double]

    package init(_ values: [Double]) {
        self.values = values
    }

    /// The value in the middle, or the mean of the two there; nil without values.
    package var median: Double? { Self.median(of: self.values.sorted()) }

    /// The least value, nil without values.
    package var min: Double? { self.values.min() }

    /// The greatest value, nil without values.
    package var max: Double? { self.values.max() }

    /// For each value whether it lies so far from the others that something else happened while it was taken: a modified
    /// z-score, 0.6745 times the distance from the median over the median of all such distances, of more than 3.5 (Iglewicz
    /// and Hoaglin, 1993). None does where more than half of the values are equal.
    package var areOutliers: [Bool] {
        guard let median = self.median else { return [] }
        let distances = self.values.map { ($0 - median).magnitude }
        guard let deviation = Self.median(of: distances.sorted()), deviation > 0 else {
            return self.values.map { _ in false }
        }
        return distances.map { 0.6745 * $0 / deviation > 3.5 }
    }

    /// The interval that holds the median of what the values were drawn from in 95 of 100 cases: the middle 95 % of the
    /// medians of `resamples` samples drawn from them with replacement (Efron's percentile bootstrap). Nil for fewer than two
    /// values. The same values and seed give the same interval.
    package func medianInterval(seed: UInt64, resamples: Int = 4_000) -> ClosedRange<Double>? {
        guard self.values.count > 1, resamples > 0 else { return nil }
        var dice = IndexDice(seed: seed, count: self.values.count)
        var medians: [Double] = []
        medians.reserveCapacity(resamples)
        var drawn = self.values
        for _ in 0..<resamples {
            for index in drawn.indices { drawn[index] = self.values[dice.roll()] }
            drawn.sort()
            if let median = Self.median(of: drawn) { medians.append(median) }
        }
        medians.sort()
        let cut = medians.count / 40
        return medians[cut]...medians[medians.count - 1 - cut]
    }

    private static func median(of sorted: [Double]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let upper = sorted[sorted.count / 2]
        return sorted.count.isMultiple(of: 2) ? (sorted[sorted.count / 2 - 1] + upper) / 2 : upper
    }
}
