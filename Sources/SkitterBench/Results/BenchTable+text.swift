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
            self.time?.inSeconds.fixed(3) ?? "-",
            self.pagesPerSecond?.fixed(1) ?? "-",
            self.processorTime.inSeconds.fixed(2),
            self.peakBytes.map { (Double($0) / 1_000_000).fixed(1) } ?? "-",
            self.milliseconds(50), self.milliseconds(90), self.milliseconds(99),
            self.speedUp.map { $0.fixed(2) + "x" } ?? "-",
        ]
    }

    private func milliseconds(_ percent: Double) -> String {
        self.latencies.percentile(percent).map { (Double($0) / 1_000_000).fixed(1) } ?? "-"
    }
}

extension Double {
    /// This number with `places` digits after the point.
    package func fixed(_ places: Int) -> String {
        let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
        guard let scaled = Int64(exactly: (self.magnitude * Double(scale)).rounded()) else { return "\(self)" }
        let sign = self < 0 && scaled != 0 ? "-" : ""
        if places == 0 { return "\(sign)\(scaled)" }
        let fraction = String(scaled % scale)
        return "\(sign)\(scaled / scale).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
    }
}
