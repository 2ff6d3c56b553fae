extension ByteSet {
    /// The first position in `start..<end` whose byte is in this set, or `end`. The set must hold no ASCII letter or
    /// digit and none of `-`, `.` and `_`, which are passed over eight at a time; nor `/` if `passingSlashes`.
    @inline(__always)
    package func firstIndex(
        in input: Span<UInt8>, from start: Int, to end: Int, passingSlashes: Bool = false
    ) -> Int {
        precondition(start >= 0 && start <= end && end <= input.count, "the range lies outside the input")
        return input.withUnsafeBytes { bytes in
            var index = start
            while index &+ 8 <= end {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let unusual = Self.unusualBytes(of: word, slashIsUsual: passingSlashes)
                if unusual == 0 {
                    index &+= 8
                    continue
                }
                index &+= unusual.trailingZeroBitCount &>> 3
                if self.contains(bytes[index]) { return index }
                index &+= 1
            }
            while index < end, !self.contains(bytes[index]) { index &+= 1 }
            return index
        }
    }

    /// Sets the top bit of each byte that is no ASCII letter or digit and none of `-`, `.`, `_` and maybe `/`.
    @inline(__always)
    private static func unusualBytes(of word: UInt64, slashIsUsual: Bool) -> UInt64 {
        // For a byte x below 0x80, x + (0x80 - n) has its top bit set exactly when x >= n, and never carries.
        let ones: UInt64 = 0x0101_0101_0101_0101
        let low = word & (ones &* 0x7F)
        let folded = low | (ones &* 0x20)
        let letters = (folded &+ ones &* (0x80 - 0x61)) & ~(folded &+ ones &* (0x80 - 0x7B))
        let digitsAndMarks = (low &+ ones &* (0x80 - 0x2D)) & ~(low &+ ones &* (0x80 - 0x3A))
        // x ^ n is zero only for n, and then adding 0x7F leaves the top bit clear.
        let noSlash = slashIsUsual ? ~0 : (low ^ (ones &* 0x2F)) &+ ones &* 0x7F
        let underscore = ~((low ^ (ones &* 0x5F)) &+ ones &* 0x7F)
        let usual = letters | (digitsAndMarks & noSlash) | underscore
        return (~usual | word) & (ones &* 0x80)
    }
}
