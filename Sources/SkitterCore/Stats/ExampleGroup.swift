/// How often something happened, and the first few times it did.
public struct ExampleGroup: Hashable, Sendable {
    /// One of the times it happened.
    public struct Example: Hashable, Sendable {
        /// The URL to which it happened.
        public var url: String
        /// What happened, in words, where there are any.
        public var message: String?

        /// It happened to `url`.
        public init(url: String, message: String?) {
            self.url = url
            self.message = message
        }
    }

    /// How often it happened.
    public internal(set) var count = 0
    /// The first few times, at most ``exampleLimit``.
    public internal(set) var examples: [Example] = []

    /// How many examples are kept.
    public static let exampleLimit = 3
    /// A message is cut to this many characters: it may hold what a server sent.
    static let messageLimit = 300

    /// It never happened.
    public init() {}

    /// It happened to `url`.
    package mutating func count(url: String, message: String?) {
        self.count &+= 1
        guard self.examples.count < ExampleGroup.exampleLimit else { return }
        self.examples.append(Example(url: url, message: message.map { String($0.prefix(ExampleGroup.messageLimit)) }))
    }
}
