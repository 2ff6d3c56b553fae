import SkitterCore

extension BenchResult {
    /// CSV with a header: one line for each case, all figures.
    package var csv: String {
        let head =
            ["name", "strategy", "transport", "concurrency", "latency_ms", "read", "tried", "rounds", "outliers"]
            + BenchMetric.allCases.map(\.rawValue) + ["verdict"]
        var text = CSVText.line(head)
        for row in self.rows {
            let subject = row.subject
            let latency = subject.latency.map { NumberText.fixed($0.inSeconds * 1_000, decimals: 3) }
            text += CSVText.line(
                [row.name, subject.strategy.rawValue, subject.transport.rawValue, String(subject.concurrency)]
                    + [latency ?? "", String(row.read), String(row.tried), String(row.rounds.count)]
                    + [String(row.outliers)] + BenchMetric.allCases.map { row.text($0) ?? "" }
                    + [row.verdict ?? ""])
        }
        return text
    }
}
