package import SkitterCore

/// The dozen lines that end a crawl.
package enum FinalSummary {
    /// The lines for a crawl that ended so and whose record is in `directory`, a line break after each.
    package static func text(
        _ snapshot: StatsSnapshot, ending: CrawlEnding, directory: String?, layout: ReportLayout = ReportLayout()
    ) -> String {
        let totals = snapshot.totals
        var lines: [(name: String, value: String)] = [
            (
                "visits",
                "\(NumberText.grouped(totals.visits)) in \(DurationText.compact(snapshot.elapsed)) "
                    + "(\(NumberText.rate(snapshot.visitsPerSecond))/s): \(LedgerText.fetched(totals)), "
                    + "\(NumberText.grouped(totals.redirected)) redirected, \(NumberText.grouped(totals.failed)) failed"
            ),
            ("bytes", LedgerText.bytes(snapshot)),
            ("status", FinalSummary.statuses(snapshot.classes)),
        ]
        if !snapshot.failures.isEmpty {
            lines.append(("failed", LedgerText.list(snapshot.failures.map { ($0.key.description, $0.value.count) })))
        }
        if snapshot.ledger.skippedCount > 0 {
            lines.append(("skipped", LedgerText.list(snapshot.ledger.skipped.map { ($0.key.rawValue, $0.value) })))
        }
        if !snapshot.truncations.isEmpty {
            lines.append(("cut", LedgerText.list(snapshot.truncations.map { ($0.key, $0.value) })))
        }
        if let latency = FinalSummary.latency(snapshot.latency) { lines.append(("latency", latency)) }
        if let limits = LedgerText.limits(snapshot.limits) { lines.append(("limited", "by " + limits)) }
        lines.append(("links", LedgerText.links(totals)))
        lines.append(("requests", LedgerText.requests(totals)))
        lines.append(("hosts", FinalSummary.hosts(snapshot)))
        lines.append(("ledger", LedgerText.standing(snapshot.ledger)))
        if let directory { lines.append(("record", TerminalText.escaped(directory))) }
        let title = "\(TerminalText.escaped(ending.cause)) (exit \(ending.exitStatus))"
        return layout.paint(title, ending.code == 0 ? .good : .warning) + "\n"
            + lines.map { FactLine.text($0.name, $0.value, layout) }.joined()
            + ParkedText.lines(snapshot.parked).map { $0 + "\n" }.joined()
    }

    private static func statuses(_ classes: StatusClasses) -> String {
        var parts = [
            "2xx \(NumberText.grouped(classes.success))", "3xx \(NumberText.grouped(classes.redirection))",
            "4xx \(NumberText.grouped(classes.clientError))", "5xx \(NumberText.grouped(classes.serverError))",
        ]
        if classes.other > 0 { parts.append("other \(NumberText.grouped(classes.other))") }
        if classes.unanswered > 0 { parts.append("none \(NumberText.grouped(classes.unanswered))") }
        return parts.joined(separator: ", ")
    }

    private static func latency(_ histogram: Histogram) -> String? {
        guard let greatest = histogram.max else { return nil }
        let points = [50.0, 90, 99].map { percent in
            "p\(Int(percent)) \(DurationText.compact(microseconds: histogram.percentile(percent) ?? 0))"
        }
        return (points + ["max \(DurationText.compact(microseconds: greatest))"]).joined(separator: ", ")
    }

    private static func hosts(_ snapshot: StatsSnapshot) -> String {
        let count = NumberText.grouped(snapshot.hostCount)
        guard let busiest = snapshot.hosts.first else { return count }
        return
            "\(count), busiest \(TerminalText.escaped(busiest.host)) with \(NumberText.grouped(busiest.figures.visits)) visits"
    }
}
