/// How much of one sitemap is read; the defaults are the limits of the sitemaps protocol.
public struct SitemapLimits: Sendable {
    /// Octets, after decompression. Default 50 MiB.
    public var sizeBytes = 50 * 1024 * 1024
    /// Entries, and as many references to other sitemaps. Default 50,000.
    public var entries = 50_000
    /// Octets of one URL; a longer one is left out. Default 4,096: twice what the protocol permits.
    public var urlBytes = 4_096

    /// The defaults.
    public init() {}
}
