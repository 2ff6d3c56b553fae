/// Counts values in buckets whose width grows with the value, so that a percentile is within 0.8 % of a value that was
/// recorded, in at most 30 kB whatever is recorded; count, least, greatest and mean are exact.
///
/// Values below 128 have a bucket each; from there on each power of two is cut into 64 equal buckets (the log-linear
/// layout of HDR histograms). A negative value counts as 0.
public struct Histogram: Hashable, Sendable {
    /// How many values were recorded.
    public private(set) var count = 0
    /// Number of values in each bucket, as far as the greatest value needs.
    private var buckets: [Int] = []
    private var least = Int64.max
    private var greatest: Int64 = 0
    /// 128 bits wide, so that no sequence of values overflows it.
    private var sum: UInt128 = 0

    /// A histogram without values.
    public init() {}

    /// The least value, nil without values.
    public var min: Int64? { self.count == 0 ? nil : self.least }
    /// The greatest value, nil without values.
    public var max: Int64? { self.count == 0 ? nil : self.greatest }
    /// The sum of all values over their number, nil without values.
    public var mean: Double? { self.count == 0 ? nil : Double(self.sum) / Double(self.count) }

    /// Counts `value`.
    public mutating func record(_ value: Int64) {
        let value = Swift.max(value, 0)
        let index = Histogram.index(of: value)
        if index >= self.buckets.count {
            self.buckets.append(contentsOf: repeatElement(0, count: index &+ 1 &- self.buckets.count))
        }
        self.buckets[index] &+= 1
        self.count &+= 1
        self.sum &+= UInt128(UInt64(value))
        self.least = Swift.min(self.least, value)
        self.greatest = Swift.max(self.greatest, value)
    }

    /// Counts all values of `other` too, as if they had been recorded here.
    public mutating func merge(_ other: Histogram) {
        if other.buckets.count > self.buckets.count {
            self.buckets.append(contentsOf: repeatElement(0, count: other.buckets.count - self.buckets.count))
        }
        for index in other.buckets.indices {
            self.buckets[index] &+= other.buckets[index]
        }
        self.count &+= other.count
        self.sum &+= other.sum
        self.least = Swift.min(self.least, other.least)
        self.greatest = Swift.max(self.greatest, other.greatest)
    }

    /// The value that at least `percent` per cent of all values do not exceed (nearest rank), within 0.8 %; nil without values.
    public func percentile(_ percent: Double) -> Int64? {
        guard self.count > 0 else { return nil }
        // 99.9 / 100 * 1000 is a little more than 999 in binary: without the margin the rank would be one too high.
        let exact = (Swift.min(Swift.max(percent, 0), 100) / 100 * Double(self.count) - 1e-6).rounded(.up)
        let rank = Swift.min(Swift.max(Int(exact), 1), self.count)
        if rank == self.count { return self.greatest }
        var seen = 0
        for index in self.buckets.indices {
            seen += self.buckets[index]
            if seen >= rank {
                return Swift.min(Swift.max(Histogram.middle(of: index), self.least), self.greatest)
            }
        }
        return self.greatest
    }

    /// The buckets that hold values, least first: the range of values and their number.
    public var occupied: [(range: ClosedRange<Int64>, count: Int)] {
        self.buckets.indices.compactMap { index in
            self.buckets[index] == 0 ? nil : (Histogram.range(of: index), self.buckets[index])
        }
    }

    private static func index(of value: Int64) -> Int {
        if value < 128 { return Int(value) }
        let shift = 57 - value.leadingZeroBitCount
        return 64 &+ shift &* 64 &+ Int(value >> Int64(shift)) &- 64
    }

    private static func range(of index: Int) -> ClosedRange<Int64> {
        if index < 128 { return Int64(index)...Int64(index) }
        let shift = Int64((index - 64) / 64)
        let low = Int64(index % 64 + 64) << shift
        return low...(low + ((1 << shift) - 1))
    }

    private static func middle(of index: Int) -> Int64 {
        let range = Histogram.range(of: index)
        return range.lowerBound + (range.upperBound - range.lowerBound) / 2
    }
}
