/// A constant set of ASCII bytes; bytes from 0x80 on belong to it when `nonASCII` is true.
///
/// Membership is a shift and a mask over two words, so a set costs no memory and no initialisation.
package struct ByteSet: Sendable, Equatable {
    private var low: UInt64
    private var high: UInt64
    private var nonASCII: Bool

    /// - Parameter low: bit n stands for the byte n.
    /// - Parameter high: bit n stands for the byte 64 + n.
    @inline(__always)
    package init(low: UInt64, high: UInt64, nonASCII: Bool) {
        self.low = low
        self.high = high
        self.nonASCII = nonASCII
    }

    @inline(__always)
    package func contains(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return self.nonASCII }
        let word = byte < 64 ? self.low : self.high
        return (word &>> UInt64(byte & 63)) & 1 != 0
    }
}
