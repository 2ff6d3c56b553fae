internal import SkitterCore

/// Turns the bytes of a page into outlinks: extracted, resolved, judged by scope, each key once. Runs in the visiting task,
/// off every actor.
struct LinkReader: Sendable {
    let lease: Lease
    let services: VisitServices

    /// The outlinks of a fetched page; what it says of itself goes into `record`.
    func read(_ response: FetchResponse, into record: inout VisitRecord) -> [Outlink] {
        let type = response.fields["Content-Type"]
        // A page without a type is read as HTML; reading anything else as HTML finds links that nobody wrote.
        guard type.flatMap(MediaType.init)?.isHTML ?? true, !response.body.isEmpty else { return [] }
        let page = self.services.extractor.extract(
            response.body,
            DocumentContext(
                url: self.lease.url.href, contentType: type, robotsToken: self.services.configuration.robotsAgent))
        let urls = PageURLs(of: page, at: self.lease.url)
        let directives = self.directives(of: page).union(self.services.robotsTag(response))
        record.encoding = page.encodingName
        record.encodingSource = page.encodingSource
        record.title = page.title.map(page.string)
        record.canonical = page.canonical.flatMap { urls.resolve($0) }?.href
        record.robots = directives.names
        record.links.found = page.links.count

        var outlinks: [Outlink] = []
        var seen: Set<UInt64> = []
        var resolver = urls.resolver()
        // A link that the page has named already costs no allocation: it is resolved in place and known by its fingerprint.
        func add(_ href: TextRange, _ source: LinkSource, nofollow: Bool, _ resolver: inout URLResolver) {
            if nofollow {
                record.links.nofollow += 1
                return
            }
            guard page.withSpan(of: href, { resolver.resolve($0) }), resolver.isHTTP else {
                record.links.invalid += 1
                return
            }
            var fingerprint = resolver.fingerprint(seed: self.services.configuration.hashSeed).rawValue
            guard seen.insert(fingerprint).inserted else { return }
            var url = resolver.materialise().withoutFragment()
            if url.hasCredentials {
                // Whoever wrote the link does not decide what this crawler logs in with.
                url = url.withoutCredentials()
                fingerprint = url.fingerprint(seed: self.services.configuration.hashSeed).rawValue
                guard seen.insert(fingerprint).inserted else { return }
            }
            switch self.lease.scope.verdict(on: url) {
            case .accepted:
                outlinks.append(Outlink(url: url, fingerprint: fingerprint, source: source))
            case .refused(.host) where self.lease.keepsRefusedHosts:
                outlinks.append(Outlink(url: url, fingerprint: fingerprint, source: source, isInScope: false))
            case .refused:
                record.links.outOfScope += 1
            }
        }
        let pageSaysNo = directives.contains(.nofollow)
        for link in page.links {
            guard let source = FollowRules.source(of: link) else { continue }
            add(link.url, source, nofollow: pageSaysNo || link.flags.contains(.nofollow), &resolver)
        }
        if let target = page.refresh?.target { add(target, .refresh, nofollow: pageSaysNo, &resolver) }
        return outlinks
    }

    /// Where a redirect leads, or nil where its `Location` is no http(s) URL.
    func redirect(to location: String) -> Outlink? {
        guard let url = try? CrawlURL(location, base: self.lease.url).withoutFragment(), url.isHTTP else { return nil }
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
