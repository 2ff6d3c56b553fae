/// What a `Content-Type` header says about the encoding of its body (RFC 9110 section 8.3).
enum TransportCharset: Equatable {
    /// There is no header, or an empty one.
    case absent
    /// A type without the parameter. For HTML that has a meaning of its own: the encoding of the old web.
    case unnamed
    /// The parameter is there and its label means nothing to the Encoding Standard.
    case unknown
    case named(TextEncoding)

    init(contentType: String?) {
        guard let contentType, contentType.utf8.contains(where: { $0 > 0x20 }) else {
            self = .absent
            return
        }
        self = .unnamed
        for parameter in Self.parameters(of: contentType.utf8) {
            guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = parameter[..<equals].lazy.filter { !HTMLOctets.isSpace($0) }.map(HTMLOctets.lowercased)
            guard name.elementsEqual("charset".utf8) else { continue }
            let label = parameter[equals...].dropFirst().filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
            self = TextEncoding(label: label[...]).map(TransportCharset.named) ?? .unknown
            return
        }
    }

    /// Whether the octets may be asked: who sent them said nothing, or nothing that can be understood.
    var isOpen: Bool { self == .absent || self == .unknown }

    /// What stands between the semicolons that are not inside quotes; the media type itself is left out.
    private static func parameters(of value: String.UTF8View) -> ArraySlice<Substring.UTF8View> {
        guard value.contains(UInt8(ascii: ";")) else { return [] }
        var isQuoted = false
        let parts = value.split(omittingEmptySubsequences: false) { octet in
            if octet == UInt8(ascii: "\"") {
                isQuoted.toggle()
            }
            return octet == UInt8(ascii: ";") && !isQuoted
        }
        return parts.dropFirst()
    }
}
