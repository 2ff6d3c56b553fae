internal import SkitterCore

extension LinkReader {
    /// How a link is named in records; nil where it is not asked for.
    func source(of link: RawLink) -> LinkSource? {
        FollowRules.source(of: link)
            ?? (self.services.configuration.survey == nil ? nil : FollowRules.requisite(of: link))
    }

    /// Keeps in `links` what a check of links needs to know of a page that was read, and takes from `outlinks` what need not be asked for.
    func survey(
        _ page: ExtractedPage, _ urls: PageURLs, _ response: FetchResponse, _ record: VisitRecord,
        outlinks: inout [Outlink], into links: inout PageLinks
    ) {
        guard let survey = self.services.configuration.survey else { return }
        // What a script makes of a page, and what did not come, nobody can tell.
        if record.truncated == nil, record.scriptNeed == nil {
            links.anchors = survey.anchors?.anchors(response.body, contentType: response.fields["Content-Type"])
        }
        if self.liesBeyond { return }
        var collector = PlaceCollector(
            lease: self.lease, hashSeed: self.services.configuration.hashSeed, resolver: urls.resolver())
        for link in page.links where self.source(of: link) != nil {
            page.withSpan(of: link.url) { collector.add($0) }
        }
        if let target = page.refresh?.target { page.withSpan(of: target) { collector.add($0) } }
        links.links = collector.links
        links.invalid = collector.invalid
        if self.lease.keepsRefusedHosts { return }
        let open = Set(links.links.lazy.filter { !survey.isSettled($0.id, $0.place) }.map(\.id))
        outlinks.removeAll {
            !open.contains($0.fingerprint) && self.lease.scope.verdict(on: $0.url) == .beyond
        }
    }
}

/// The links of a page with the places that they name, each once.
private struct PlaceCollector: ~Copyable {
    private let lease: Lease
    private let hashSeed: UInt64
    private var resolver: URLResolver
    private var seen: Set<PageLinks.Link> = []
    private(set) var links: [PageLinks.Link] = []
    private(set) var invalid: [String] = []

    /// Of what is no URL so many bytes are told, and so many of it on a page.
    private static let mostBytes = 200
    private static let mostInvalid = 100

    init(lease: Lease, hashSeed: UInt64, resolver: consuming URLResolver) {
        self.lease = lease
        self.hashSeed = hashSeed
        self.resolver = resolver
    }

    mutating func add(_ href: Span<UInt8>) {
        guard self.resolver.resolve(href) else { return self.addInvalid(href) }
        guard self.resolver.isHTTP else { return }
        let url = self.resolver.materialise().withoutCredentials()
        let place = url.hash.isEmpty ? nil : url.href
        let target = url.withoutFragment()
        switch self.lease.scope.verdict(on: target) {
        case .accepted, .beyond: break
        case .refused(.host) where self.lease.keepsRefusedHosts: break
        case .refused: return
        }
        let link = PageLinks.Link(id: target.fingerprint(seed: self.hashSeed).rawValue, place: place)
        if self.seen.insert(link).inserted { self.links.append(link) }
    }

    private mutating func addInvalid(_ href: Span<UInt8>) {
        let bytes = href.extracting(first: Self.mostBytes)
        let text = String(decoding: bytes.withUnsafeBufferPointer { Array($0) }, as: UTF8.self)
        guard self.invalid.count < Self.mostInvalid, !self.invalid.contains(text) else { return }
        self.invalid.append(text)
    }
}
