internal import SkitterCore

/// The points of a distribution that reports name.
struct Percentiles: Sendable {
    let name: String
    /// The per cent; 0 and 100 are exact.
    private let percent: Double

    static let all = [
        Percentiles("min", 0), Percentiles("p50", 50), Percentiles("p75", 75), Percentiles("p90", 90),
        Percentiles("p95", 95),
        Percentiles("p99", 99), Percentiles("p99.9", 99.9), Percentiles("max", 100),
    ]

    /// The points that a table of so many columns has room for.
    static func fitting(_ columns: Int) -> [Percentiles] {
        if columns >= 72 { return Percentiles.all }
        let names: Set<String> = columns < 50 ? ["p50", "p90", "max"] : ["min", "p50", "p90", "p99", "max"]
        return Percentiles.all.filter { names.contains($0.name) }
    }

    private init(_ name: String, _ percent: Double) {
        self.name = name
        self.percent = percent
    }

    /// The value at this point, nil where there are no values.
    func of(_ histogram: Histogram) -> Int64? {
        self.percent == 0 ? histogram.min : histogram.percentile(self.percent)
    }
}
