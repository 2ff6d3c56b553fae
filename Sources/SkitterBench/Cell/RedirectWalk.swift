package import SkitterCore

/// Decides, hop by hop, what a download does next: redirects are followed here, since a session never does.
package struct RedirectWalk: Sendable {
    /// What follows a response.
    package enum ResponseAction: Sendable {
        /// Send this request; the download goes on.
        case send(FetchRequest)
        /// The fetch is over.
        case end(FetchedPage.Ending)
    }

    /// As many as browsers and the classic client libraries allow in practice, and as a crawl follows.
    package static let mostRedirects = 10

    private var request: FetchRequest
    private var redirects = 0

    /// The walk that begins with `request`.
    package init(_ request: FetchRequest) {
        self.request = request
    }

    /// `response` came.
    package mutating func arrived(_ response: FetchResponse) -> ResponseAction {
        if response.isRedirect, let location = response.fields["Location"] {
            return self.redirected(to: location)
        }
        if let truncation = response.truncation {
            return .end(.failed("the body was cut after \(response.body.count) bytes (\(truncation.rawValue))"))
        }
        return .end(.whole(response, self.request.url))
    }

    private mutating func redirected(to location: String) -> ResponseAction {
        guard self.redirects < Self.mostRedirects else {
            return .end(.failed("more than \(Self.mostRedirects) redirects"))
        }
        guard let target = try? CrawlURL(location, base: self.request.url), target.isHTTP else {
            return .end(.failed("a redirect to what is not a URL of http or https"))
        }
        self.redirects += 1
        self.request.url = target
        return .send(self.request)
    }
}
