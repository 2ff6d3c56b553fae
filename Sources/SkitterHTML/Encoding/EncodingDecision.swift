/// The encoding of a document and the rule that chose it, as the HTML Standard's "encoding sniffing algorithm" does.
public struct EncodingDecision: Equatable, Sendable {
    /// What the document is to be decoded with.
    public let encoding: TextEncoding
    /// The rule that chose it.
    public let source: EncodingSource

    /// A decision as it stands.
    public init(encoding: TextEncoding, source: EncodingSource) {
        self.encoding = encoding
        self.source = source
    }

    /// Decides for a document. `contentType` is the value of its header, `parent` the encoding of the document that
    /// refers to it.
    ///
    /// A `<meta>` counts in the first 1,024 octets as the standard's prescan finds it, and after them as a parser would
    /// find it, which then changes its encoding. Detection is modest: octets that are UTF-8 and not all ASCII are UTF-8.
    public init(_ bytes: Span<UInt8>, contentType: String? = nil, parent: TextEncoding? = nil) {
        if let (encoding, _) = TextEncoding.byteOrderMark(in: bytes) {
            self.init(encoding: encoding, source: .bom)
        } else if let encoding = contentType.flatMap(Self.charset(ofContentType:)) {
            self.init(encoding: encoding, source: .header)
        } else if let encoding = MetaScanner.prescan(bytes) ?? MetaScanner.scan(bytes) {
            self.init(encoding: encoding, source: .meta)
        } else if let parent {
            self.init(encoding: parent, source: .parent)
        } else if UTF8Decoder.validity(of: bytes, allowsCutEnd: true) == (true, true) {
            self.init(encoding: .utf8, source: .detected)
        } else {
            self.init(encoding: .windows1252, source: .fallback)
        }
    }

    /// As above, for an array.
    public init(_ bytes: [UInt8], contentType: String? = nil, parent: TextEncoding? = nil) {
        self.init(bytes.span, contentType: contentType, parent: parent)
    }

    /// The first `charset` parameter of a header's value (RFC 9110 section 8.3.1), if its label is known.
    static func charset(ofContentType value: String) -> TextEncoding? {
        for parameter in Self.parameters(of: Array(value.utf8)[...]) {
            guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = parameter[..<equals].filter { !HTMLOctets.isSpace($0) }.map(HTMLOctets.lowercased)
            guard name.elementsEqual("charset".utf8) else { continue }
            let label = parameter[(equals + 1)...].filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
            return TextEncoding(label: label[...])
        }
        return nil
    }

    /// What stands between the semicolons that are not inside quotes; the media type itself is left out.
    private static func parameters(of value: ArraySlice<UInt8>) -> ArraySlice<ArraySlice<UInt8>> {
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
