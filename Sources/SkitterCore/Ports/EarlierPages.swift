/// Tells what an earlier crawl found at a URL, for a crawl that asks servers only for what has changed since.
///
/// Contract: `page` answers with a page that was fetched and whose links can all be told, or with nil; `links` tells them in
/// the order of the page, first those that were accepted. What cannot be read is nil, never an error: the page is then
/// fetched like any other. Neither waits for the network, nor holds up who crawls.
package protocol EarlierPages: Sendable {
    /// What the earlier crawl found at the URL of this key, if it fetched it.
    func page(at url: CrawlURL) async -> EarlierPage?
    /// The links of `page`.
    func links(of page: EarlierPage) async -> [EarlierLink]?
}
