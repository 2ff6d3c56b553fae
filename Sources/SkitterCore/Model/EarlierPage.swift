/// A page as an earlier crawl found it: what a request needs to ask whether it has changed, and a record where it has not.
public struct EarlierPage: Sendable {
    /// What the earlier crawl recorded of it.
    public var record: VisitRecord
    /// The step of that crawl in which it was settled.
    public var step: UInt64
    /// Of its links out of scope, those that the earlier crawl kept because a seed could still bring their host in.
    public var keptLinks: Int

    /// A page that was settled in step `step`.
    public init(record: VisitRecord, step: UInt64, keptLinks: Int = 0) {
        self.record = record
        self.step = step
        self.keptLinks = keptLinks
    }
}

/// A link of a page of an earlier crawl.
public struct EarlierLink: Sendable, Hashable {
    /// Where it points, without fragment.
    public var url: CrawlURL
    /// How that crawl came to know the URL; an element of a page.
    public var source: LinkSource

    /// A link to `url`.
    public init(url: CrawlURL, source: LinkSource) {
        self.url = url
        self.source = source
    }
}
