internal import SkitterCore

/// The encodings of the WHATWG Encoding Standard; there are no others on the web.
public enum TextEncoding: UInt8, CaseIterable, Sendable {
    case utf8
    case ibm866
    case iso8859_2, iso8859_3, iso8859_4, iso8859_5, iso8859_6, iso8859_7, iso8859_8
    /// As `iso8859_8`, with its text in logical order.
    case iso8859_8I
    case iso8859_10, iso8859_13, iso8859_14, iso8859_15, iso8859_16
    case koi8R, koi8U
    case macintosh
    case windows874
    case windows1250, windows1251, windows1252, windows1253, windows1254, windows1255, windows1256, windows1257,
        windows1258
    case xMacCyrillic
    case gbk, gb18030
    case big5
    case eucJP, iso2022JP, shiftJIS
    case eucKR
    /// Stands for encodings that are dangerous to decode; a text in it is one error.
    case replacement
    case utf16be, utf16le
    case xUserDefined

    /// The encoding's name in the standard, in lower case.
    public var name: String {
        switch self {
        case .utf8: "utf-8"
        case .ibm866: "ibm866"
        case .iso8859_2: "iso-8859-2"
        case .iso8859_3: "iso-8859-3"
        case .iso8859_4: "iso-8859-4"
        case .iso8859_5: "iso-8859-5"
        case .iso8859_6: "iso-8859-6"
        case .iso8859_7: "iso-8859-7"
        case .iso8859_8: "iso-8859-8"
        case .iso8859_8I: "iso-8859-8-i"
        case .iso8859_10: "iso-8859-10"
        case .iso8859_13: "iso-8859-13"
        case .iso8859_14: "iso-8859-14"
        case .iso8859_15: "iso-8859-15"
        case .iso8859_16: "iso-8859-16"
        case .koi8R: "koi8-r"
        case .koi8U: "koi8-u"
        case .macintosh: "macintosh"
        case .windows874: "windows-874"
        case .windows1250: "windows-1250"
        case .windows1251: "windows-1251"
        case .windows1252: "windows-1252"
        case .windows1253: "windows-1253"
        case .windows1254: "windows-1254"
        case .windows1255: "windows-1255"
        case .windows1256: "windows-1256"
        case .windows1257: "windows-1257"
        case .windows1258: "windows-1258"
        case .xMacCyrillic: "x-mac-cyrillic"
        case .gbk: "gbk"
        case .gb18030: "gb18030"
        case .big5: "big5"
        case .eucJP: "euc-jp"
        case .iso2022JP: "iso-2022-jp"
        case .shiftJIS: "shift_jis"
        case .eucKR: "euc-kr"
        case .replacement: "replacement"
        case .utf16be: "utf-16be"
        case .utf16le: "utf-16le"
        case .xUserDefined: "x-user-defined"
        }
    }

    /// "Get an encoding": white space around the label and its case do not matter.
    public init?(label: String) {
        self.init(label: Array(label.utf8)[...])
    }

    init?(label: ArraySlice<UInt8>) {
        var trimmed = label.drop(while: HTMLOctets.isSpace)
        while let last = trimmed.last, HTMLOctets.isSpace(last) {
            trimmed.removeLast()
        }
        // The longest label of the standard has 19 characters; a hostile one must not be copied.
        guard trimmed.count <= 32 else { return nil }
        guard let encoding = Self.labels[Octets.lowercasedString(trimmed)] else { return nil }
        self = encoding
    }

    /// Whether all ASCII octets mean themselves wherever they begin a character, so that markup can be read undecoded.
    ///
    /// False for UTF-16, for `replacement`, and for ISO-2022-JP with its escapes.
    public var isASCIICompatible: Bool {
        switch self {
        case .utf16be, .utf16le, .iso2022JP, .replacement: false
        default: true
        }
    }

    /// "Get an output encoding": what forms and queries of a document in this encoding are written in.
    public var outputEncoding: TextEncoding {
        switch self {
        case .utf16be, .utf16le, .replacement: .utf8
        default: self
        }
    }

    /// The row of ``EncodingTable/singleByte`` that holds the upper half of this encoding.
    var singleByteRow: Int? {
        switch self {
        case .ibm866: 0
        case .iso8859_2: 1
        case .iso8859_3: 2
        case .iso8859_4: 3
        case .iso8859_5: 4
        case .iso8859_6: 5
        case .iso8859_7: 6
        case .iso8859_8, .iso8859_8I: 7
        case .iso8859_10: 8
        case .iso8859_13: 9
        case .iso8859_14: 10
        case .iso8859_15: 11
        case .iso8859_16: 12
        case .koi8R: 13
        case .koi8U: 14
        case .macintosh: 15
        case .windows874: 16
        case .windows1250: 17
        case .windows1251: 18
        case .windows1252: 19
        case .windows1253: 20
        case .windows1254: 21
        case .windows1255: 22
        case .windows1256: 23
        case .windows1257: 24
        case .windows1258: 25
        case .xMacCyrillic: 26
        default: nil
        }
    }
}
