package import SkitterCore

/// One request and what came back, as the bytes that were on the wire: what a `request` and a `response` record hold.
package struct WARCExchange: Sendable {
    /// The URL that was asked for: a serialised URL without a fragment.
    package var url: String
    /// When the request began, in microseconds since 1970: the date of all records of this exchange.
    package var startedMicroseconds: Int64
    /// The request as sent: request line, header lines, the empty line, and a body if there was one.
    package var request: [UInt8]
    /// The final response's status line and header lines as received, up to and with the empty line. Earlier
    /// responses (1xx, a proxy's answer to CONNECT) are none of it. May be cut; then there is no body.
    package var responseHead: [UInt8]
    /// The body as sent, its content coding kept. See ``payload`` for its transfer coding.
    package var body: [UInt8]
    /// The body without its transfer coding, where ``body`` still has one; nil where both are the same.
    ///
    /// The payload digest is that of the payload (ISO 28500, 6.3.2), whatever its chunks were.
    package var payload: [UInt8]?
    /// The address that was connected to.
    package var address: IPAddress?
    /// Why the body is not whole, or nil where it is.
    package var truncation: Truncation?
    /// When the exchange was begun whose payload the server says has not changed (304 to a conditional request), in
    /// microseconds since 1970; nil for every other exchange.
    package var unchangedSinceMicroseconds: Int64?
    /// The protocols from the highest layer down, as in `h2`, `tls/1.3`; empty where the records tell
    /// (the adopted extension `WARC-Protocol`). With `h2` or `h3` among them the heads are written as HTTP/1.1.
    package var protocols: [String] = []

    /// An exchange whose body carries no transfer coding and is whole.
    package init(
        url: String, startedMicroseconds: Int64, request: [UInt8], responseHead: [UInt8], body: [UInt8]
    ) {
        self.url = url
        self.startedMicroseconds = startedMicroseconds
        self.request = request
        self.responseHead = responseHead
        self.body = body
    }
}
