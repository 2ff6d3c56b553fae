/// A request and its response as they were on the wire: what an archive keeps of a visit.
public struct FetchedExchange: Sendable {
    /// What was asked for.
    public var url: CrawlURL
    /// When the request began, in microseconds since 1970 (UTC).
    public var startedMicroseconds: Int64
    /// What came back, with ``FetchResponse/rawHead`` and ``FetchResponse/rawRequest``.
    public var response: FetchResponse
    /// When the request was sent whose body the server says has not changed (304), in microseconds since 1970 (UTC).
    public var unchangedSinceMicroseconds: Int64?

    /// The answer to a request for `url`.
    public init(url: CrawlURL, startedMicroseconds: Int64, response: FetchResponse) {
        self.url = url
        self.startedMicroseconds = startedMicroseconds
        self.response = response
    }

    /// The bytes of body that it holds.
    public var bodyBytes: Int { self.response.body.count + (self.response.wireBody?.count ?? 0) }
}
