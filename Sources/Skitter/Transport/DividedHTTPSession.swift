internal import SkitterCore

/// Fetches from each host by the transport that is set for it.
struct DividedHTTPSession: HTTPSession {
    private let curl: any HTTPSession
    private let urlsession: any HTTPSession
    private let transports: TransportsOfHosts

    init(curl: any HTTPSession, urlsession: any HTTPSession, _ transports: TransportsOfHosts) {
        (self.curl, self.urlsession, self.transports) = (curl, urlsession, transports)
    }

    /// What both can tell.
    var capabilities: SessionCapabilities { self.curl.capabilities.intersection(self.urlsession.capabilities) }

    func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        switch self.transports[request.url.hostname] {
        case .urlsession: try await self.urlsession.fetch(request)
        case .curl, .automatic: try await self.curl.fetch(request)
        }
    }
}
