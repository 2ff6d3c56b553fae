import SkitterCore
import Testing

@Suite struct CrawlLifecycleTests {
    @Test func theFirstRequestToStopIsPoliteTheSecondIsNot() {
        var lifecycle = CrawlLifecycle()
        #expect(lifecycle.isLeasing)
        let answers = [lifecycle.stopRequested(), lifecycle.stopRequested(), lifecycle.stopRequested()]
        #expect(answers == [.drain, .cancel, .none])
        #expect(!lifecycle.isLeasing)
        #expect(lifecycle.end == .signal)
    }

    @Test func theCauseThatCameFirstCounts() {
        var lifecycle = CrawlLifecycle()
        lifecycle.endReached(.timeBudget)
        lifecycle.endReached(.finished)
        _ = lifecycle.stopRequested()
        #expect(lifecycle.end == .timeBudget)
    }

    @Test func theGraceEndsOnce() {
        var lifecycle = CrawlLifecycle()
        var cancels = [lifecycle.graceEnded()]
        _ = lifecycle.stopRequested()
        cancels += [lifecycle.graceEnded(), lifecycle.graceEnded()]
        #expect(cancels == [false, true, false])
    }

    @Test func aMeterNamesWhatTookLongestSinceTheLastReading() {
        var meter = LimitMeter()
        #expect(meter.longest == nil)
        meter.waited(.seconds(3), on: .network)
        let before = meter
        meter.waited(.seconds(1), on: .politeness)
        #expect(meter.longest?.reason == .network)
        #expect(meter.since(before).longest == LimitMeter.Reading(reason: .politeness, share: 1))
    }
}
