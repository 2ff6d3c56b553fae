internal import SkitterCore
internal import SkitterHTML

/// Questions about documents.
extension Checker {
    /// What a crawl looks for, and the text of links.
    static let extraction = {
        var options = ExtractionOptions()
        options.anchorTexts = true
        return options
    }()

    func links(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let document = DocumentContext(
            url: try question.string("url"), contentType: try question.optionalString("content_type"),
            robotsToken: Self.robotsToken, fields: try question.fields("headers"))
        guard let url = try? CrawlURL(document.url) else { throw CheckFailure("'url' is no URL") }
        let extractor = try self.extractor(try question.optionalString("parser"))
        let page = extractor.extract(try question.base64("body_b64"), document)
        CheckedPage(page, at: url, askedAs: document.url).write(to: &writer)
    }

    private func extractor(_ name: String?) throws(CheckFailure) -> any LinkExtractor {
        switch name {
        case nil, "libxml2": return self.libXML2
        case "tokenizer": return TokenizerExtractor(options: Self.extraction)
        case let name?: throw CheckFailure("no parser is called '\(name.prefix(40))'")
        }
    }

    func srcset(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let bytes = Array(try question.string("value").utf8)
        writer.key("urls")
        writer.beginArray()
        var parser = SrcsetParser()
        while let range = parser.next(in: bytes.span) { writer.value(String(decoding: bytes[range], as: UTF8.self)) }
        writer.endArray()
    }

    func decode(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let label = try question.string("encoding")
        guard let encoding = TextEncoding(label: label) else {
            throw CheckFailure("no encoding is called '\(label.prefix(40))'")
        }
        let text = encoding.decodeToUTF8(try question.base64("body_b64"))
        writer.key("text")
        writer.value(String(decoding: text, as: UTF8.self))
    }

    func sitemap(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let base = try question.optionalString("url").flatMap { try? CrawlURL($0) }
        let document = SitemapDocument(
            parsing: try question.base64("body_b64"), contentType: try question.optionalString("content_type"))
        writer.key("kind")
        writer.optional(document.kind?.rawValue)
        writer.key("urls")
        writer.values(document.entries.compactMap { Self.absolute($0.loc, base: base) })
        writer.key("sitemaps")
        writer.values(document.sitemaps.compactMap { Self.absolute($0.loc, base: base) })
        writer.key("error")
        writer.optional(document.error)
    }
}
