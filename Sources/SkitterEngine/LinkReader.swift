internal import SkitterCore

/// Turns the bytes of a page into outlinks: extracted, resolved, judged by scope, each key once. Runs in the visiting task,
/// off every actor.
struct LinkReader: Sendable {
    let lease: Lease
    let services: VisitServices

    /// The outlinks of a fetched page; what it says of itself goes into `record`, what a check of links wants to know into `links`,
    /// and all that was read into `document`, where somebody wants to see it.
    func read(
        _ response: FetchResponse, into record: inout VisitRecord, links: inout PageLinks,
        _ document: inout ExtractedPage?
    ) -> [Outlink] {
        let type = response.fields["Content-Type"]
        let isRead = self.services.configuration.extractsAll && response.truncation != .unwanted
        guard isRead || DocumentKind(contentType: type) != nil else { return [] }
        let page = self.services.extractor.extract(
            response.body,
            DocumentContext(
                url: self.lease.url.href, contentType: type, robotsToken: self.services.configuration.robotsAgent,
                fields: response.fields))
        if self.services.handler != nil { document = page }
        let urls = PageURLs(of: page, at: self.lease.url)
        let directives = self.directives(of: page).union(self.services.robotsTag(response))
        record.encoding = page.encodingName
        record.encodingSource = page.encodingSource
        record.title = page.title.map(page.string)
        record.canonical = page.canonical.flatMap { urls.resolve($0) }?.href
        record.robots = directives.names
        record.linksTruncated = page.truncated
        // Of half a page nobody can tell.
        if page.scriptNeed != nil, record.truncated == nil { record.scriptNeed = page.scriptNeed }

        if self.liesBeyond {
            // A later crawl that has the page in scope must not take it for one without links.
            record.links.found = page.links.count
            record.links.outOfScope = page.links.count { FollowRules.source(of: $0) != nil }
            var outlinks: [Outlink] = []
            self.survey(page, urls, response, record, outlinks: &outlinks, into: &links)
            return outlinks
        }
        var collector = OutlinkCollector(
            lease: self.lease, hashSeed: self.services.configuration.hashSeed, resolver: urls.resolver(),
            found: page.links.count)
        let heedsNofollow = self.services.configuration.survey == nil
        let pageSaysNo = heedsNofollow && directives.contains(.nofollow)
        for link in page.links {
            guard let source = self.source(of: link) else { continue }
            if pageSaysNo || heedsNofollow && link.flags.contains(.nofollow) {
                collector.addNofollow()
            } else {
                page.withSpan(of: link.url) { collector.add($0, source) }
            }
        }
        if let target = page.refresh?.target {
            if pageSaysNo { collector.addNofollow() } else { page.withSpan(of: target) { collector.add($0, .refresh) } }
        }
        record.links = collector.counts
        var outlinks = collector.outlinks
        self.survey(page, urls, response, record, outlinks: &outlinks, into: &links)
        return outlinks
    }

    /// Whether the page lies beyond the scope: it was asked for, and nothing more.
    var liesBeyond: Bool {
        guard self.lease.scope.asksBeyond, self.lease.via != .seed else { return false }
        return self.lease.scope.verdict(on: self.lease.url) == .beyond
    }

    /// Adds what the handler of a page named to its `outlinks`, each key once.
    func add(
        _ requests: [String], of document: ExtractedPage?, to outlinks: inout [Outlink], _ record: inout VisitRecord
    ) {
        let resolver = document.map { PageURLs(of: $0, at: self.lease.url).resolver() }
        var collector = OutlinkCollector(
            lease: self.lease, hashSeed: self.services.configuration.hashSeed,
            resolver: resolver ?? URLResolver(base: self.lease.url), found: requests.count, besides: outlinks)
        for request in requests { collector.add(request.utf8.span, .handler) }
        outlinks += collector.outlinks
        record.links.found += requests.count
        record.links.outOfScope += collector.counts.outOfScope
        record.links.invalid += collector.counts.invalid
    }

    /// Where a redirect leads, or nil where its `Location` is no http(s) URL.
    func redirect(to location: String) -> Outlink? {
        // Who redirects does not decide what this crawler logs in with.
        guard let url = try? CrawlURL(location, base: self.lease.url).withoutFragment().withoutCredentials(), url.isHTTP
        else { return nil }
        let fingerprint = url.fingerprint(seed: self.services.configuration.hashSeed).rawValue
        return Outlink(url: url, fingerprint: fingerprint, source: .redirect)
    }

    private func directives(of page: ExtractedPage) -> RobotsDirectives {
        page.metaRobots.reduce(into: []) { directives, meta in
            directives.formUnion(
                .parse(
                    metaName: page.string(meta.name), content: page.string(meta.content),
                    agent: self.services.configuration.robotsAgent))
        }
    }
}
