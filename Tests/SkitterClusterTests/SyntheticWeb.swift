#if Cluster
import SkitterCore

/// A web with links that are a function of its seed: some hosts, pages that link at random, redirects, pages that are gone
/// and pages that fail at first.
struct SyntheticWeb: Sendable {
    let hosts: Int
    let pages: Int
    let seed: UInt64
    /// Hosts share so many addresses.
    var addresses = Int.max

    /// What a page is.
    enum Kind {
        case page, redirect, gone, failsAtFirst
    }

    /// Its first page.
    var start: CrawlURL {
        get throws { try self.url(0) }
    }

    func url(_ page: Int) throws -> CrawlURL {
        try CrawlURL("http://h\(page % self.hosts).test/\(page)")
    }

    /// A number of its own for each page and question.
    private func dice(_ page: Int, _ question: Int) -> UInt64 {
        var generator = SplitMix64(seed: self.seed &+ UInt64(page) &* 1_000_003 &+ UInt64(bitPattern: Int64(question)))
        return generator.next()
    }

    func kind(of page: Int) -> Kind {
        if page == 0 { return .page }
        switch self.dice(page, -1) % 20 {
        case 0, 1: return .redirect
        case 2: return .gone
        case 3: return .failsAtFirst
        default: return .page
        }
    }

    /// Where a page links to, or redirects.
    func targets(of page: Int) -> [Int] {
        let count = self.kind(of: page) == .redirect ? 1 : 4
        return (0..<count).map { Int(self.dice(page, $0) % UInt64(self.pages)) }
    }

    /// How a visit ends, if its lease is for a page.
    func visit(_ lease: Lease, at now: CrawlInstant) throws -> FinishedVisit {
        let page = Int(lease.url.pathname.dropFirst()) ?? 0
        var record = VisitRecord(
            id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
            via: lease.via.rawValue, startedMicroseconds: 0, outcome: .fetched)
        record.status = 200
        var outlinks = try self.targets(of: page).map { target in
            let url = try self.url(target)
            return Outlink(url: url, fingerprint: url.fingerprint(seed: ClusterFixture.hashSeed).rawValue, source: .a)
        }
        var redirect: Outlink?
        var retry: FinishedVisit.Retry?
        switch self.kind(of: page) {
        case .page: break
        case .redirect:
            record.outcome = .redirected(target: outlinks[0].url.href)
            record.status = 301
            redirect = outlinks[0]
            redirect?.source = .redirect
        case .gone:
            record.outcome = .failed(.client, message: nil)
            record.status = 404
        case .failsAtFirst where lease.attempt == 1:
            record.outcome = .failed(.server, message: nil)
            record.status = 500
            retry = FinishedVisit.Retry(isHostWide: false)
        case .failsAtFirst: break
        }
        if record.outcome != .fetched { outlinks = [] }
        return FinishedVisit(
            lease: lease.id, result: .visited(record, outlinks: outlinks, redirect: redirect, retry: retry),
            exchange: FinishedVisit.Exchange(started: now, ended: now))
    }

    /// Addresses of hosts that are looked up: public ones, each of its own.
    func resolved(_ names: [String]) -> [ResolvedHost] {
        names.map { ResolvedHost(host: $0, result: .success([Self.address(of: $0, among: self.addresses)])) }
    }

    static func address(of host: String, among addresses: Int = .max) -> IPAddress {
        let number = Int(host.dropFirst().prefix { $0.isNumber }) ?? 0
        return IPAddress(v4: 0x0808_0000 + UInt32(number % addresses))
    }
}
#endif
