/// A constant set of ASCII bytes; bytes from 0x80 on belong to it when `nonASCII` is true.
///
/// Membership is a shift and a mask over two words, so a set costs no memory and no initialisation.
package struct ByteSet: Sendable, Equatable {
    private var low: UInt64
    private var high: UInt64
    private var nonASCII: Bool

    @inline(__always)
    private init(low: UInt64, high: UInt64, nonASCII: Bool) {
        self.low = low
        self.high = high
        self.nonASCII = nonASCII
    }

    /// The set of the bytes of `characters`, which must be ASCII.
    package init(_ characters: StaticString) {
        self.init(low: 0, high: 0, nonASCII: false)
        characters.withUTF8Buffer { for byte in $0 { self.insert(byte) } }
    }

    private mutating func insert(_ byte: UInt8) {
        precondition(byte < 0x80, "a ByteSet names ASCII bytes only")
        if byte < 64 {
            self.low |= 1 << UInt64(byte)
        } else {
            self.high |= 1 << UInt64(byte & 63)
        }
    }

    @inline(__always)
    package func contains(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return self.nonASCII }
        let word = byte < 64 ? self.low : self.high
        return (word &>> UInt64(byte & 63)) & 1 != 0
    }

    package func union(_ other: ByteSet) -> ByteSet {
        ByteSet(
            low: self.low | other.low, high: self.high | other.high, nonASCII: self.nonASCII || other.nonASCII)
    }

    package func subtracting(_ other: ByteSet) -> ByteSet {
        ByteSet(
            low: self.low & ~other.low, high: self.high & ~other.high, nonASCII: self.nonASCII && !other.nonASCII)
    }

    /// Every byte that is not in the set.
    package var inverted: ByteSet {
        ByteSet(low: ~self.low, high: ~self.high, nonASCII: !self.nonASCII)
    }

    /// The C0 controls, U+007F and everything beyond ASCII (URL Standard, "C0 control percent-encode set").
    package static let controls = ByteSet(low: 0xFFFF_FFFF, high: 1 << 63, nonASCII: true)
}
