/// A URL in scope that was not visited: one line of `skipped.jsonl`.
public struct SkippedRecord: Sendable, Hashable {
    /// The 64-bit fingerprint of the URL's key.
    public var id: UInt64
    /// The URL.
    public var url: String
    /// Its least depth.
    public var depth: Int
    /// The page that named it first.
    public var parent: String?
    /// Why it was not visited.
    public var reason: SkipReason
    /// The deciding line of robots.txt, the parked pattern, or what was wrong, in words.
    public var detail: String?
    /// Whether the user parked its pattern while the crawl ran.
    public var isParkedByUser = false

    /// A skip of `url` for `reason`.
    public init(id: UInt64, url: String, depth: Int, parent: String?, reason: SkipReason, detail: String? = nil) {
        self.id = id
        self.url = url
        self.depth = depth
        self.parent = parent
        self.reason = reason
        self.detail = detail
    }
}
