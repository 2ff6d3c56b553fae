import SkitterCore

/// What every extractor does alike: which parser a document is for, what its encoding is, which bytes are read.
struct Extraction {
    private let options: ExtractionOptions
    private let body: [UInt8]
    private let document: DocumentContext
    /// Offsets of the arena have 32 bits. A value grows by a factor of three at most (a byte to U+FFFD).
    private static let maximumBytes = 1 << 30

    init(_ options: ExtractionOptions, _ body: [UInt8], _ document: DocumentContext) {
        self.options = options
        self.body = body
        self.document = document
    }

    /// `html` gets the bytes in an ASCII-compatible encoding, and where they start behind a byte order mark.
    func run(
        html: (_ bytes: Span<UInt8>, _ start: Int, _ builder: PageBuilder, _ encoding: TextEncoding) -> ExtractedPage
    ) -> ExtractedPage {
        var builder = PageBuilder(options: self.options, robotsToken: self.document.robotsToken)
        let isCut = self.body.count > Self.maximumBytes
        let bytes = isCut ? Array(self.body[..<Self.maximumBytes]) : self.body
        if isCut { builder.truncate(.size) }
        let decision = EncodingDecision(bytes.span, contentType: self.document.contentType)
        let type = DocumentType(contentType: self.document.contentType)
        if type != .html { return Self.readOther(type, bytes, decision, builder) }
        builder.encoding(decision.encoding.name, source: decision.source.rawValue)
        if decision.encoding.isASCIICompatible {
            let start = decision.source == .bom ? 3 : 0
            return html(bytes.span, start, builder, decision.encoding)
        }
        let text = decision.encoding.decodeToUTF8(bytes.span)
        return html(text.span, 0, builder, .utf8)
    }

    private static func readOther(
        _ type: DocumentType, _ bytes: [UInt8], _ decision: EncodingDecision, _ start: PageBuilder
    ) -> ExtractedPage {
        var builder = start
        // XML 1.0 appendix F and CSS Syntax 3, "determine the fallback encoding": UTF-8 if nobody says otherwise.
        let isDeclared =
            decision.source == .bom || decision.source == .header || type == .xml && decision.source == .meta
        let encoding = isDeclared ? decision.encoding : .utf8
        let source = isDeclared ? decision.source : decision.source == .detected ? .detected : .fallback
        builder.encoding(encoding.name, source: source.rawValue)
        let text = encoding.decodeToUTF8(bytes.span)
        if type == .xml { return XMLLinkReader.read(text, builder) }
        builder.beginTag()
        let begin = builder.textEnd
        builder.page.text = text
        builder.style(from: begin)
        return builder.page
    }
}
