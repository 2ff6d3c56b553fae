import SkitterCore

/// What a response's header fields say is added to what its body said: `Link` (RFC 8288) and `Refresh` (HTML, "create
/// and initialize a Document object").
///
/// Their URLs are relative to the page's own address and no `<base>` applies to them (RFC 8288 section 3.2; the `Refresh`
/// field is read before there is an element), nor does the page's encoding. So they are resolved here, and what the page
/// holds is absolute. `Content-Location` is not read: it has set no base since RFC 7231 (appendix B), the HTML standard
/// never knew it, and the URL that it names is another address of what was fetched already.
extension ExtractedPage {
    /// Adds the fields of the response that brought the page from `document`'s URL.
    mutating func append(fieldsOf document: DocumentContext, options: ExtractionOptions) {
        let base = try? CrawlURL(document.url)
        for value in document.fields.values(of: "Link") {
            self.append(linkHeader: Array(value.utf8), base, options)
        }
        // The standard leaves open what several of them mean; the first counts.
        if let value = document.fields["Refresh"] { self.append(refreshHeader: Array(value.utf8), base, options) }
    }

    /// Those of other documents (`anchor`) are left out. `rel=canonical` is the page's canonical if its body named none.
    private mutating func append(linkHeader value: [UInt8], _ base: CrawlURL?, _ options: ExtractionOptions) {
        guard value.count <= Self.maximumFieldBytes else {
            self.truncate(.values)
            return
        }
        var parser = LinkHeaderParser()
        while let found = parser.next(in: value.span) {
            if found.hasAnchor { continue }
            guard let target = self.appendURL(value.span.extracting(found.target), base) else { continue }
            let rel = found.rel.map { value[$0] } ?? []
            let start = self.text.count
            self.text.append(contentsOf: rel)
            let link = RawLink(
                target, element: .header, attribute: .href,
                flags: found.rel.map { LinkRelations.flags(value.span.extracting($0)) } ?? [],
                rel: TextRange(start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: rel.count)))
            guard self.append(link, options) else { return }
            if link.flags.contains(.canonical), self.canonical == nil { self.canonical = target }
        }
    }

    /// It outranks a `<meta>` of the page ("will declaratively refresh" is true by then).
    private mutating func append(refreshHeader value: [UInt8], _ base: CrawlURL?, _ options: ExtractionOptions) {
        guard value.count <= Self.maximumFieldBytes else {
            self.truncate(.values)
            return
        }
        guard let refresh = MetaRefresh(value.span) else { return }
        let target = refresh.target.flatMap { self.appendURL(value.span.extracting($0), base) }
        if refresh.target != nil, target == nil { return }
        self.refresh = Refresh(seconds: refresh.seconds, target: target)
        if let target { _ = self.append(RawLink(target, element: .header, attribute: .content), options) }
    }

    /// The resolved URL at the end of the arena; nil for what is none.
    private mutating func appendURL(_ reference: Span<UInt8>, _ base: CrawlURL?) -> TextRange? {
        guard let url = try? CrawlURL.parse(reference, base: base) else { return nil }
        let start = self.text.count
        self.text.append(contentsOf: url.hrefUTF8)
        return TextRange(
            start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: self.text.count - start))
    }

    private mutating func append(_ link: RawLink, _ options: ExtractionOptions) -> Bool {
        guard self.links.count < options.maximumLinks else {
            self.truncate(.links)
            return false
        }
        self.links.append(link)
        return true
    }

    private mutating func truncate(_ cause: Truncation) {
        if self.truncated == nil { self.truncated = cause }
    }

    /// No server's field is as long; transports cut their headers far below.
    private static let maximumFieldBytes = 1 << 20
}
