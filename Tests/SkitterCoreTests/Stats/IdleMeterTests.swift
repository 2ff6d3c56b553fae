import SkitterCore
import Testing

@Suite struct IdleMeterTests {
    private static func second(_ number: Int) -> CrawlInstant { CrawlInstant(sinceStart: .seconds(number)) }

    @Test func freePlacesCountForTheirReasonUntilTheNextChange() {
        var meter = IdleMeter()
        meter.changed(free: 4, lookUps: 0, reason: .politeness, at: Self.second(1))
        meter.changed(free: 2, lookUps: 0, reason: .frontierEmpty, at: Self.second(3))
        let reading = meter.reading(at: Self.second(4))
        #expect(reading.time(of: .politeness) == .seconds(8))
        #expect(reading.time(of: .frontierEmpty) == .seconds(2))
        #expect(reading.total == .seconds(10))
    }

    @Test func lookUpsTakeTheirPlacesFirst() {
        var meter = IdleMeter()
        meter.changed(free: 3, lookUps: 2, reason: .politeness, at: .start)
        meter.changed(free: 1, lookUps: 5, reason: .politeness, at: Self.second(1))
        let reading = meter.reading(at: Self.second(2))
        #expect(reading.time(of: .dns) == .seconds(3))
        #expect(reading.time(of: .politeness) == .seconds(1))
    }

    @Test func timeThatGoesBackAndPlacesThatAreNoneCountNothing() {
        var meter = IdleMeter(at: Self.second(5))
        meter.changed(free: -1, lookUps: -1, reason: .disk, at: Self.second(4))
        meter.changed(free: 1, lookUps: 0, reason: nil, at: Self.second(6))
        #expect(meter.reading(at: Self.second(9)).isEmpty)
    }
}
