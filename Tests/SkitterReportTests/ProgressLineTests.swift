import SkitterCore
import SkitterReport
import Testing

struct ProgressLineTests {
    private static func figures() -> ProgressFigures {
        var figures = ProgressFigures()
        figures.elapsed = .milliseconds(130_400)
        figures.done = 1_204
        figures.visitsPerSecond = 9.26
        figures.bytesPerSecond = 3.1 * 1_048_576
        figures.queued = 8_812
        figures.classes.success = 1_101
        figures.classes.redirection = 60
        figures.classes.clientError = 38
        figures.classes.serverError = 5
        figures.retries = 7
        figures.skipped = 2_310
        figures.gauges.inFlight = 32
        figures.gauges.openHosts = 41
        figures.gauges.limits.waited(.seconds(88), on: .politeness)
        figures.gauges.limits.waited(.seconds(12), on: .server)
        figures.gauges.nextStart = .milliseconds(1_200)
        figures.gauges.residentBytes = 96 << 20
        figures.gauges.leastTimeLeft = .seconds(14 * 60 + 20)
        return figures
    }

    @Test func theLineIsTheDocumentedOne() {
        #expect(
            ProgressLine.text(Self.figures())
                == "00:02:10 done 1 204 (9.3/s, 3.1 MB/s) queue 8 812 in-flight 32 hosts 41 | 2xx 1101 3xx 60 4xx 38 5xx 5 retry 7 skip 2 310"
                + " | limited-by politeness 88% next 1.2s | rss 96M | eta >=14m")
    }

    @Test func whatIsNotKnownIsADash() {
        #expect(
            ProgressLine.text(ProgressFigures())
                == "00:00:00 done 0 (0.0/s, 0 B/s) queue 0 in-flight 0 hosts 0 | 2xx 0 3xx 0 4xx 0 5xx 0 retry 0 skip 0"
                + " | limited-by - next - | rss - | eta -")
    }

    @Test func whatIsParkedShowsWhereThereIsAny() {
        var figures = Self.figures()
        figures.parked = 1_234
        #expect(ProgressLine.text(figures).contains(" skip 2 310 parked 1 234 | "))
    }

    @Test func visitsWithoutAStatusAreNotHidden() {
        var figures = Self.figures()
        figures.classes.unanswered = 2
        figures.classes.other = 1
        #expect(ProgressLine.text(figures).contains(" skip 2 310 err 3 | "))
    }
}
