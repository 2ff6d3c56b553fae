/// Gives out room in a file, and takes it back for the next who asks: by powers of two, so that what was given back fits
/// again. The part of a piece that is never written takes no room on the device.
package struct SpillSpace: Sendable {
    private static let smallest = 8

    /// Offsets that were given back, by the exponent of their size.
    private var free = [[Int]](repeating: [], count: 64)
    private var end = 0

    package init() {}

    /// Room for `count` bytes.
    package mutating func take(_ count: Int) -> Int {
        let exponent = SpillSpace.exponent(count)
        if let offset = self.free[exponent].popLast() { return offset }
        defer { self.end += 1 << exponent }
        return self.end
    }

    /// The room for `count` bytes at `offset` is not needed any more.
    package mutating func give(_ offset: Int, _ count: Int) {
        self.free[SpillSpace.exponent(count)].append(offset)
    }

    private static func exponent(_ count: Int) -> Int {
        max(SpillSpace.smallest, Int.bitWidth - max(count - 1, 1).leadingZeroBitCount)
    }
}
