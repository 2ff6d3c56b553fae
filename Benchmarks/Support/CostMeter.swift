/// Measures a case round by round, each between two runs of the calibration loop, and says what it costs as a ratio to that.
///
/// One line of JSON a case is what `Benchmarks/bench.py` reads.
package struct CostMeter {
    private let name: String
    private var calibration = Calibration()
    private var before = 0.0
    private var startNanoseconds: UInt64 = 0
    /// Of each round, a unit of the case over a unit of the calibration.
    private var ratios: [Double] = []

    package init(_ name: String) {
        self.name = name
        // Once in vain: caches and clock frequency settle.
        _ = self.calibration.nanosecondsAUnit()
    }

    /// A round begins.
    package mutating func begin() {
        self.before = self.calibration.nanosecondsAUnit()
        self.startNanoseconds = CPUTime.nanoseconds()
    }

    /// The round is over and did `units` of the case: links, pages, URLs.
    package mutating func end(units: Int) {
        let nanoseconds = Double(CPUTime.nanoseconds() - self.startNanoseconds) / Double(max(1, units))
        let beside = (self.before + self.calibration.nanosecondsAUnit()) / 2
        self.ratios.append(nanoseconds / beside)
    }

    /// Prints the median of the rounds, the least and the greatest.
    package func report() {
        let sorted = self.ratios.sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return }
        print(
            "{\"case\":\"\(self.name)\",\"ratio\":\(sorted[sorted.count / 2]),\"least\":\(least),"
                + "\"greatest\":\(greatest),\"rounds\":\(sorted.count)}")
    }
}
