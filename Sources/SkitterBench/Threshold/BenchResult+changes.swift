import SkitterCore

extension BenchResult {
    /// The cases that the baseline has too, with what was and what is; nil without a baseline.
    var changes: (titles: [String], rows: [[String]])? {
        guard let baseline = self.baseline else { return nil }
        let metrics: [BenchMetric] = [.seconds, .processor, .p50]
        let titles = metrics.flatMap { ["\($0.title) before", "now", "change"] }
        let rows = self.rows.compactMap { row -> [String]? in
            guard metrics.contains(where: { baseline.value($0, of: row.subject) != nil }) else { return nil }
            return [row.name]
                + metrics.flatMap { metric -> [String] in
                    let (before, now) = (baseline.value(metric, of: row.subject), row.value(metric))
                    return [
                        before.map { NumberText.fixed($0, decimals: metric.decimals) } ?? "-", row.text(metric) ?? "-",
                        Self.change(from: before, to: now),
                    ]
                }
        }
        return rows.isEmpty ? nil : (["strategy"] + titles, rows)
    }

    private static func change(from before: Double?, to now: Double?) -> String {
        guard let before, let now, before > 0 else { return "-" }
        let percent = (now / before - 1) * 100
        return (percent > 0 ? "+" : "") + NumberText.fixed(percent, decimals: 1) + "%"
    }
}
