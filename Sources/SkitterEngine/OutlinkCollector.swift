internal import SkitterCore

/// Judges the links of one document: each is resolved, known by its key once, and asked of the scope.
struct OutlinkCollector: ~Copyable {
    private let lease: Lease
    private let hashSeed: UInt64
    private var resolver: URLResolver
    private var seen: Set<UInt64> = []
    /// The links that lead on.
    private(set) var outlinks: [Outlink] = []
    /// What became of the others.
    private(set) var counts = VisitRecord.LinkCounts()

    /// Room is made for as many at once; a page with more of them is read slower in any case.
    private static let expectedLinks = 64

    /// - Parameters:
    ///   - found: links of all kinds that the document holds.
    ///   - others: links that it is known to have.
    init(
        lease: Lease, hashSeed: UInt64, resolver: consuming URLResolver, found: Int, besides others: [Outlink] = []
    ) {
        self.lease = lease
        self.hashSeed = hashSeed
        self.resolver = resolver
        self.counts.found = found
        let expected = min(found, Self.expectedLinks)
        self.seen.reserveCapacity(expected + others.count)
        for other in others { self.seen.insert(other.fingerprint) }
        self.outlinks.reserveCapacity(expected)
    }

    /// A link that asks not to be followed.
    mutating func addNofollow() {
        self.counts.nofollow += 1
    }

    /// A link that was named already costs no allocation: it is resolved in place and known by its fingerprint.
    mutating func add(_ href: Span<UInt8>, _ source: LinkSource) {
        guard self.resolver.resolve(href), self.resolver.isHTTP else {
            self.counts.invalid += 1
            return
        }
        var fingerprint = self.resolver.fingerprint(seed: self.hashSeed).rawValue
        guard self.seen.insert(fingerprint).inserted else { return }
        var url = self.resolver.materialiseWithoutFragment()
        if url.hasCredentials {
            // Whoever wrote the link does not decide what this crawler logs in with.
            url = url.withoutCredentials()
            fingerprint = url.fingerprint(seed: self.hashSeed).rawValue
            guard self.seen.insert(fingerprint).inserted else { return }
        }
        switch self.lease.scope.verdict(on: url) {
        case .accepted:
            self.outlinks.append(Outlink(url: url, fingerprint: fingerprint, source: source))
        case .beyond:
            // The redirect of a seed may yet bring it into scope, and then its links count.
            let waits = self.lease.keepsRefusedHosts
            self.outlinks.append(Outlink(url: url, fingerprint: fingerprint, source: source, isInScope: !waits))
        case .refused where source == .sitemapFile && url.hostname == self.lease.url.hostname:
            // The parts of a sitemap belong to it.
            self.outlinks.append(Outlink(url: url, fingerprint: fingerprint, source: source))
        case .refused(.host) where self.lease.keepsRefusedHosts:
            self.outlinks.append(Outlink(url: url, fingerprint: fingerprint, source: source, isInScope: false))
        case .refused:
            self.counts.outOfScope += 1
        }
    }
}
