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

    @Test func aPausedRunAsksForNothingAndGoesOn() {
        var lifecycle = CrawlLifecycle()
        lifecycle.paused()
        #expect(lifecycle.isPaused && !lifecycle.isLeasing && lifecycle.end == nil)
        lifecycle.resumed()
        #expect(!lifecycle.isPaused && lifecycle.isLeasing)
    }

    @Test func whatEndsARunEndsItsPause() {
        for end in [{ (run: inout CrawlLifecycle) in run.endReached(.timeBudget) }, { _ = $0.stopRequested() }] {
            var lifecycle = CrawlLifecycle()
            lifecycle.paused()
            end(&lifecycle)
            lifecycle.paused()
            #expect(!lifecycle.isPaused && !lifecycle.isLeasing && lifecycle.end != nil)
        }
    }
}
