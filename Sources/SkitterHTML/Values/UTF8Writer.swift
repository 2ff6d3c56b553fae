/// Code points to UTF-8.
enum UTF8Writer {
    /// A surrogate or a number beyond Unicode becomes U+FFFD.
    static func append(_ codePoint: UInt32, to text: inout [UInt8]) {
        switch codePoint {
        case 0..<0x80:
            text.append(UInt8(truncatingIfNeeded: codePoint))
        case 0x80..<0x800:
            text.append(0xC0 | UInt8(truncatingIfNeeded: codePoint >> 6))
            text.append(0x80 | UInt8(truncatingIfNeeded: codePoint & 0x3F))
        case 0x800..<0xD800, 0xE000..<0x10000:
            text.append(0xE0 | UInt8(truncatingIfNeeded: codePoint >> 12))
            text.append(0x80 | UInt8(truncatingIfNeeded: codePoint >> 6 & 0x3F))
            text.append(0x80 | UInt8(truncatingIfNeeded: codePoint & 0x3F))
        case 0x10000..<0x110000:
            text.append(0xF0 | UInt8(truncatingIfNeeded: codePoint >> 18))
            text.append(0x80 | UInt8(truncatingIfNeeded: codePoint >> 12 & 0x3F))
            text.append(0x80 | UInt8(truncatingIfNeeded: codePoint >> 6 & 0x3F))
            text.append(0x80 | UInt8(truncatingIfNeeded: codePoint & 0x3F))
        default:
            text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        }
    }
}
