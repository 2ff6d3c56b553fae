/// What became of a URL from one crawl to a later one.
public struct CrawlDifference: Hashable, Sendable {
    /// The kinds, in the order in which they are told.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Fetched then, in vain now.
        case broken
        /// In vain then, fetched now.
        case mended
        /// It redirects elsewhere now, or its body is now at another URL, which is new.
        case moved
        /// Fetched both times, with different bodies.
        case changed
        /// Not visited then.
        case added
        /// Not visited now.
        case removed
    }

    /// What became of it.
    public var kind: Kind
    /// The URL; for one that moved, the earlier one.
    public var url: String
    /// More words: where it moved, what is wrong with it, its title.
    public var detail: String?

    /// `url` differs in this way.
    public init(kind: Kind, url: String, detail: String? = nil) {
        self.kind = kind
        self.url = url
        self.detail = detail
    }
}
