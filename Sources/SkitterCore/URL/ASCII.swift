/// Questions about single ASCII bytes.
package enum ASCII {
    @inline(__always)
    package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    package static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    @inline(__always)
    package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    package static func lowercased(_ byte: UInt8) -> UInt8 { Self.isUpper(byte) ? byte | 0x20 : byte }

    /// The value of a hexadecimal digit of either case.
    @inline(__always)
    package static func hexValue(_ byte: UInt8) -> UInt8? {
        if Self.isDigit(byte) { return byte & 15 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    static func upperHexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

    static func lowerHexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
