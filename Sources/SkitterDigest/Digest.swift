/// A digest as a value without memory of its own; equal where algorithm and bytes are.
package struct Digest: Hashable, Sendable {
    /// Which function it is of.
    package let algorithm: DigestAlgorithm
    /// The bytes, in order, eight a word; what is beyond the length is zero.
    private let words: SIMD4<UInt64>

    /// The digest of these bytes, or nil where they are not as many as the algorithm makes.
    package init?(_ algorithm: DigestAlgorithm, bytes: some Collection<UInt8>) {
        guard bytes.count == algorithm.byteCount else { return nil }
        var words = SIMD4<UInt64>()
        for (index, byte) in bytes.enumerated() {
            words[index >> 3] |= UInt64(byte) << UInt64(56 - 8 * (index & 7))
        }
        self.algorithm = algorithm
        self.words = words
    }

    /// All bytes in order.
    package var bytes: [UInt8] {
        (0..<self.algorithm.byteCount).map { index in
            UInt8(truncatingIfNeeded: self.words[index >> 3] >> UInt64(56 - 8 * (index & 7)))
        }
    }

    /// Lower-case hexadecimal digits (RFC 4648, section 8).
    package var hexadecimal: String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in self.bytes {
            for nibble in [byte >> 4, byte & 15] { text.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Base 32 in upper case (RFC 4648, section 6), without padding; a SHA-1 needs none.
    package var base32: String {
        var text: [UInt8] = []
        text.reserveCapacity(56)
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in self.bytes {
            bits = bits << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                text.append(Digest.base32Letter(bits >> bitCount & 31))
            }
        }
        if bitCount > 0 { text.append(Digest.base32Letter(bits << (5 - bitCount) & 31)) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func base32Letter(_ value: UInt32) -> UInt8 {
        // A to Z, then 2 to 7.
        UInt8(truncatingIfNeeded: value < 26 ? 0x41 + value : 0x18 + value)
    }
}
