internal import SkitterCore

/// Reads a fetched document as a sitemap, where the crawl wants sitemaps and the document is one.
struct SitemapVisit: Sendable {
    let lease: Lease
    let services: VisitServices

    /// The outlinks of a sitemap, or nil where the document is to be read as a page. What somebody named as a sitemap is
    /// one whatever it looks like; other XML is one where its root says so.
    func read(_ response: FetchResponse, into record: inout VisitRecord) -> [Outlink]? {
        guard let reader = self.services.sitemaps else { return nil }
        let type = response.fields["Content-Type"]
        let isNamed = self.lease.via == .sitemapFile
        guard isNamed || DocumentKind(contentType: type) == .xml, !response.body.isEmpty else { return nil }
        let contents = reader.read(response.body, contentType: type)
        guard contents.kind == .sitemap || isNamed && contents.kind == .list else { return isNamed ? [] : nil }
        var collector = OutlinkCollector(
            lease: self.lease, hashSeed: self.services.configuration.hashSeed,
            resolver: URLResolver(base: self.lease.url), found: contents.pages.count + contents.sitemaps.count)
        for page in contents.pages { collector.add(page.utf8.span, .sitemap) }
        for sitemap in contents.sitemaps { collector.add(sitemap.utf8.span, .sitemapFile) }
        record.linksTruncated = contents.truncated
        record.links = collector.counts
        return collector.outlinks
    }
}
