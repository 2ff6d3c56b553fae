/// Sends one request and gets one hop of response; a redirect is a response like any other.
///
/// Contract (`SkitterTesting` holds it as a suite that each implementation passes):
/// - `fetch` returns or throws within `request.timeout` and a small margin, whatever the server does.
/// - Cancelling the task ends `fetch` at once with ``FetchError/Code/cancelled``.
/// - A body is never longer than `bodyLimitBytes` after decompression; what is missing is named by a ``Truncation``.
/// - No input from the server traps.
/// - A session may be used by many tasks at a time and keeps connections open between requests to one host.
public protocol HTTPSession: Sendable {
    /// What this kind of session can tell about a response.
    var capabilities: SessionCapabilities { get }

    /// The response to `request`, one hop.
    func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse
}

/// What a kind of session can tell; what it cannot is absent from records, never invented.
public struct SessionCapabilities: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// The bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Header lines byte for byte as received.
    public static let rawHeaders = SessionCapabilities(rawValue: 1)
    /// The address connected to.
    public static let peerAddress = SessionCapabilities(rawValue: 2)
    /// Times of name look-up, connection, TLS and first byte.
    public static let timings = SessionCapabilities(rawValue: 4)
    /// Bytes of body before decompression.
    public static let wireBytes = SessionCapabilities(rawValue: 8)
    /// Connects to the addresses that a request names, and to no other.
    public static let choosesAddress = SessionCapabilities(rawValue: 16)
}
