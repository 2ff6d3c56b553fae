/// Everything that one lease brought, in one value: record, outlinks and end of lease go into one step of the frontier.
public struct FinishedVisit: Sendable {
    /// When a request was on the wire.
    public struct Exchange: Sendable {
        /// When it was sent.
        public var started: CrawlInstant
        /// When the last byte of its answer came, or hope was given up.
        public var ended: CrawlInstant

        /// An exchange from `started` to `ended`.
        public init(started: CrawlInstant, ended: CrawlInstant) {
            self.started = started
            self.ended = ended
        }
    }

    /// What the visit advises about trying again; the frontier decides.
    public struct Retry: Sendable {
        /// What the server asked for in `Retry-After`.
        public var after: Duration?
        /// Whether the whole host should be left alone for a while (429, 503), or just this URL.
        public var isHostWide: Bool

        /// Advice to try again.
        public init(after: Duration? = nil, isHostWide: Bool) {
            self.after = after
            self.isHostWide = isHostWide
        }
    }

    /// How it ended.
    public enum Result: Sendable {
        /// The URL was visited. A failure with `retry` may be tried again; its record is then dropped. Kept apart, since a
        /// visit is handed on several times and its record is large.
        indirect case visited(VisitRecord, outlinks: [Outlink], redirect: Outlink?, retry: Retry?)
        /// The URL must not be visited.
        case skipped(SkipReason, detail: String?)
        /// robots.txt was fetched, or not.
        case robots(RobotsAnswer)
        /// Nothing happened: the crawl is stopping. The URL goes back to its place.
        case unvisited
    }

    /// The lease that ends.
    public var lease: UInt64
    /// How it ended.
    public var result: Result
    /// When a request was on the wire; nil when none was.
    public var exchange: Exchange?
    /// What was on the wire, in order, where the crawl archives it: one hop for a page, several for a robots.txt.
    public var fetched: [FetchedExchange] = []
    /// The robots.txt as it came, where that was asked for and answered.
    public var robotsFile: RobotsFile?
    /// Where the page leads, in a crawl that checks links.
    public var links: PageLinks?
    /// What the page is compared by, where it is whole, its status is 2xx and the lease's URL has a pattern.
    public var signature: PageSignature?

    /// The end of lease `lease`.
    public init(lease: UInt64, result: Result, exchange: Exchange?, signature: PageSignature? = nil) {
        self.lease = lease
        self.result = result
        self.exchange = exchange
        self.signature = signature
    }
}

/// A robots.txt as it came.
public struct RobotsFile: Sendable, Hashable {
    /// The final status.
    public var status: Int
    /// The body, as far as it is read (RFC 9309, section 2.5).
    public var body: [UInt8]

    /// What came with `status`.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// What the fetch of a robots.txt came to (RFC 9309, section 2.3.1).
public enum RobotsAnswer: Sendable {
    /// These rules, or none (4xx), and the sitemaps named beside them where the crawl wants them.
    case rules(RobotsRules, sitemaps: [Outlink] = [])
    /// The server answered 5xx: everything is forbidden until it can be had.
    case serverError(status: Int, retryAfter: Duration?)
    /// No answer: everything is forbidden until it can be had.
    case unreachable(FetchError)
}
