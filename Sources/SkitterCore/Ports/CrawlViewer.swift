/// Watches a running crawl.
///
/// Contract: `wantsView` is asked about once a second, and `show` called only where it says yes, and at the end; neither
/// blocks, for both run where pages are fetched.
public protocol CrawlViewer: Sendable {
    /// Whether a view is wanted now: making one costs more than the figures of a progress line.
    var wantsView: Bool { get }
    /// The crawl as it stands.
    func show(_ view: CrawlView)
}
