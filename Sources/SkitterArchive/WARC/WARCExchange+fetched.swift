package import SkitterCore

extension WARCExchange {
    /// What a visit fetched, or nil where its session could not tell the bytes that were on the wire.
    package init?(_ fetched: FetchedExchange) {
        guard let request = fetched.response.rawRequest, let head = fetched.response.rawHead else { return nil }
        self.init(
            url: fetched.url.withoutFragment().withoutCredentials().href,
            startedMicroseconds: fetched.startedMicroseconds, request: request, responseHead: head,
            body: fetched.response.wireBody ?? fetched.response.body)
        self.address = fetched.response.remoteAddress
        self.unchangedSinceMicroseconds = fetched.unchangedSinceMicroseconds
        self.truncation = fetched.response.truncation
        if head.starts(with: "HTTP/2".utf8) { self.protocols = ["h2"] }
    }
}
