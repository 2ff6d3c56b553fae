/// The WHATWG gb18030 encoder, which is also that of GBK.
enum GB18030Encoder {
    /// Private code points for which older editions had the octets that the edition of 2022 gave to public ones; they
    /// can still be written. The octets decode to the public ones.
    private static let formerlyPrivate: [UInt32: UInt16] = [
        0xE78D: 0xA6D9, 0xE78E: 0xA6DA, 0xE78F: 0xA6DB, 0xE790: 0xA6DC, 0xE791: 0xA6DD, 0xE792: 0xA6DE, 0xE793: 0xA6DF,
        0xE794: 0xA6EC, 0xE795: 0xA6ED, 0xE796: 0xA6F3, 0xE81E: 0xFE59, 0xE826: 0xFE61, 0xE82B: 0xFE66, 0xE82C: 0xFE67,
        0xE832: 0xFE6D, 0xE843: 0xFE7E, 0xE854: 0xFE90, 0xE864: 0xFEA0,
    ]

    /// Appends a code point beyond ASCII; false if the encoding lacks it.
    static func append(_ scalar: UInt32, isGBK: Bool, to output: inout [UInt8]) -> Bool {
        if scalar == 0xE5E5 {
            return false
        }
        if isGBK, scalar == 0x20AC {
            output.append(0x80)
            return true
        }
        if let octets = Self.formerlyPrivate[scalar] {
            output += [UInt8(octets >> 8), UInt8(octets & 0xFF)]
            return true
        }
        if let pointer = EncodingPointers.gb18030.pointer(of: scalar) {
            let trail = pointer % 190
            output.append(UInt8(truncatingIfNeeded: pointer / 190 + 0x81))
            output.append(UInt8(truncatingIfNeeded: trail + (trail < 0x3F ? 0x40 : 0x41)))
            return true
        }
        guard !isGBK else { return false }
        let pointer = GB18030Ranges.pointer(of: scalar)
        output += [
            UInt8(truncatingIfNeeded: pointer / 12_600 + 0x81), UInt8(truncatingIfNeeded: pointer / 1_260 % 10 + 0x30),
            UInt8(truncatingIfNeeded: pointer / 10 % 126 + 0x81), UInt8(truncatingIfNeeded: pointer % 10 + 0x30),
        ]
        return true
    }
}
