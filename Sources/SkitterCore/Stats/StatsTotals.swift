/// Sums over a whole crawl.
public struct StatsTotals: Hashable, Sendable {
    /// Settled visits: fetched, redirected and failed.
    public var visits = 0
    /// Visits with a final 2xx and a whole body, and those of unchanged pages.
    public var fetched = 0
    /// Of those fetched, pages of which the server says that they have not changed since an earlier crawl.
    public var unchanged = 0
    /// Visits whose answer names another URL.
    public var redirected = 0
    /// Visits in vain.
    public var failed = 0
    /// URLs in scope that were not visited.
    public var skipped = 0
    /// Requests sent for pages, repeated ones included.
    public var pageRequests = 0
    /// Requests sent for robots.txt.
    public var robotsRequests = 0
    /// Requests for pages that were sent again.
    public var retries = 0
    /// Bytes of body after decompression.
    public var bodyBytes = 0
    /// Bytes of body on the wire, of the visits whose session can tell.
    public var wireBytes = 0
    /// Visits whose session could tell the bytes on the wire.
    public var wireVisits = 0
    /// Fetched pages that seem to show nothing without their scripts.
    public var scriptPages = 0
    /// Links found on the pages, by what became of them.
    public var links = VisitRecord.LinkCounts()
    /// Links not looked at because a page holds more than the limit.
    public var linksDropped = 0
    /// Pages that turned out to lie nearer to a seed than when they were fetched.
    public var depthsLowered = 0

    /// All zero.
    public init() {}
}
