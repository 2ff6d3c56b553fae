/// Why a request has no response. One sentence for people, a code for decisions.
public struct FetchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The class of a failure, stable in records and in statistics.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String, Hashable, Sendable {
            case resolve, connect, tls, timeout, disconnected, badResponse = "bad-response"
            case unsupported, refused, cancelled, sessionDied = "session-died"
            case notRecorded = "not-recorded", other
        }

        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// The code whose ``description`` is `text`, or nil for a word that is none.
        public init?(_ text: String) {
            guard let value = Value(rawValue: text) else { return nil }
            self.value = value
        }

        /// The host's name has no address.
        public static let resolve = Code(.resolve)
        /// No connection: refused, unreachable, or not made in time.
        public static let connect = Code(.connect)
        /// No secure connection: certificate or handshake.
        public static let tls = Code(.tls)
        /// The deadline came before the final status line.
        public static let timeout = Code(.timeout)
        /// The connection ended before the final status line.
        public static let disconnected = Code(.disconnected)
        /// What came is not HTTP, or breaks it where data would be wrong.
        public static let badResponse = Code(.badResponse)
        /// The session cannot do what was asked (scheme, proxy).
        public static let unsupported = Code(.unsupported)
        /// The address is one that a crawl must not connect to.
        public static let refused = Code(.refused)
        /// The task was cancelled: the crawl is stopping. Says nothing about the server.
        public static let cancelled = Code(.cancelled)
        /// The process that carried the request ended before the response came; where it was alone there, most likely of
        /// what the server sent.
        public static let sessionDied = Code(.sessionDied)
        /// The recording that a crawl is answered from holds no answer to this. Says nothing about the server.
        public static let notRecorded = Code(.notRecorded)
        /// None of the above; the message tells.
        public static let other = Code(.other)

        /// The words for people.
        public var description: String { self.value.rawValue }

        /// Whether the same request may succeed a little later.
        public var isTransient: Bool {
            switch self.value {
            case .resolve, .connect, .timeout, .disconnected, .sessionDied, .other: true
            case .tls, .badResponse, .unsupported, .refused, .cancelled, .notRecorded: false
            }
        }
    }

    /// The class of the failure.
    public var code: Code
    /// What happened, in words, without the URL's credentials.
    public var message: String

    /// A failure of class `code`, described by `message`.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The words for people.
    public var description: String { "\(self.code): \(self.message)" }
}
