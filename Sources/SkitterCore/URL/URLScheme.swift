/// The schemes that the URL Standard treats specially, and all others as one.
package enum URLScheme: UInt8, Sendable {
    case other, http, https, ws, wss, ftp, file

    @inline(__always)
    package var isSpecial: Bool { self != .other }

    package var defaultPort: UInt16? {
        switch self {
        case .http, .ws: 80
        case .https, .wss: 443
        case .ftp: 21
        case .file, .other: nil
        }
    }

    /// Whether the query follows the document's charset (URL Standard, query state: not for ws and wss).
    var encodesQueryInDocumentCharset: Bool {
        switch self {
        case .http, .https, .ftp, .file: true
        case .ws, .wss, .other: false
        }
    }

    /// Classifies a lower-case scheme.
    init(_ name: Span<UInt8>) {
        // At most five letters, packed into one word: a comparison instead of a string search.
        guard name.count <= 5 else {
            self = .other
            return
        }
        var packed: UInt64 = 0
        for index in name.indices { packed = packed << 8 | UInt64(name[index]) }
        switch packed {
        case 0x68_74_74_70: self = .http
        case 0x68_74_74_70_73: self = .https
        case 0x77_73: self = .ws
        case 0x77_73_73: self = .wss
        case 0x66_74_70: self = .ftp
        case 0x66_69_6C_65: self = .file
        default: self = .other
        }
    }
}
