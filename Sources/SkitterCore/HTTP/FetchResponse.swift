/// What a server answered to one request: one hop, as far as it came.
public struct FetchResponse: Sendable {
    /// The final status, 200...599; informational ones (1xx) are passed over.
    public var status: Int
    /// The field lines; those of a session without raw headers may be merged and reordered.
    public var fields: HTTPFields
    /// The body with its content coding removed; at most `bodyLimitBytes` long.
    public var body: [UInt8]
    /// Why the body is not the whole body, or nil when it is.
    public var truncation: Truncation?
    /// From the call to the final status line, where the session can tell.
    public var timeToFirstByte: Duration?
    /// From the call to the end of the body.
    public var totalTime: Duration
    /// The address that was connected to, where the session can tell.
    public var remoteAddress: IPAddress?
    /// The port that was connected to, where the session can tell.
    public var remotePort: UInt16?
    /// The body as it was sent, its content coding in place and the framing of chunks removed, where the request asks for
    /// it and there was a coding. Nil: ``body`` is what was sent, or the session cannot tell.
    public var wireBody: [UInt8]?
    /// Bytes of body on the wire, before decompression, where the session can tell.
    public var wireBytes: Int?
    /// The head byte for byte as received, where the session can tell.
    public var rawHead: [UInt8]?
    /// The request byte for byte as it was sent, where the request asks for it and the session can tell. Credentials and
    /// cookies are in it.
    public var rawRequest: [UInt8]?
    /// How long the parts of the exchange took, where the session can tell.
    public var timings: FetchTimings?

    /// A response with an empty body and unknown timings; set what is known.
    public init(status: Int, fields: HTTPFields = HTTPFields(), body: [UInt8] = [], totalTime: Duration = .zero) {
        self.status = status
        self.fields = fields
        self.body = body
        self.totalTime = totalTime
    }

    /// True for the redirects that name a target (RFC 9110, section 15.4): 301, 302, 303, 307, 308 with a `Location`.
    public var isRedirect: Bool {
        switch self.status {
        case 301, 302, 303, 307, 308: self.fields.contains("Location")
        default: false
        }
    }
}

/// Why a body is not whole. Never silent: each is a field of the record.
public enum Truncation: String, Hashable, Sendable, CaseIterable, Codable {
    /// Longer than the limit; the record holds the beginning.
    case length
    /// The deadline came while the body was arriving.
    case time
    /// The connection ended before the body did.
    case disconnect
    /// It inflates to so much more than was sent that it is taken for a decompression bomb; the beginning is there.
    case ratio
    /// Its media type is not wanted: the transfer was ended after the header fields.
    case unwanted
}
