import SkitterCore
import Testing

struct HistogramTests {
    private static let percents = [0.1, 1, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100]

    @Test(arguments: [Int64(100), 5_000, 30_000_000, 1 << 40], [1, 2, 10, 999, 1_000, 20_000])
    func aPercentileIsNearTheOneOfASortedList(limit: Int64, count: Int) {
        var dice = StatsDice(seed: UInt64(count) &+ UInt64(limit))
        var histogram = Histogram()
        var values: [Int64] = []
        for _ in 0..<count {
            // Products of uniform numbers spread over all magnitudes, as latencies do.
            let value = Int64(
                Double(limit) * Double.random(in: 0...1, using: &dice) * Double.random(in: 0...1, using: &dice))
            histogram.record(value)
            values.append(value)
        }
        values.sort()
        for percent in HistogramTests.percents {
            let rank = min(count, max(1, Int((percent * Double(count) / 100 - 1e-6).rounded(.up))))
            let exact = values[rank - 1]
            let found = histogram.percentile(percent) ?? -1
            #expect(abs(Double(found - exact)) <= Double(exact) * 0.008 + 0.5, "p\(percent) of \(count)")
        }
        #expect(histogram.count == count)
        #expect(histogram.min == values.first)
        #expect(histogram.max == values.last)
        let mean = Double(values.reduce(0, +)) / Double(count)
        #expect(abs((histogram.mean ?? -1) - mean) <= mean * 1e-12)
    }

    @Test func smallValuesAreExact() {
        var histogram = Histogram()
        for value in 0..<Int64(128) { histogram.record(value) }
        #expect(histogram.percentile(50) == 63)
        #expect(histogram.percentile(75) == 95)
    }

    @Test func theRankOfATenthOfAPercentIsNotOneTooHigh() {
        var histogram = Histogram()
        for value in 1...Int64(1_000) { histogram.record(value <= 999 ? 1 : 50) }
        #expect(histogram.percentile(99.9) == 1)
        #expect(histogram.percentile(99.91) == 50)
    }

    @Test func mergedHistogramsEqualOneThatSawAll() {
        var dice = StatsDice(seed: 3)
        var parts = [Histogram(), Histogram(), Histogram()]
        var whole = Histogram()
        for number in 0..<3_000 {
            let value = Int64.random(in: 0...1 << Int64(number % 50), using: &dice)
            parts[number % 3].record(value)
            whole.record(value)
        }
        var merged = Histogram()
        for part in parts { merged.merge(part) }
        #expect(merged == whole)
        merged.merge(Histogram())
        #expect(merged == whole)
    }

    @Test func anEmptyHistogramKnowsNothing() {
        let histogram = Histogram()
        #expect(histogram.count == 0)
        #expect(
            histogram.min == nil && histogram.max == nil && histogram.mean == nil && histogram.percentile(50) == nil)
    }

    @Test func extremesNeitherTrapNorGrowWithoutBound() {
        var histogram = Histogram()
        histogram.record(.min)
        for shift in 0..<Int64(63) {
            histogram.record(1 << shift)
            histogram.record((1 << shift) - 1)
        }
        histogram.record(.max)
        histogram.record(.max)
        #expect(histogram.min == 0)
        #expect(histogram.max == .max)
        #expect(histogram.percentile(100) == .max)
        #expect(histogram.percentile(-5) == 0)
        #expect((histogram.mean ?? 0) > 1e16)
        for (range, count) in histogram.occupied { #expect(range.lowerBound >= 0 && count > 0) }
    }

    @Test func bucketsAreAdjacent() {
        var histogram = Histogram()
        for value in 0..<Int64(5_000) { histogram.record(value) }
        var next: Int64 = 0
        for (range, _) in histogram.occupied {
            #expect(range.lowerBound == next)
            next = range.upperBound + 1
        }
        #expect(
            histogram.occupied.dropLast().allSatisfy {
                Int64($0.count) == $0.range.upperBound - $0.range.lowerBound + 1
            })
    }
}
