import SkitterCore
import Testing

@Suite struct LimitMeterTests {
    @Test func aMeterNamesWhatTookLongestSinceTheLastReading() {
        var meter = LimitMeter()
        #expect(meter.longest == nil)
        meter.waited(.seconds(3), on: .server)
        let before = meter
        meter.waited(.seconds(1), on: .politeness)
        #expect(meter.longest?.limiter == .server)
        #expect(meter.since(before).longest == LimitMeter.Reading(limiter: .politeness, share: 1))
    }

    @Test func sharesAreOfTheWholeTimeLongestFirst() {
        var meter = LimitMeter()
        meter.waited(.seconds(1), on: .parse)
        meter.waited(.seconds(6), on: .politeness)
        meter.waited(.seconds(1), on: .network)
        meter.waited(.seconds(-5), on: .disk)
        #expect(meter.shares.map(\.limiter) == [.politeness, .network, .parse])
        #expect(meter.shares.map(\.share) == [0.75, 0.125, 0.125])
        #expect(meter.scaled(to: .seconds(16)).time(of: .politeness) == .seconds(12))
        #expect(meter.total == .seconds(8))
    }

    @Test func timeBeyondAllMeasureIsCutAndDoesNotTrap() {
        var meter = LimitMeter()
        for _ in 0..<3 { meter.waited(.seconds(Int64.max), on: .server) }
        #expect(meter.share(of: .server) == 1)
    }

    /// (busy, processor's seconds of 8 seconds of waiting, over a second with one loop)
    @Test(arguments: [(0.0, 0.0), (0.5, 1.0), (0.75, 3.0), (0.995, 8.0), (1.0, 8.0)])
    func answersBeforeABusyLoopWaitForTheProcessor(busy: Double, seconds: Double) {
        var meter = LimitMeter()
        meter.waited(.seconds(6), on: .server)
        meter.waited(.seconds(2), on: .network)
        meter.waited(.seconds(4), on: .politeness)
        meter.answersWaited(forLoops: 1, busy: busy, over: .seconds(1))
        #expect(abs(meter.time(of: .processor).inSeconds - seconds) < 1e-6)
        #expect(abs(meter.total.inSeconds - 12) < 1e-6)
        #expect(abs(meter.time(of: .server).inSeconds - 3 * meter.time(of: .network).inSeconds) < 1e-6)
    }

    @Test func everyLimiterHasItsIndex() {
        #expect(Limiter.allCases.map(\.index) == Array(Limiter.allCases.indices))
    }
}
