/// What one visit found: one line of `pages.jsonl`. docs/crawl-directory.md describes each field.
public struct VisitRecord: Sendable, Hashable {
    /// How the visit ended.
    public enum Outcome: Sendable, Hashable {
        /// A final 2xx, or a 304 to a request that asked for what has changed.
        case fetched
        /// The answer names another URL: `target` as resolved, or nil where `Location` is no URL.
        case redirected(target: String?)
        /// In vain, for this reason; `message` says more, where there is more to say.
        case failed(FailureClass, message: String?)

        /// Whether it failed for this reason.
        func isFailure(_ failure: FailureClass) -> Bool {
            if case .failed(failure, _) = self { true } else { false }
        }
    }

    /// What became of the links of the page.
    public struct LinkCounts: Sendable, Hashable {
        /// Links of all kinds that the page holds, resources too.
        public var found = 0
        /// Distinct document links in scope.
        public var accepted = 0
        /// Of those, URLs that nobody had named before.
        public var new = 0
        /// Document links that scope refused.
        public var outOfScope = 0
        /// Document links left because the page or the link says nofollow.
        public var nofollow = 0
        /// Hrefs that are no URL, or not http(s).
        public var invalid = 0

        /// No links.
        public init() {}
    }

    /// The 64-bit fingerprint of the URL's key, as 16 hexadecimal digits in the record.
    public var id: UInt64
    /// The URL as requested.
    public var url: String
    /// Its depth when it was fetched; a shorter path found later is in `depths.jsonl`.
    public var depthAtFetch: Int
    /// The page that named it first, nil for a seed.
    public var parent: String?
    /// How it was named: a word of ``LinkSource``.
    public var via: String
    /// When the request was sent, in microseconds since 1970 (UTC).
    public var startedMicroseconds: Int64
    /// How it ended.
    public var outcome: Outcome
    /// The status of the final response; nil where none came.
    public var status: Int?
    /// `type/subtype` of the response.
    public var contentType: String?
    /// The encoding in which the body was read, and the rule that chose it.
    public var encoding: String?
    /// `bom`, `header`, `meta`, `detected` or `fallback`.
    public var encodingSource: String?
    /// Bytes of body after decompression, as far as read.
    public var bodyBytes: Int
    /// Bytes of body on the wire, where the session can tell.
    public var wireBytes: Int?
    /// A 64-bit digest of the body as far as read (``BodyDigest``): tells whether a page changed, not who wrote it.
    public var digest: UInt64?
    /// `ETag` and `Last-Modified` of the response, as sent, which a later crawl may ask by (RFC 9110, section 8.8).
    public var etag: String?
    /// See ``etag``.
    public var lastModified: String?
    /// When the request was sent whose body this is, in microseconds since 1970 (UTC), where the server says that the page has
    /// not changed since an earlier crawl (304): what describes the page is then that crawl's. nil for every other page.
    public var unchangedSinceMicroseconds: Int64?
    /// Why the body is not whole.
    public var truncated: Truncation?
    /// Which limit of reading cut the links off; those before it are there.
    public var linksTruncated: ExtractedPage.Truncation?
    /// From the request to the status line, in microseconds, where the session can tell.
    public var firstByteMicroseconds: Int64?
    /// From the request to the end of the body, in microseconds.
    public var totalMicroseconds: Int64
    /// Requests spent on it, this one included.
    public var attempts: Int
    /// The page's title.
    public var title: String?
    /// `<link rel=canonical>`, absolute.
    public var canonical: String?
    /// `noindex`, `nofollow`, as the page or its header fields ask.
    public var robots: [String]
    /// Why it seems to show nothing without its scripts; nil for most pages.
    public var scriptNeed: ScriptNeed?
    /// What became of its links.
    public var links: LinkCounts
    /// The address connected to, where the session can tell.
    public var address: String?

    /// A record of a visit to `url` that has not said anything yet.
    public init(
        id: UInt64, url: String, depthAtFetch: Int, parent: String?, via: String, startedMicroseconds: Int64,
        outcome: Outcome
    ) {
        self.id = id
        self.url = url
        self.depthAtFetch = depthAtFetch
        self.parent = parent
        self.via = via
        self.startedMicroseconds = startedMicroseconds
        self.outcome = outcome
        self.bodyBytes = 0
        self.totalMicroseconds = 0
        self.attempts = 1
        self.robots = []
        self.links = LinkCounts()
    }
}

extension VisitRecord {
    /// Whether the server says that the page is as an earlier crawl found it.
    public var isUnchanged: Bool { self.unchangedSinceMicroseconds != nil }

    /// Bytes of body that this visit itself read, after decompression.
    public var readBytes: Int { self.isUnchanged ? 0 : self.bodyBytes }
}
