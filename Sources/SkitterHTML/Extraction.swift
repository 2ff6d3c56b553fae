import SkitterCore

/// What every extractor does alike: which parser a document is for, what its encoding is, which bytes are read.
struct Extraction {
    private let options: ExtractionOptions
    private let bytes: [UInt8]
    private let document: DocumentContext
    /// Offsets of the arena have 32 bits. A value grows by a factor of three at most (a byte to U+FFFD).
    private static let maximumBytes = 1 << 30

    init(_ options: ExtractionOptions, _ body: [UInt8], _ document: DocumentContext) {
        self.options = options
        self.bytes = body
        self.document = document
    }

    /// `html` gets the bytes in an ASCII-compatible encoding, and where they start behind a byte order mark.
    func run(html: HTMLReader) -> ExtractedPage {
        var page = self.body(html)
        if !self.document.fields.isEmpty { page.append(fieldsOf: self.document, options: self.options) }
        if page.refresh?.target != nil { page.scriptNeed = nil }
        return page
    }

    typealias HTMLReader = (
        _ bytes: Span<UInt8>, _ start: Int, _ builder: PageBuilder, _ encoding: TextEncoding
    ) -> ExtractedPage

    private func body(_ html: HTMLReader) -> ExtractedPage {
        var builder = PageBuilder(options: self.options, robotsToken: self.document.robotsToken)
        let isCut = self.bytes.count > Self.maximumBytes
        let bytes = isCut ? Array(self.bytes[..<Self.maximumBytes]) : self.bytes
        if isCut { builder.truncate(.size) }
        let contentType = self.document.contentType
        // A body that somebody wants read without a type for it is read as HTML.
        switch DocumentKind(contentType: contentType) {
        case .html, nil: break
        case .xml:
            let decision = EncodingDecision(xml: bytes.span, contentType: contentType)
            let text = Self.text(bytes, decision, &builder)
            return XMLLinkReader.read(text, builder)
        case .css:
            let decision = EncodingDecision(css: bytes.span, contentType: contentType)
            builder.beginTag()
            let begin = builder.textEnd
            builder.page.text = Self.text(bytes, decision, &builder)
            builder.style(from: begin)
            return builder.page
        }
        let decision = EncodingDecision(bytes.span, contentType: contentType)
        builder.encoding(decision.encoding.name, source: decision.source.rawValue)
        builder.reserve(forBytes: bytes.count)
        if decision.encoding.isASCIICompatible {
            let start = decision.source == .bom ? 3 : 0
            return Self.withScriptNeed(html(bytes.span, start, builder, decision.encoding), bytes.span, from: start)
        }
        let text = decision.encoding.decodeToUTF8(bytes.span)
        return Self.withScriptNeed(html(text.span, 0, builder, .utf8), text.span, from: 0)
    }

    /// `page`, looked at once more where nothing leads on from it.
    private static func withScriptNeed(_ page: consuming ExtractedPage, _ bytes: Span<UInt8>, from start: Int)
        -> ExtractedPage
    {
        guard page.hasScripts, !page.links.contains(where: { page.leadsOn($0) }) else { return page }
        page.scriptNeed = ScriptNeedScan.need(bytes, from: start)
        return page
    }

    /// A document that is decoded as a whole.
    private static func text(
        _ bytes: [UInt8], _ decision: EncodingDecision, _ builder: inout PageBuilder
    ) -> [UInt8] {
        builder.encoding(decision.encoding.name, source: decision.source.rawValue)
        return decision.encoding.decodeToUTF8(bytes.span)
    }
}

extension ExtractedPage {
    /// Whether `link` is one to follow, and to another document: neither to a place in its own nor into a script.
    fileprivate func leadsOn(_ link: RawLink) -> Bool {
        guard FollowRules.source(of: link) != nil else { return false }
        return self.withSpan(of: link.url) { url in
            let start = ASCII.trimmed(url).lowerBound
            guard start < url.count, url[start] != UInt8(ascii: "#") else { return false }
            return !ASCII.equalsIgnoringCase(
                url.extracting(start..<min(url.count, start + 11)), "javascript:")
        }
    }
}
