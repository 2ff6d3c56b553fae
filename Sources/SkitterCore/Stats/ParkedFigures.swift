/// What was parked: the patterns with the most URLs, and how much lies beyond them.
public struct ParkedFigures: Hashable, Sendable {
    /// One parked pattern.
    public struct Pattern: Hashable, Sendable {
        /// As `--unpark` takes it: `http://example.org/cal/{date}`.
        public var pattern: String
        /// Its URLs that were not fetched.
        public var urls: Int
        /// Whether the user parked it while the crawl ran; otherwise it only repeated itself.
        public var isByUser: Bool

        /// A pattern and the number of its parked URLs.
        public init(pattern: String, urls: Int, isByUser: Bool = false) {
            self.pattern = pattern
            self.urls = urls
            self.isByUser = isByUser
        }
    }

    /// All parked URLs.
    public var urls = 0
    /// Those that the user parked, then the others, those with the most URLs first; at most ``limit``.
    public var patterns: [Pattern] = []
    /// Patterns beyond those.
    public var otherPatterns = 0
    /// Patterns that the user parked and of which no URL has turned up since.
    public var emptyPatterns: [String] = []

    /// How many patterns are named.
    public static let limit = 20

    /// Nothing is parked.
    public init() {}

    /// Parked URLs of patterns that are not named.
    public var otherURLs: Int { self.urls - self.patterns.reduce(0) { $0 + $1.urls } }
}
