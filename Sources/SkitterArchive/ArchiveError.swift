/// Why a crawl directory cannot be used, written or read: one sentence that says which file, what happened, what to do.
public struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is, for decisions.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String, Hashable, Sendable {
            case notEmpty = "not-empty", foreign, locked, corrupt, unrelated
            case unwritable, missing, unreadable, full, failed
        }

        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// The directory holds something and nothing may be overwritten.
        public static let notEmpty = Code(.notEmpty)
        /// The directory is not one that a crawl made.
        public static let foreign = Code(.foreign)
        /// Another process crawls into the directory.
        public static let locked = Code(.locked)
        /// A file is not what a crawl of this version writes.
        public static let corrupt = Code(.corrupt)
        /// Directories are to be read as one crawl, and are not.
        public static let unrelated = Code(.unrelated)
        /// The place cannot be written to.
        public static let unwritable = Code(.unwritable)
        /// A file that should be there is not.
        public static let missing = Code(.missing)
        /// A file cannot be opened or read.
        public static let unreadable = Code(.unreadable)
        /// The disk, or the quota on it, is full.
        public static let full = Code(.full)
        /// Writing failed for another reason.
        public static let failed = Code(.failed)

        /// The stable word.
        public var description: String { self.value.rawValue }

        /// True where the directory itself is the obstacle, not the device below it: it is refused, and nothing was changed.
        public var isRefusal: Bool {
            switch self.value {
            case .notEmpty, .foreign, .locked, .corrupt, .unrelated: true
            case .unwritable, .missing, .unreadable, .full, .failed: false
            }
        }
    }

    /// The kind of failure.
    public var code: Code
    /// The file or directory.
    public var path: String
    /// What happened and what to do, in words.
    public var message: String

    /// A failure of kind `code` at `path`.
    public init(_ code: Code, path: String, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }

    /// The sentence for people: the path, what happened, what to do.
    public var description: String { "\(self.path): \(self.message)" }
}
