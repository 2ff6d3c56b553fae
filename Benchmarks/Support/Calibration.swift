/// A fixed piece of work, whose cost is the measure of all others: a ratio to it says the same on a fast machine and on a slow
/// one, and while other work slows the processor down.
///
/// Half of it is a chain of multiplications, half loads from and stores to half a megabyte, as in what is measured: more than
/// the first cache holds, less than the second.
struct Calibration {
    /// Steps that count as one unit of cost; they take a microsecond or two.
    static let stepsAUnit = 1_000
    /// Units of one run, long enough for the clock of CPU time and short beside what is measured.
    static let unitsARun = 8_000

    private static let tableBits = 17
    private var table: [UInt32]
    private var state: UInt64 = 1

    init() {
        self.table = (0..<UInt32(1 << Calibration.tableBits)).map { $0 &* 0x9E37_79B9 }
    }

    /// Does the work once; returns the CPU nanoseconds that a unit of it took.
    mutating func nanosecondsAUnit() -> Double {
        let start = CPUTime.nanoseconds()
        self.run()
        return Double(CPUTime.nanoseconds() - start) / Double(Calibration.unitsARun)
    }

    @inline(never)
    private mutating func run() {
        var state = self.state
        let shift = UInt64(64 - Calibration.tableBits)
        self.table.withUnsafeMutableBufferPointer { table in
            for _ in 0..<(Calibration.unitsARun * Calibration.stepsAUnit) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let place = Int(state >> shift)
                table[place] = (table[place] ^ UInt32(truncatingIfNeeded: state)) &+ 1
            }
        }
        // Kept, so that the optimiser cannot drop the work.
        self.state = state ^ UInt64(self.table[0] & 1)
    }
}
