/// Writes DEFLATE (RFC 1951) without compressing: enough for bodies that a client must decode.
enum Deflate {
    /// A whole stream of stored blocks.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        Self.storedBlock(bytes, isLast: true)
    }

    /// The bytes as stored blocks (section 3.2.4) of at most 65,535 bytes; the stream is byte-aligned after them.
    static func storedBlock(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 5 * (bytes.count / 65_535 + 1))
        var position = 0
        repeat {
            let count = min(65_535, bytes.count - position)
            let isFinal = isLast && position + count == bytes.count
            let length = UInt16(count)
            output.append(isFinal ? 1 : 0)
            for value in [length, ~length] {
                output += [UInt8(value & 0xFF), UInt8(value >> 8)]
            }
            output += bytes[position..<(position + count)]
            position += count
        } while position < bytes.count
        return output
    }

    /// With the zlib wrapper (RFC 1950).
    static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        let adler = high << 16 | low
        return [0x78, 0x01] + Self.stored(bytes) + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: adler >> $0) }
    }

    /// A byte-aligned, final block that expands to `byte` repeated `1 + 258 * matches` times, two bits for each 258 bytes:
    /// the strongest that DEFLATE can do.
    ///
    /// A dynamic block (section 3.2.7) whose code knows the byte itself (2 bits), "end of block" (2 bits), "length 258"
    /// (1 bit) and "distance 1" (1 bit). The two codes of one bit are zeros, so a match is two zero bits.
    static func run(of byte: UInt8, matches: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write(0b101, count: 3)  // final, dynamic
        bits.write(286 - 257, count: 5)  // HLIT
        bits.write(0, count: 5)  // HDIST: one distance code
        bits.write(18 - 4, count: 4)  // HCLEN
        // Lengths of the code length code, in the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1:
        // 18 has one bit, 1 and 2 have two.
        for length: UInt32 in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] {
            bits.write(length, count: 3)
        }
        // Canonical codes of it: 18 = 0, 1 = 10, 2 = 11 (written with the first bit first).
        func zeros(_ count: Int) {
            var left = count
            while left > 0 {
                // Symbol 18 stands for 11...138; what stays must not fall below 11.
                let part = left <= 138 ? left : min(138, left - 11)
                bits.write(0, count: 1)
                bits.write(UInt32(part - 11), count: 7)
                left -= part
            }
        }
        precondition((11...244).contains(byte), "runs of unset lengths before and after the literal have at least 11")
        zeros(Int(byte))
        bits.write(0b11, count: 2)  // the literal: 2 bits
        zeros(255 - Int(byte))
        bits.write(0b11, count: 2)  // 256: 2 bits
        zeros(285 - 257)
        bits.write(0b01, count: 2)  // 285 (length 258): 1 bit
        bits.write(0b01, count: 2)  // distance 1: 1 bit
        // Canonical codes of the literals: 285 = 0, the literal = 10, end of block = 11.
        bits.write(0b01, count: 2)
        bits.writeZeros(count: matches * 2)
        bits.write(0b11, count: 2)
        return bits.bytes
    }
}
