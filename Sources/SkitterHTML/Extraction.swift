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
        switch DocumentType(contentType: self.document.contentType) {
        case .html: break
        case .xml: return XMLLinkReader.read(bytes, builder)
        case .css: return Self.readCSS(bytes, self.document, builder)
        }
        let decision = EncodingDecision(bytes.span, contentType: self.document.contentType)
        builder.encoding(decision.encoding.name, source: decision.source.rawValue)
        if decision.encoding.isASCIICompatible {
            let start = decision.source == .bom ? 3 : 0
            return html(bytes.span, start, builder, decision.encoding)
        }
        let text = decision.encoding.decodeToUTF8(bytes.span)
        return html(text.span, 0, builder, .utf8)
    }

    private static func readCSS(_ bytes: [UInt8], _ document: DocumentContext, _ start: PageBuilder) -> ExtractedPage {
        var builder = start
        let decision = EncodingDecision(bytes.span, contentType: document.contentType)
        // CSS Syntax 3, "determine the fallback encoding": UTF-8 if nobody says otherwise.
        let encoding = decision.source == .bom || decision.source == .header ? decision.encoding : .utf8
        builder.encoding(encoding.name, source: decision.source.rawValue)
        builder.beginTag()
        let begin = builder.textEnd
        builder.page.text.append(contentsOf: encoding.decodeToUTF8(bytes.span))
        builder.style(from: begin)
        return builder.page
    }
}
