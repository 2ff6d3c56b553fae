import SkitterCore
import Testing

struct LimitSeriesTests {
    private static func limits(_ parts: [Limiter: Int]) -> LimitMeter {
        var meter = LimitMeter()
        for (limiter, seconds) in parts { meter.waited(.seconds(seconds), on: limiter) }
        return meter
    }

    @Test func stretchesOfOneLimitAreOne() {
        var series = LimitSeries()
        for second in 1...10 {
            series.add(Self.limits([second <= 6 ? .politeness : .server: 1]), until: .seconds(second))
        }
        #expect(series.stretches.map(\.length) == [.seconds(6), .seconds(4)])
        #expect(series.totals.map(\.limiter) == [.politeness, .server])
        #expect(series.length == .seconds(10))
    }

    @Test func aSecondCountsOnceWhateverTheNumberOfPlaces() {
        var series = LimitSeries()
        series.add(Self.limits([.politeness: 30, .server: 10]), until: .seconds(4))
        series.add(Self.limits([.server: 1]), until: .seconds(6))
        series.add(LimitMeter(), until: .seconds(10))
        #expect(series.totals.map(\.limiter) == [nil, .politeness, .server])
        #expect(series.totals.map(\.length) == [.seconds(4), .seconds(3), .seconds(3)])
    }

    @Test func timeThatGoesBackTellsNothing() {
        var series = LimitSeries()
        series.add(Self.limits([.server: 1]), until: .seconds(5))
        series.add(Self.limits([.dns: 1]), until: .seconds(3))
        #expect(series.length == .seconds(5))
        #expect(series.stretches.count == 1)
    }

    @Test func aLongSeriesIsBoundedAndLosesNoTime() {
        var series = LimitSeries()
        for second in 1...100_000 {
            series.add(second % 2 == 0 ? Self.limits([.politeness: 1]) : LimitMeter(), until: .seconds(second))
        }
        #expect(series.stretches.count <= 2 * LimitSeries.limit)
        #expect(series.stretches.reduce(.zero) { $0 + $1.length } == .seconds(100_000))
        #expect(series.totals.map(\.length) == [.seconds(50_000), .seconds(50_000)])
        #expect(series.parts(240).count == 240)
    }

    @Test func severalSeriesAreOneOnTheSameClock() {
        var first = LimitSeries()
        first.add(Self.limits([.politeness: 8]), until: .seconds(2))
        first.add(Self.limits([.server: 1]), until: .seconds(4))
        var second = LimitSeries()
        second.add(Self.limits([.disk: 1]), until: .seconds(3))
        #expect(LimitSeries.merged([(first, .zero)]) == first)
        let merged = LimitSeries.merged([(first, .seconds(1)), (second, .seconds(4))])
        #expect(merged.length == .seconds(7))
        let parts = merged.parts(edges: (0...7).map { .seconds($0) })
        #expect(
            parts.map { $0.longest?.limiter } == [
                nil, .politeness, .politeness, .server, .server, .disk, .disk,
            ])
        // Each crawler counts as much as the other, whatever the number of their places.
        #expect(parts[4].share(of: .server) == 0.5 && parts[4].share(of: .disk) == 0.5)
    }

    @Test func partsShareRowsByTheirTime() {
        var series = LimitSeries()
        series.add(Self.limits([.politeness: 1]), until: .milliseconds(1_500))
        series.add(Self.limits([.server: 1]), until: .milliseconds(2_500))
        series.add(Self.limits([.disk: 1]), until: .milliseconds(4_000))
        let parts = series.parts(edges: (0...5).map { .seconds($0) })
        #expect(parts.map { $0.longest?.limiter } == [.politeness, .politeness, .server, .disk, nil])
        #expect(parts[1].share(of: .server) == 0.5)
        #expect(parts.map(\.total) == [.seconds(1), .seconds(1), .seconds(1), .seconds(1), .zero])
        #expect(series.parts(edges: []).isEmpty)
        #expect(LimitSeries().parts(10).map(\.isEmpty) == [true])
    }
}
