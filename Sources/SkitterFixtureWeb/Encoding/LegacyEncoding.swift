/// Writes the few texts of the zone `charsets` in encodings other than UTF-8.
///
/// Only what those texts need: ASCII, Latin-1 letters in windows-1252, a dozen characters in Shift_JIS. Any other
/// character is a mistake in the fixture and becomes "?", which its test finds.
enum LegacyEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
    case shiftJIS = "shift_jis"
    /// With a byte order mark, little endian.
    case utf16LittleEndian = "utf-16le"
    /// With a byte order mark, big endian.
    case utf16BigEndian = "utf-16be"

    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8:
            return Array(text.utf8)
        case .windows1252:
            return text.unicodeScalars.map { scalar in
                switch scalar.value {
                case 0..<0x80, 0xA0...0xFF: UInt8(scalar.value)
                case 0x20AC: 0x80
                case 0x2013: 0x96
                case 0x201C: 0x93
                case 0x201D: 0x94
                default: UInt8(ascii: "?")
                }
            }
        case .shiftJIS:
            return text.unicodeScalars.flatMap { scalar -> [UInt8] in
                scalar.value < 0x80 ? [UInt8(scalar.value)] : Self.shiftJISBytes[scalar] ?? [UInt8(ascii: "?")]
            }
        case .utf16LittleEndian:
            return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian:
            return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        }
    }

    /// JIS X 0208 in Shift_JIS. The second byte of 表 and ソ is the ASCII backslash, which the URL standard would turn into
    /// a slash in a path: who reads links from undecoded bytes requests a path that does not exist.
    private static let shiftJISBytes: [Unicode.Scalar: [UInt8]] = [
        "日": [0x93, 0xFA], "本": [0x96, 0x7B], "語": [0x8C, 0xEA], "表": [0x95, 0x5C], "示": [0x8E, 0xA6],
        "テ": [0x83, 0x65], "ス": [0x83, 0x58], "ト": [0x83, 0x67], "ソ": [0x83, 0x5C], "フ": [0x83, 0x74],
        "の": [0x82, 0xCC], "。": [0x81, 0x42],
    ]
}
