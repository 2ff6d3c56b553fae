#if Cluster
/// Why the shared frontier cannot be used. One sentence for people, a code for decisions; neither ever holds a password.
public struct ClusterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The class of a failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String, Hashable, Sendable {
            case badAddress = "bad-address"
            case badName = "bad-name"
            case unreachable, unanswered, refused, damaged, unsupported
            case noCrawl = "no-crawl"
            case crawlExists = "crawl-exists"
            case otherVersion = "other-version"
        }

        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// The connection string is none.
        public static let badAddress = Code(.badAddress)
        /// The name is not one that a crawl can have.
        public static let badName = Code(.badName)
        /// No server that takes writes could be had for as long as the frontier may be gone.
        public static let unreachable = Code(.unreachable)
        /// What the servers made of a call before is not known, so that nothing more may be told.
        public static let unanswered = Code(.unanswered)
        /// The server refused a statement.
        public static let refused = Code(.refused)
        /// What the server sent is not what the statement asks for.
        public static let damaged = Code(.damaged)
        /// A frontier of many crawlers cannot do it.
        public static let unsupported = Code(.unsupported)
        /// There is no crawl of this name.
        public static let noCrawl = Code(.noCrawl)
        /// There is a crawl of this name already.
        public static let crawlExists = Code(.crawlExists)
        /// The crawl's tables are those of another version of the program.
        public static let otherVersion = Code(.otherVersion)

        /// The words for people.
        public var description: String { self.value.rawValue }
    }

    /// The class of the failure.
    public var code: Code
    /// What happened, in words.
    public var message: String

    /// A failure of class `code`, described by `message`.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The words for people.
    public var description: String { self.message }
}
#endif
