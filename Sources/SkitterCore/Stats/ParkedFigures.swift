/// What was parked: the patterns with the most URLs, and how much lies beyond them.
public struct ParkedFigures: Hashable, Sendable {
    /// One parked pattern.
    public struct Pattern: Hashable, Sendable {
        /// As `--unpark` takes it: `http://example.org/cal/{date}`.
        public var pattern: String
        /// Its URLs that were not fetched.
        public var urls: Int

        /// A pattern and the number of its parked URLs.
        public init(pattern: String, urls: Int) {
            self.pattern = pattern
            self.urls = urls
        }
    }

    /// All parked URLs.
    public var urls = 0
    /// The patterns with the most parked URLs, at most ``limit``, largest first.
    public var patterns: [Pattern] = []
    /// Patterns beyond those.
    public var otherPatterns = 0

    /// How many patterns are named.
    public static let limit = 20

    /// Nothing is parked.
    public init() {}

    /// Parked URLs of patterns that are not named.
    public var otherURLs: Int { self.urls - self.patterns.reduce(0) { $0 + $1.urls } }
}
