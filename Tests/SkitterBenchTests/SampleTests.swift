import SkitterBench
import Testing

@Suite struct SampleTests {
    @Test(
        arguments: [([], nil), ([3], 3), ([3, 1], 2), ([9, 1, 2], 2), ([4, 1, 3, 2], 2.5)] as [([Double], Double?)])
    func theMedianIsTheMiddle(values: [Double], median: Double?) {
        #expect(Sample(values).median == median)
    }

    @Test func aReadingFarFromAllOthersIsAnOutlier() {
        // Median 10.5, median of the distances 1: of 14 the score is 0.6745 * 3.5 = 2.36, of 16 it is 3.71.
        #expect(Sample([9, 10, 11, 12, 10, 14]).areOutliers == [false, false, false, false, false, false])
        #expect(Sample([9, 10, 11, 12, 10, 16]).areOutliers == [false, false, false, false, false, true])
        #expect(Sample([10, 11, 9, 10, 12, 1]).areOutliers == [false, false, false, false, false, true])
    }

    @Test func equalReadingsHaveNoOutliers() {
        #expect(Sample([5, 5, 5, 5, 50]).areOutliers == [false, false, false, false, false])
        #expect(Sample([]).areOutliers == [])
        #expect(Sample([5]).areOutliers == [false])
    }

    @Test func anIntervalTakesTwoReadings() {
        #expect(Sample([]).medianInterval(seed: 1) == nil)
        #expect(Sample([2]).medianInterval(seed: 1) == nil)
        #expect(Sample([2, 2, 2]).medianInterval(seed: 1) == 2...2)
    }

    @Test func theIntervalOfFiveReadingsReachesToTheLeastAndTheGreatest() {
        // The median of a resample is the least of five with a chance of 5.8 %, more than the 2.5 % that are cut off.
        for seed in UInt64(1)...20 {
            #expect(Sample([3, 1, 5, 4, 2]).medianInterval(seed: seed) == 1...5)
        }
    }

    @Test func theIntervalOfManyReadingsIsNarrow() throws {
        let interval = try #require(Sample((1...1001).map(Double.init)).medianInterval(seed: 7, resamples: 400))
        // The median of 1001 evenly spread readings has a standard deviation of about 16.
        #expect(interval.lowerBound > 430 && interval.lowerBound < 490)
        #expect(interval.upperBound > 511 && interval.upperBound < 571)
    }

    @Test func theSameSeedGivesTheSameInterval() {
        let sample = Sample((1...40).map { Double($0 * $0 % 37) })
        #expect(sample.medianInterval(seed: 3) == sample.medianInterval(seed: 3))
        let intervals = Set((0..<40).map { sample.medianInterval(seed: $0, resamples: 40) })
        #expect(intervals.count > 1)
    }
}

@Suite struct ComparisonTests {
    private func compare(_ seconds: [Double], with reference: [Double]) -> Comparison? {
        func rounds(_ values: [Double]) -> [Int: Double] {
            Dictionary(uniqueKeysWithValues: zip(1..., values))
        }
        return Comparison(seconds: rounds(seconds), reference: rounds(reference), seed: 1)
    }

    @Test func roundsAreComparedInPairs() throws {
        // Both became slower all the time; each time the one took half of the other.
        let comparison = try #require(self.compare([1, 2, 4, 8, 16], with: [2, 4, 8, 16, 32]))
        #expect(comparison.ratio == 2)
        #expect(comparison.interval == 2...2)
        #expect(comparison.verdict == .faster)
    }

    @Test(
        arguments: [
            ([2, 2, 2, 2, 2], .slower, 0.5), ([1, 0.9, 1.1, 0.8, 1.2], .noDifference, 1),
            ([1, 1, 1, 1, 1], .noDifference, 1), ([0.5, 0.5, 0.4, 0.5, 0.5], .faster, 2),
            ([0.5, 0.5, 0.5, 0.5], .tooFewRounds, 2), ([0.5], .tooFewRounds, 2),
        ] as [([Double], Comparison.Verdict, Double)])
    func theVerdictFollowsFromTheInterval(seconds: [Double], verdict: Comparison.Verdict, ratio: Double) {
        let comparison = self.compare(seconds, with: Array(repeating: 1, count: seconds.count))
        #expect(comparison?.verdict == verdict)
        #expect(comparison?.ratio == ratio)
    }

    @Test func oneSlowRoundDecidesNothing() throws {
        let comparison = try #require(
            self.compare([0.5, 0.5, 0.5, 30, 0.5, 0.5, 0.5], with: [1, 1, 1, 1, 1, 1, 1]))
        #expect(comparison.ratio == 2)
        #expect(comparison.verdict == .faster)
    }

    @Test func onlyRoundsOfBothCount() throws {
        let comparison = try #require(Comparison(seconds: [2: 1, 3: 1], reference: [1: 9, 3: 4], seed: 1))
        #expect(comparison.ratio == 4)
        #expect(comparison.rounds == 1)
        #expect(comparison.interval == nil)
        #expect(Comparison(seconds: [1: 1], reference: [2: 1], seed: 1) == nil)
    }
}
