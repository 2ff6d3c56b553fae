/// A column of the tables for people.
enum BenchColumn: Hashable, Sendable {
    case metric(BenchMetric)
    case outliers
    case verdict

    var title: String {
        switch self {
        case .metric(let metric): metric.title
        case .outliers: "outliers"
        case .verdict: "verdict"
        }
    }

    /// The cell of `row`; `-` where there is no figure.
    func text(of row: BenchRow) -> String {
        switch self {
        case .metric(let metric): row.text(metric) ?? "-"
        case .outliers: String(row.outliers)
        case .verdict: row.verdict ?? "-"
        }
    }
}

extension BenchResult {
    /// How fast: one table. With one round there is nothing to say of chance.
    var speedColumns: [BenchColumn] {
        let hasOutliers = self.rows.contains { $0.outliers > 0 }
        let several: [BenchColumn] =
            [.metric(.minSeconds), .metric(.maxSeconds)] + (hasOutliers ? [.outliers] : [])
            + [.metric(.pagesPerSecond), .metric(.speedUp), .metric(.speedUpLow), .metric(.speedUpHigh), .verdict]
        return [.metric(.seconds)]
            + (self.configuration.rounds > 1 ? several : [.metric(.pagesPerSecond), .metric(.speedUp)])
    }

    /// At which price: another table.
    var costColumns: [BenchColumn] {
        let metrics: [BenchMetric] = [
            .processor, .user, .system, .peak, .threads, .switches, .forcedSwitches,
        ]
        return metrics.map { .metric($0) }
    }

    /// How long a single download took: the third.
    var latencyColumns: [BenchColumn] {
        let metrics: [BenchMetric] = [.p50, .p90, .p99, .p999]
        return metrics.map { .metric($0) }
    }

    /// All tables, each with its title.
    var tables: [(title: String, cells: (titles: [String], rows: [[String]]))] {
        [
            ("How fast", self.cells(self.speedColumns)), ("At which price", self.cells(self.costColumns)),
            ("How long a download took", self.cells(self.latencyColumns)),
        ] + [self.changes].compactMap(\.self).map { ("Against the baseline", $0) }
    }

    /// The titles of `columns` behind that of the names, and a row of cells for each case.
    private func cells(_ columns: [BenchColumn]) -> (titles: [String], rows: [[String]]) {
        (
            ["strategy"] + columns.map(\.title),
            self.rows.map { row in [row.name] + columns.map { $0.text(of: row) } }
        )
    }
}
