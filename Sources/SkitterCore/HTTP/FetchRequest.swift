/// One GET for one hop; redirects are handed back, never followed.
public struct FetchRequest: Sendable {
    /// What to fetch: http or https.
    public var url: CrawlURL
    /// Field lines to send besides those a session must send itself (`Host`, `Accept-Encoding`, `Connection`).
    public var fields: HTTPFields
    /// The whole exchange, from the call to the last byte, ends within this time.
    public var timeout: Duration
    /// A body is cut after this many bytes, counted after decompression.
    public var bodyLimitBytes: Int
    /// Which bodies are read; others end after their header fields.
    public var wanted: WantedBodies

    /// Where to connect to: one of these, where the session can choose (see ``SessionCapabilities/choosesAddress``). Empty:
    /// whatever the name resolves to.
    public var addresses: [IPAddress]
    /// Whether the exchange is wanted as it was on the wire too, where the session can tell: for archives.
    public var keepsWire = false
    /// Is told how far the exchange has come, where somebody wants to know and the session can tell.
    package var place: VisitPlace?

    /// A request for `url` with the defaults of the field: 30 s in all, 10 MiB of body, any type.
    public init(
        url: CrawlURL, fields: HTTPFields = HTTPFields(), timeout: Duration = .seconds(30),
        bodyLimitBytes: Int = 10 * 1024 * 1024, wanted: WantedBodies = .all,
        addresses: [IPAddress] = []
    ) {
        self.url = url
        self.fields = fields
        self.timeout = timeout
        self.bodyLimitBytes = bodyLimitBytes
        self.wanted = wanted
        self.addresses = addresses
    }
}

/// Which bodies a fetch reads to the end.
public enum WantedBodies: Hashable, Sendable {
    /// Every body.
    case all
    /// Bodies whose media type is listed, or that name no type.
    case types(Set<String>)

    /// Whether the body of a response with this `Content-Type` is to be read.
    public func includes(contentType: String?) -> Bool {
        switch self {
        case .all:
            return true
        case .types(let essences):
            guard let contentType, let type = MediaType(contentType) else { return true }
            return essences.contains(type.essence)
        }
    }
}
