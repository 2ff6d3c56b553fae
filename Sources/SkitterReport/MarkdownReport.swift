package import SkitterCore

/// All figures of a crawl as GitHub's Markdown: for issues and pull requests.
package enum MarkdownReport {
    /// The page, a line break after each line.
    package static func text(_ snapshot: StatsSnapshot, transport: String, top: Int? = nil) -> String {
        var text = "# Crawl\n\n"
        text += MarkdownTable.text(
            ["figure", "value"],
            StatsReport.figures(snapshot).map { figure in
                [
                    MarkdownReport.spelled(figure.section) + " " + MarkdownReport.spelled(figure.name),
                    figure.value.readable,
                ]
            })
        for criterion in Breakdown.Criterion.allCases where criterion != .time {
            let breakdown = Breakdown(snapshot, by: criterion, transport: transport, top: top)
            guard !breakdown.rows.isEmpty else { continue }
            text += "\n## By \(criterion.rawValue)\n\n" + breakdown.markdown
        }
        if snapshot.ledger.skippedCount > 0 {
            text += "\n## Skipped\n\n"
            text += MarkdownTable.text(
                ["reason", "URLs"],
                SkipReason.allCases.compactMap { reason in
                    snapshot.skips[reason].map { [reason.rawValue, NumberText.grouped($0.count)] }
                })
        }
        if snapshot.parked.urls > 0 {
            text += "\n## Parked\n\n"
            text += MarkdownTable.text(
                ["pattern", "URLs"],
                snapshot.parked.patterns.map {
                    [
                        TerminalText.escaped($0.pattern) + ($0.isByUser ? " (parked by hand)" : ""),
                        NumberText.grouped($0.urls),
                    ]
                })
        }
        return text
    }

    /// A name of a figure without the unit that machines need: people see it at the figure.
    private static func spelled(_ name: String) -> String {
        for unit in ["_ms", "_bytes", "_per_s"] where name.hasSuffix(unit) && name != "wire_bytes" {
            return name.dropLast(unit.count).split(separator: "_").joined(separator: " ")
                + (unit == "_per_s" ? "/s" : "")
        }
        return name.split(separator: "_").joined(separator: " ")
    }
}
