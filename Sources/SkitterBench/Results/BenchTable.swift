package import SkitterCore

/// The measurements of all rounds, one row for each strategy and transport, in the order of their first turns.
package struct BenchTable: Sendable {
    /// What the rounds of one strategy add up to.
    package struct Row: Sendable {
        package let strategy: BenchStrategy
        package let transport: BenchTransport
        /// Downloads that came whole, of all that were tried, in all rounds.
        package let read: Int
        package let tried: Int
        /// The median of the rounds that came to their end; nil if none did.
        package let time: Duration?
        /// Whole downloads a second: the median of the same rounds.
        package let pagesPerSecond: Double?
        /// Processor time of all processes of a round: the median of all rounds.
        package let processorTime: Duration
        /// Memory of all processes of a round: the greatest of all rounds; nil if one did not tell.
        package let peakBytes: Int?
        /// Latencies of the downloads that came whole, in nanoseconds, all rounds together.
        package let latencies: Histogram
        /// How many times as fast as `sync` over the same transport: nil without it, and nil where either did not make
        /// all its downloads, since then they did not do the same work.
        package var speedUp: Double?
    }

    package private(set) var rows: [Row] = []

    /// The table of `measurements`.
    package init(_ measurements: [CellMeasurement]) {
        var order: [BenchCell] = []
        var groups: [BenchCell: [CellMeasurement]] = [:]
        for measurement in measurements {
            let key = BenchCell(strategy: measurement.cell.strategy, transport: measurement.cell.transport, round: 0)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(measurement)
        }
        self.rows = order.map { Row($0, groups[$0] ?? []) }
        for index in self.rows.indices {
            let row = self.rows[index]
            let sync = self.rows.first { $0.strategy == .sync && $0.transport == row.transport }
            self.rows[index].speedUp = sync.flatMap { row.speedUp(against: $0) }
        }
    }
}

extension BenchTable.Row {
    fileprivate init(_ key: BenchCell, _ measurements: [CellMeasurement]) {
        let finished = measurements.filter { $0.time != nil }
        self.strategy = key.strategy
        self.transport = key.transport
        self.read = measurements.reduce(0) { $0 + $1.readCount }
        self.tried = measurements.reduce(0) { $0 + $1.downloads.count }
        self.time = finished.compactMap(\.time?.inSeconds).median.map { .seconds($0) }
        self.pagesPerSecond =
            finished.compactMap { measurement in
                measurement.time.map { Double(measurement.readCount) / max($0.inSeconds, 1e-9) }
            }.median
        self.processorTime = .seconds(measurements.map(\.processorTime.inSeconds).median ?? 0)
        self.peakBytes =
            measurements.contains { $0.peakBytes == nil } ? nil : measurements.compactMap(\.peakBytes).max()
        var latencies = Histogram()
        for download in measurements.lazy.flatMap(\.downloads) {
            if case .read = download.outcome { latencies.record(download.latency.wholeNanoseconds) }
        }
        self.latencies = latencies
    }

    fileprivate func speedUp(against sync: Self) -> Double? {
        guard let own = self.time?.inSeconds, let other = sync.time?.inSeconds, own > 0 else { return nil }
        return self.read == self.tried && sync.read == sync.tried ? other / own : nil
    }
}

extension [Double] {
    /// The value in the middle, or the mean of the two there; nil without values.
    fileprivate var median: Double? {
        let sorted = self.sorted()
        guard let upper = sorted.dropFirst(sorted.count / 2).first else { return nil }
        return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper) / 2
    }
}
