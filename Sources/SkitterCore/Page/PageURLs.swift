/// Resolves the URLs of a page against its base, in its encoding: one way for the crawl and for whoever checks it.
public struct PageURLs: Sendable {
    private let page: ExtractedPage
    /// The document base URL (HTML, "set the frozen base URL"): the first `<base href>`, unless it is none or a `data:` or
    /// `javascript:` URL; else the page's own.
    public let base: CrawlURL
    /// Whether the page itself declared ``base``.
    public let hasDeclaredBase: Bool

    /// The URLs of `page`, which was fetched from `url`.
    public init(of page: ExtractedPage, at url: CrawlURL) {
        self.page = page
        let declared = page.base.flatMap { PageURLs.resolve($0, of: page, against: url) }
            .flatMap { $0.scheme == "data" || $0.scheme == "javascript" ? nil : $0 }
        self.base = declared ?? url
        self.hasDeclaredBase = declared != nil
    }

    /// The URL at `href`, or nil where that is none.
    public func resolve(_ href: TextRange) -> CrawlURL? {
        PageURLs.resolve(href, of: self.page, against: self.base)
    }

    /// A resolver for all links of the page, in place.
    public func resolver() -> URLResolver {
        URLResolver(base: self.base, query: self.page.queryEncoder)
    }

    private static func resolve(_ href: TextRange, of page: ExtractedPage, against base: CrawlURL) -> CrawlURL? {
        try? page.withSpan(of: href) { bytes throws(URLParseError) in
            try CrawlURL.parse(bytes, base: base, query: page.queryEncoder)
        }
    }
}
