import SkitterCore
import Testing

@Suite struct LimitMeterTests {
    @Test func aMeterNamesWhatTookLongestSinceTheLastReading() {
        var meter = LimitMeter()
        #expect(meter.longest == nil)
        meter.waited(.seconds(3), on: .concurrency)
        let before = meter
        meter.waited(.seconds(1), on: .politeness)
        #expect(meter.longest?.limiter == .concurrency)
        #expect(meter.since(before).longest == LimitMeter.Reading(limiter: .politeness, share: 1))
    }
}
