/// Why a visit failed for good: the class that the ledger, the records and the statistics share.
public struct FailureClass: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The stable word: `http-4xx`, `http-5xx`, or the word of a ``FetchError/Code``.
    public let description: String

    /// The class of `code`.
    public init(_ code: FetchError.Code) {
        self.description = code.description
    }

    private init(word: String) {
        self.description = word
    }

    /// The server answered 4xx.
    public static let client = FailureClass(word: "http-4xx")
    /// The server answered 5xx.
    public static let server = FailureClass(word: "http-5xx")
    /// The server answered a status outside 2xx, 4xx, 5xx that names no redirect target.
    public static let status = FailureClass(word: "http-other")
    /// The body was cut by a lost connection or by the deadline.
    public static let incomplete = FailureClass(word: "incomplete")

    /// The class of a final status, or nil for success.
    public init?(status: Int) {
        switch status {
        case 200..<300: return nil
        case 400..<500: self = .client
        case 500..<600: self = .server
        default: self = .status
        }
    }

    /// The class called `word`, as records spell it.
    public init(recorded word: String) {
        self.description = word
    }

    /// The order of their words.
    public static func < (left: FailureClass, right: FailureClass) -> Bool {
        left.description < right.description
    }
}
