package import SkitterCore

/// The list of sites, as it is downloaded: the same pages from each of our own servers where there are several.
package struct SiteList: Hashable, Sendable {
    /// How much later these sites answer, where the server is ours.
    package let latency: Duration?
    /// It may name one twice.
    package let sites: [CrawlURL]

    package init(latency: Duration? = nil, sites: [CrawlURL]) {
        self.latency = latency
        self.sites = sites
    }
}
