import SkitterCore
import Testing

struct LimitSeriesTests {
    @Test func stretchesOfOneLimitAreOne() {
        var series = LimitSeries()
        for second in 1...10 { series.add(second <= 6 ? .politeness : .work, until: .seconds(second)) }
        #expect(series.stretches.map(\.length) == [.seconds(6), .seconds(4)])
        #expect(series.totals.map(\.limiter) == [.politeness, .work])
        #expect(series.length == .seconds(10))
    }

    @Test func timeThatGoesBackTellsNothing() {
        var series = LimitSeries()
        series.add(.work, until: .seconds(5))
        series.add(.resolver, until: .seconds(3))
        #expect(series.length == .seconds(5))
        #expect(series.stretches.count == 1)
    }

    @Test func aLongSeriesIsBoundedAndLosesNoTime() {
        var series = LimitSeries()
        for second in 1...100_000 { series.add(second % 2 == 0 ? .politeness : nil, until: .seconds(second)) }
        #expect(series.stretches.count <= 2 * LimitSeries.limit)
        #expect(series.stretches.reduce(.zero) { $0 + $1.length } == .seconds(100_000))
    }
}
