import SkitterCore

/// The figures of one case in one round.
package struct BenchRound: Hashable, Sendable {
    /// Counted from 1.
    package let round: Int
    /// Nil if the process did not come to its end.
    package let seconds: Double?
    package let pagesPerSecond: Double?
    package let usage: ProcessUsage
    package let peakBytes: Int?
    package let threads: Int?
    /// Whether ``seconds`` lies far from those of the other rounds.
    package var isOutlier = false

    init(_ measurement: CellMeasurement) {
        self.round = measurement.cell.round
        self.seconds = measurement.time?.inSeconds
        self.pagesPerSecond = measurement.time.map { Double(measurement.readCount) / max($0.inSeconds, 1e-9) }
        self.usage = measurement.usage
        self.peakBytes = measurement.peakBytes
        self.threads = measurement.threads
    }
}
