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

    /// Decides for an HTML document. `contentType` is the value of its header, `parent` the encoding of the document that
    /// refers to it.
    ///
    /// A `<meta>` counts in the first 1,024 octets as the standard's prescan finds it, and after them as a parser would
    /// find it, which then changes its encoding. The octets are asked only where the header left it open
    /// (`TransportCharset.isOpen`), and can only say that they are UTF-8 and not all ASCII: like browsers, for a
    /// document that came as plain `text/html` it is never guessed.
    public init(_ bytes: Span<UInt8>, contentType: String? = nil, parent: TextEncoding? = nil) {
        let transport = TransportCharset(contentType: contentType)
        if let (encoding, _) = TextEncoding.byteOrderMark(in: bytes) {
            self.init(encoding: encoding, source: .bom)
        } else if case .named(let encoding) = transport {
            self.init(encoding: encoding, source: .header)
        } else if let encoding = MetaScanner.prescan(bytes) ?? MetaScanner.scan(bytes) {
            self.init(encoding: encoding, source: .meta)
        } else if let parent {
            self.init(encoding: parent, source: .parent)
        } else if transport.isOpen, UTF8Decoder.validity(of: bytes, allowsCutEnd: true) == (true, true) {
            self.init(encoding: .utf8, source: .detected)
        } else {
            self.init(encoding: .windows1252, source: .fallback)
        }
    }

    /// As above, for an array.
    public init(_ bytes: [UInt8], contentType: String? = nil, parent: TextEncoding? = nil) {
        self.init(bytes.span, contentType: contentType, parent: parent)
    }
}

// MARK: - Other documents

extension EncodingDecision {
    /// Decides for an XML document (RFC 7303 section 3, XML 1.0 appendix F): what its `<meta>` elements say is text.
    init(xml bytes: Span<UInt8>, contentType: String?) {
        self.init(bytes, contentType: contentType) {
            XMLDeclaration.utf16(in: bytes) ?? XMLDeclaration.encoding(in: bytes.extracting(first: 1024))
        }
    }

    /// Decides for a style sheet (CSS Syntax 3, "determine the fallback encoding").
    init(css bytes: Span<UInt8>, contentType: String?) {
        self.init(bytes, contentType: contentType) { CSSCharset.encoding(in: bytes) }
    }

    /// Both have UTF-8 where nobody speaks.
    private init(_ bytes: Span<UInt8>, contentType: String?, declared: () -> TextEncoding?) {
        if let (encoding, _) = TextEncoding.byteOrderMark(in: bytes) {
            self.init(encoding: encoding, source: .bom)
        } else if case .named(let encoding) = TransportCharset(contentType: contentType) {
            self.init(encoding: encoding, source: .header)
        } else if let encoding = declared() {
            self.init(encoding: encoding, source: .meta)
        } else {
            self.init(encoding: .utf8, source: .fallback)
        }
    }
}
