#if Cluster
package import SkitterCore

/// How far the seeds of a crawl are.
package struct SeedsStanding: Sendable, Hashable {
    /// Whether some have not settled, so that the scope may widen.
    package var areOpen = false
    /// Shards with URLs that wait for that.
    package var shardsWithWaiting: [Int16] = []
    /// What seeds were redirected to.
    package var widenings: [String] = []

    package init() {}
}

/// A link that waited for the seeds.
package struct WaitingLink: Sendable {
    package let url: CrawlURL
    /// As if it were in scope.
    package let offer: Offer

    package init(url: CrawlURL, offer: Offer) {
        self.url = url
        self.offer = offer
    }
}
#endif
