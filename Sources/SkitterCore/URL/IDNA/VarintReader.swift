/// Reads the numbers of a generated table: LEB128 varints in base64 without padding, line breaks skipped.
///
/// The tables are part of the program, so a malformed one is a bug and stops it.
struct VarintReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ base64: StaticString) {
        self.bytes = base64.withUTF8Buffer { text in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count * 3 / 4)
            var bits: UInt32 = 0
            var count: UInt32 = 0
            for character in text where character != 0x0A {
                bits = bits << 6 | Self.value(of: character)
                count += 6
                if count >= 8 {
                    count -= 8
                    bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                }
            }
            return bytes
        }
    }

    private static func value(of character: UInt8) -> UInt32 {
        switch character {
        case 0x41...0x5A: UInt32(character - 0x41)
        case 0x61...0x7A: UInt32(character - 0x61 + 26)
        case 0x30...0x39: UInt32(character - 0x30 + 52)
        case 0x2B: 62
        case 0x2F: 63
        default: preconditionFailure("a generated table is not base64")
        }
    }

    var isAtEnd: Bool { self.index >= self.bytes.count }

    mutating func byte() -> UInt8 {
        defer { self.index += 1 }
        return self.bytes[self.index]
    }

    mutating func next() -> UInt32 {
        var value: UInt32 = 0
        var shift: UInt32 = 0
        while true {
            let byte = self.byte()
            value |= UInt32(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    mutating func nextSigned() -> Int32 {
        let value = self.next()
        return Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1)
    }
}
