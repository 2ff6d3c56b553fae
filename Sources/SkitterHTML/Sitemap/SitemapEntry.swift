/// One URL of a sitemap or feed, as it stands there: not yet parsed or resolved.
public struct SitemapEntry: Equatable, Sendable {
    /// Never empty.
    public let loc: String
    /// The date in the document's own format.
    public let lastmod: String?
    /// From 0 to 1; nil if it is absent or no such number.
    public let priority: Double?

    /// An entry as it stands.
    public init(loc: String, lastmod: String? = nil, priority: Double? = nil) {
        self.loc = loc
        self.lastmod = lastmod
        self.priority = priority
    }
}
