package import SkitterCore

/// What the rounds of one case add up to.
package struct BenchRow: Sendable {
    package let subject: BenchCase
    /// The case's name among the others of the run.
    package let name: String
    /// Downloads that came whole, of all that were tried, in all rounds.
    package let read: Int
    package let tried: Int
    /// In the order of their numbers.
    package let rounds: [BenchRound]
    /// Latencies of the downloads that came whole, in nanoseconds, all rounds together.
    package let latencies: Histogram
    /// Against the reference; nil without one, and nil where either did not make all its downloads, since then they did not
    /// do the same work.
    package internal(set) var comparison: Comparison?
    /// Whether others are compared with this one.
    package internal(set) var isReference = false

    /// The row of `subject`, called `name`, from all its `measurements`.
    init(_ subject: BenchCase, name: String, _ measurements: [CellMeasurement]) {
        self.subject = subject
        self.name = name
        self.read = measurements.reduce(0) { $0 + $1.readCount }
        self.tried = measurements.reduce(0) { $0 + $1.downloads.count }
        var rounds = measurements.map { BenchRound($0) }.sorted { $0.round < $1.round }
        let finished = rounds.indices.filter { rounds[$0].seconds != nil }
        let outliers = Sample(finished.compactMap { rounds[$0].seconds }).areOutliers
        for (index, isOutlier) in zip(finished, outliers) { rounds[index].isOutlier = isOutlier }
        self.rounds = rounds
        var latencies = Histogram()
        for download in measurements.lazy.flatMap(\.downloads) {
            if case .read = download.outcome { latencies.record(download.latency.wholeNanoseconds) }
        }
        self.latencies = latencies
    }

    /// The seconds of the rounds that came to their end, by their numbers.
    var secondsByRound: [Int: Double] {
        Dictionary(self.rounds.compactMap { round in round.seconds.map { (round.round, $0) } }) { first, _ in first }
    }

    /// What the comparison came to, in words; nil without one.
    package var verdict: String? {
        self.comparison.map { self.isReference ? "reference" : $0.verdict.rawValue }
    }

    /// How many rounds lie far from the others.
    package var outliers: Int { self.rounds.count(where: \.isOutlier) }

    /// The figure that `metric` names; nil where there is none.
    package func value(_ metric: BenchMetric) -> Double? {
        let seconds = Sample(self.rounds.compactMap(\.seconds))
        func cost(_ figure: (ProcessUsage) -> Double) -> Double? { Sample(self.rounds.map { figure($0.usage) }).median }
        func most(_ figure: (BenchRound) -> Int?) -> Double? {
            self.rounds.contains { figure($0) == nil } ? nil : self.rounds.compactMap(figure).max().map(Double.init)
        }
        return switch metric {
        case .seconds: seconds.median
        case .minSeconds: seconds.min
        case .maxSeconds: seconds.max
        case .pagesPerSecond: Sample(self.rounds.compactMap(\.pagesPerSecond)).median
        case .speedUp: self.comparison?.ratio
        case .speedUpLow: self.comparison?.interval?.lowerBound
        case .speedUpHigh: self.comparison?.interval?.upperBound
        case .processor: cost { $0.processor.inSeconds }
        case .user: cost { $0.user.inSeconds }
        case .system: cost { $0.system.inSeconds }
        case .peak: most(\.peakBytes).map { $0 / 1_000_000 }
        case .switches: cost { Double($0.voluntarySwitches) }
        case .forcedSwitches: cost { Double($0.forcedSwitches) }
        case .threads: most(\.threads)
        case .p50: self.milliseconds(50)
        case .p90: self.milliseconds(90)
        case .p99: self.milliseconds(99)
        case .p999: self.milliseconds(99.9)
        }
    }

    /// The figure that `metric` names as every format spells it; nil where there is none.
    package func text(_ metric: BenchMetric) -> String? {
        self.value(metric).map { NumberText.fixed($0, decimals: metric.decimals) }
    }

    private func milliseconds(_ percent: Double) -> Double? {
        self.latencies.percentile(percent).map { Double($0) / 1_000_000 }
    }
}
