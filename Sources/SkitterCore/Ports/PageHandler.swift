/// Sees each page that is fetched, with its body, before it is recorded; and may name URLs that lead on from it.
///
/// Contract: it is handed pages whose final status is 2xx, many at a time, in no order. It runs off the event loops and may take
/// its time: the visit of the page lasts as long, and a crawl has no more of them than places. A page counts when it has
/// returned; one whose record was not durable when a crawl was killed is fetched, and handed over, again. Where it throws, the page
/// does not count and the crawl ends with that error. Not handed over are sitemaps that a crawl reads, and pages that have not
/// changed since an earlier crawl (304): they bring no body.
public protocol PageHandler: Sendable {
    /// What follows from `page`.
    func handle(_ page: FetchedPage) async throws -> PageAnswer
}

/// What a ``PageHandler`` makes of a page.
public struct PageAnswer: Sendable, Hashable {
    /// URLs that lead on from the page, relative to it or absolute. They are links of it like any other: scope, depth, robots.txt
    /// and what is known already decide (``LinkSource/handler``).
    public var requests: [String]
    /// Whether the links that stand in the page lead on too.
    public var followsLinks: Bool

    /// The crawl goes on from the page with `requests`, and with its own links where it `followsLinks`.
    public init(requests: [String] = [], followsLinks: Bool = true) {
        self.requests = requests
        self.followsLinks = followsLinks
    }

    /// The crawl goes on as it would without a handler.
    public static let goOn = PageAnswer()
}
