/// A document link of a page, resolved and judged by scope in the visit.
public struct Outlink: Sendable {
    /// Where it points, without fragment.
    public var url: CrawlURL
    /// The fingerprint of its key.
    public var fingerprint: UInt64
    /// What named it.
    public var source: LinkSource
    /// False when scope refused it only for its host: the redirect of a seed that is still under way may bring that
    /// host in, so the frontier judges it again when all seeds have settled.
    public var isInScope: Bool

    /// A link to `url`.
    public init(url: CrawlURL, fingerprint: UInt64, source: LinkSource, isInScope: Bool = true) {
        self.url = url
        self.fingerprint = fingerprint
        self.source = source
        self.isInScope = isInScope
    }
}
