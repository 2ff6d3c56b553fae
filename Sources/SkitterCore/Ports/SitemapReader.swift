/// Bytes of a sitemap to the URLs it names.
///
/// Synchronous and never fails, like ``LinkExtractor``: what could be read is there, nothing outside the document is
/// fetched, and limits hold whatever the bytes are.
package protocol SitemapReader: Sendable {
    /// What a document names; `body` may be a gzip file.
    func read(_ body: [UInt8], contentType: String?) -> SitemapContents
}

/// What a sitemap, an index of sitemaps, a feed or a list of URLs names.
public struct SitemapContents: Sendable, Hashable {
    /// What the document is.
    public enum Kind: Sendable, Hashable {
        /// A `urlset` or a `sitemapindex`: nothing else looks like it.
        case sitemap
        /// A feed, or a list of URLs: a sitemap only where somebody says so.
        case list
        /// Something else.
        case none
    }

    /// What the document is.
    public var kind: Kind
    /// Pages, as they stand there.
    public var pages: [String]
    /// Further sitemaps, as they stand there.
    public var sitemaps: [String]
    /// Why what lies behind is not there, or nil where all was read.
    public var truncated: ExtractedPage.Truncation?

    /// What a document of `kind` names.
    public init(
        kind: Kind, pages: [String] = [], sitemaps: [String] = [], truncated: ExtractedPage.Truncation? = nil
    ) {
        self.kind = kind
        self.pages = pages
        self.sitemaps = sitemaps
        self.truncated = truncated
    }
}
