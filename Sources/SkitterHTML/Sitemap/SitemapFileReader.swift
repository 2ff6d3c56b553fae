public import SkitterCore

internal import SkitterCompression

/// Reads sitemaps as they are served: plain or as gzip files, of any kind that ``SitemapDocument`` understands.
public struct SitemapFileReader: SitemapReader {
    private let limits: SitemapLimits

    /// A reader with these limits.
    public init(limits: SitemapLimits = SitemapLimits()) {
        self.limits = limits
    }

    /// What a document names; `body` may be a gzip file.
    public func read(_ body: [UInt8], contentType: String?) -> SitemapContents {
        var text = body
        var truncated: ExtractedPage.Truncation?
        if Gzip.isGzip(body) {
            let inflated = Gzip.inflate(body, limitBytes: self.limits.sizeBytes)
            text = inflated.bytes
            truncated = inflated.flaw.map { $0 == .length ? .size : .malformed }
        }
        let document = SitemapDocument(parsing: text, contentType: contentType, limits: self.limits)
        let kind: SitemapContents.Kind =
            switch document.kind {
            case .urlset, .index: .sitemap
            case .rss, .atom, .text: .list
            case nil: .none
            }
        let isIndex = document.kind == .index
        return SitemapContents(
            kind: kind, pages: isIndex ? [] : document.entries.map(\.loc),
            sitemaps: isIndex ? document.sitemaps.map(\.loc) : [],
            truncated: truncated ?? (document.isTruncated ? .links : document.error == nil ? nil : .malformed))
    }
}
