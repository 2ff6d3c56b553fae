/// A page as an earlier crawl found it: what a request needs to ask whether it has changed, and a record where it has not.
package struct EarlierPage: Sendable {
    /// What the earlier crawl recorded of it.
    package var record: VisitRecord
    /// The step of that crawl in which it was settled.
    package var step: UInt64
    /// Of its links out of scope, those that the earlier crawl kept because a seed could still bring their host in.
    package var keptLinks: Int

    /// A page that was settled in step `step`.
    package init(record: VisitRecord, step: UInt64, keptLinks: Int = 0) {
        self.record = record
        self.step = step
        self.keptLinks = keptLinks
    }
}

/// A link of a page of an earlier crawl.
package struct EarlierLink: Sendable, Hashable {
    /// Where it points, without fragment.
    package var url: CrawlURL
    /// How that crawl came to know the URL; an element of a page.
    package var source: LinkSource

    /// A link to `url`.
    package init(url: CrawlURL, source: LinkSource) {
        self.url = url
        self.source = source
    }
}
