import SkitterCore

extension BenchTable {
    /// This table for people: one line of heads, one line a row; `-` where there is no figure.
    package var text: String {
        let heads = ["strategy", "seconds", "pages/s", "cpu s", "peak MB", "p50 ms", "p90 ms", "p99 ms", "speed-up"]
        let lines = [heads] + self.rows.map(\.cells)
        let widths = heads.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            line.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - line[column].count)
                return column == 0 ? line[column] + padding : padding + line[column]
            }.joined(separator: "  ") + "\n"
        }.joined()
    }
}

extension BenchTable.Row {
    fileprivate var cells: [String] {
        [
            self.strategy.rawValue,
            Self.text(self.time?.inSeconds, decimals: 3),
            Self.text(self.pagesPerSecond, decimals: 1),
            Self.text(self.processorTime.inSeconds, decimals: 2),
            Self.text(self.peakBytes.map { Double($0) / 1_000_000 }, decimals: 1),
            self.milliseconds(50), self.milliseconds(90), self.milliseconds(99),
            Self.text(self.speedUp, decimals: 2),
        ]
    }

    private func milliseconds(_ percent: Double) -> String {
        Self.text(self.latencies.percentile(percent).map { Double($0) / 1_000_000 }, decimals: 1)
    }

    private static func text(_ value: Double?, decimals: Int) -> String {
        value.map { NumberText.fixed($0, decimals: decimals) } ?? "-"
    }
}
