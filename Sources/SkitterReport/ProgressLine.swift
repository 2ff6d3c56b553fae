package import SkitterCore

/// The one line that a running crawl shows. What is not known is `-`, never left out: the columns stay where they are.
package enum ProgressLine {
    /// The line for `figures`, without a line break.
    package static func text(_ figures: ProgressFigures) -> String {
        let gauges = figures.gauges
        let parts = [
            [
                DurationText.clock(figures.elapsed),
                "done \(NumberText.grouped(figures.done))",
                "(\(NumberText.rate(figures.visitsPerSecond))/s, \(ByteCountText.rate(figures.bytesPerSecond)))",
                "queue \(NumberText.grouped(figures.queued))",
                "in-flight \(gauges.inFlight)",
                "hosts \(NumberText.grouped(gauges.openHosts))",
            ].joined(separator: " "),
            ProgressLine.answers(figures),
            ProgressLine.limits(gauges),
            "rss \(gauges.residentBytes.map(ByteCountText.short) ?? "-")",
            "eta \(gauges.leastTimeLeft.map { ">=" + DurationText.coarse($0) } ?? "-")",
        ]
        return parts.joined(separator: " | ")
    }

    private static func answers(_ figures: ProgressFigures) -> String {
        let classes = figures.classes
        let text =
            "2xx \(classes.success) 3xx \(classes.redirection) 4xx \(classes.clientError) 5xx \(classes.serverError)"
            + " retry \(figures.retries) skip \(NumberText.grouped(figures.skipped))"
            + (figures.parked == 0 ? "" : " parked \(NumberText.grouped(figures.parked))")
        // Visits without a status are in no class: without this word they would not show at all.
        let silent = classes.unanswered + classes.other
        return silent == 0 ? text : text + " err \(silent)"
    }

    private static func limits(_ gauges: CrawlGauges) -> String {
        var text = "limited-by -"
        if let reading = gauges.limiter {
            text = "limited-by \(reading.limiter.rawValue) \(NumberText.fixed(reading.share * 100, decimals: 0))%"
        }
        return text + " next \(gauges.nextStart.map(DurationText.compact) ?? "-")"
    }
}
