/// What a journal keeps of a step besides its records: all that a resumed crawl needs to stand where the step left it.
///
/// A journal is read back in the order of its steps, and the frontier takes each step again: so notes hold what came in (the
/// links of a page as ids, a refusal), not what followed from it (depths that fell, queues).
public struct JournalNotes: Sendable {
    /// A URL that became known in this step.
    public struct Discovery: Sendable, Hashable {
        /// The fingerprint of its key.
        public var id: UInt64
        /// The URL.
        public var url: CrawlURL
        /// Its depth by the path that this step found.
        public var depth: Int
        /// The redirects in a row at the end of that path.
        public var hops: Int
        /// How it was named.
        public var via: LinkSource
        /// The page that named it, where a journal tells another than that of the step: the link waited for its host to come into
        /// scope.
        public var parent: String?

        /// A URL found at `depth`.
        public init(id: UInt64, url: CrawlURL, depth: Int, hops: Int, via: LinkSource) {
            self.id = id
            self.url = url
            self.depth = depth
            self.hops = hops
            self.via = via
        }
    }

    /// A URL that will be tried again.
    public struct Retry: Sendable, Hashable {
        /// The fingerprint of its key.
        public var id: UInt64
        /// Requests spent on it so far.
        public var attempts: Int
        /// Not before this instant.
        public var due: CrawlInstant
        /// What went wrong, where it has a name.
        public var cause: FailureClass?

        /// URL `id` will be tried again at `due`.
        public init(id: UInt64, attempts: Int, due: CrawlInstant, cause: FailureClass?) {
            self.id = id
            self.attempts = attempts
            self.due = due
            self.cause = cause
        }
    }

    /// How a host stands after this step, so that no resumed crawl asks it early.
    public struct Host: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Nothing is asked of it before this instant.
        public var notBefore: CrawlInstant
        /// Requests so far.
        public var requests: Int
        /// Retries so far.
        public var retries: Int
        /// Answers in a row that asked to be left alone.
        public var refusalsInARow: Int

        /// Host `name` opens at `notBefore`.
        public init(name: String, notBefore: CrawlInstant, requests: Int, retries: Int, refusalsInARow: Int) {
            self.name = name
            self.notBefore = notBefore
            self.requests = requests
            self.retries = retries
            self.refusalsInARow = refusalsInARow
        }
    }

    /// A robots.txt as it was fetched.
    public struct Robots: Sendable, Hashable {
        /// Scheme, host and port that it speaks for: `http://example.org:80`.
        public var origin: String
        /// The final status; nil where no answer came.
        public var status: Int?
        /// The file, as far as it is read (RFC 9309, section 2.5); empty where everything is permitted or forbidden.
        public var body: [UInt8]
        /// Good until this instant.
        public var until: CrawlInstant
        /// Why it could not be had.
        public var error: String?

        /// The robots.txt of `origin`.
        public init(origin: String, status: Int?, body: [UInt8], until: CrawlInstant, error: String? = nil) {
            self.origin = origin
            self.status = status
            self.body = body
            self.until = until
            self.error = error
        }
    }

    /// The seeds that were offered.
    public var seeds: [Seed] = []
    /// The URLs that became known, each once in the whole journal; the page of the step named them.
    public var discovered: [Discovery] = []
    /// The accepted outlinks of the page, those known before too: a resumed crawl passes shorter paths on along them, and a
    /// later crawl follows them where the page has not changed.
    public var accepted: [UInt64] = []
    /// Where the page redirects to, where that was accepted.
    public var redirect: UInt64?
    /// The redirect of a seed brought this URL's host into scope.
    public var scopeExtension: CrawlURL?
    /// Links that scope refused for their host while a seed may still bring it in.
    public var awaiting: [Outlink] = []
    /// The URL will be tried again.
    public var retry: Retry?
    /// How the step left its host.
    public var host: Host?
    /// The robots.txt that came.
    public var robots: Robots?
    /// What the user decided about a pattern.
    public var parking: Parking?

    /// Whether there is nothing to keep.
    public var isEmpty: Bool {
        self.seeds.isEmpty && self.discovered.isEmpty && self.accepted.isEmpty && self.redirect == nil
            && self.scopeExtension == nil && self.awaiting.isEmpty && self.retry == nil && self.host == nil
            && self.robots == nil && self.parking == nil
    }

    /// Nothing to note.
    public init() {}
}
