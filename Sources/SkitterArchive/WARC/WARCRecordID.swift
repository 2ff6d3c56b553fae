/// The id of a record: a version 4 UUID (RFC 9562, section 5.4).
package struct WARCRecordID: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64, low: UInt64

    /// A new id from 122 of the generator's bits.
    package init(using generator: inout some RandomNumberGenerator) {
        self.high = generator.next() & ~0xF000 | 0x4000
        self.low = generator.next() & ~(0b11 << 62) | 0b10 << 62
    }

    /// `<urn:uuid:…>`, as ids stand in header fields.
    package var description: String {
        var text = Array("<urn:uuid:".utf8)
        text.reserveCapacity(47)
        for (index, word) in [self.high, self.low].enumerated() {
            for shift in stride(from: 60, through: 0, by: -4) {
                // Hyphens before the 9th, 13th, 17th and 21st digit.
                let position = index * 16 + (60 - shift) / 4
                if position == 8 || position == 12 || position == 16 || position == 20 {
                    text.append(UInt8(ascii: "-"))
                }
                let nibble = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 15)
                text.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
            }
        }
        text.append(UInt8(ascii: ">"))
        return String(decoding: text, as: UTF8.self)
    }
}
