/// A digest as a value without memory of its own; equal where algorithm and bytes are.
package struct Digest: Hashable, Sendable {
    /// Which function it is of.
    package let algorithm: DigestAlgorithm
    /// The bytes, in order, eight a word; what is beyond the length is zero. No vector: its alignment would make tables
    /// of digests half as large again.
    private let first, second, third, fourth: UInt64

    /// The digest of these bytes, or nil where they are not as many as the algorithm makes.
    package init?(_ algorithm: DigestAlgorithm, bytes: some Collection<UInt8>) {
        guard bytes.count == algorithm.byteCount else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (index, byte) in bytes.enumerated() {
            let bits = UInt64(byte) << UInt64(56 - 8 * (index & 7))
            switch index >> 3 {
            case 0: words.0 |= bits
            case 1: words.1 |= bits
            case 2: words.2 |= bits
            default: words.3 |= bits
            }
        }
        self.algorithm = algorithm
        (self.first, self.second, self.third, self.fourth) = words
    }

    /// All bytes in order.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [self.first, self.second, self.third, self.fourth] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        bytes.removeLast(bytes.count - self.algorithm.byteCount)
        return bytes
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
