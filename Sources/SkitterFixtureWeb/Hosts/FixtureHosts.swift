/// A web of many hosts with known answers: hosts are names, told apart by the `Host` header of a request. Some have many pages,
/// most have few. Every page is reached through links, mostly across hosts; and some answer as pages of the real web do.
///
/// What a page is, where it is and whom it links to follows from the seed: one seed is one web, on every machine.
package struct FixtureHosts: Sendable {
    /// What becomes of a page that is asked for.
    enum Kind: Sendable, Hashable, CaseIterable {
        /// 200, with links.
        case ordinary
        /// The same, after 200 ms.
        case slow
        /// 503 to the first request for it, then the same.
        case busy
        /// 404.
        case missing
        /// A redirect to a page of this or another host.
        case moved
        /// A body that ends before its announced length.
        case cut
        /// The connection is reset amid the head of an answer.
        case reset
        /// Forbidden by its host's robots.txt, and there: whoever asks for it is answered.
        case forbidden

        /// Whether its answer has links.
        var hasLinks: Bool { self == .ordinary || self == .slow || self == .busy }
    }

    package let seed: UInt64
    package let pageCount: Int
    package let hostCount: Int
    let kinds: [Kind]
    let hosts: [Int]
    /// Pages with links, in order: page `i` is linked from number `(i - 1) / branching` of them.
    let bearers: [Int]

    /// Little, so that pages become known during a third of a crawl.
    static let branching = 3
    private static let kindStream: UInt64 = 101
    private static let hostStream: UInt64 = 102
    /// The first pages are ordinary, so that no chance keeps the web small.
    private static let ordinaryAtFirst = 60
    /// Pages of a host that are asked for again. A crawler holds a host's retries to a tenth of its requests, and ten; these stay below.
    private static let busyOnAHost = 2
    private static let brokenOnAHost = 2

    /// A web of `pageCount` pages on `hostCount` hosts.
    package init(seed: UInt64 = 1, pageCount: Int = 10_000, hostCount: Int = 300) {
        precondition(pageCount >= hostCount && hostCount > 0, "each host has a page")
        self.seed = seed
        self.pageCount = pageCount
        self.hostCount = hostCount
        // The n-th host has a share of 1 / (n + hosts / 6): the first is about seven times as large as the last.
        var ends: [Double] = []
        for host in 0..<hostCount { ends.append((ends.last ?? 0) + 1 / (Double(host) + Double(hostCount) / 6 + 1)) }
        let all = ends[hostCount - 1]
        var kinds: [Kind] = []
        var hosts: [Int] = []
        var bearers: [Int] = []
        var busy = [Int](repeating: 0, count: hostCount)
        var broken = busy
        for page in 0..<pageCount {
            var random = FixtureRandom(seed: seed, index: page, stream: Self.hostStream)
            let place = all * Double(random.below(1 << 30)) / Double(1 << 30)
            let host = page < hostCount ? page : min(ends.partitioningIndex { $0 > place }, hostCount - 1)
            var kind = page < Self.ordinaryAtFirst ? .ordinary : Self.kind(of: page, on: host, seed: seed)
            switch kind {
            case .busy where busy[host] < Self.busyOnAHost: busy[host] += 1
            case .cut where broken[host] < Self.brokenOnAHost, .reset where broken[host] < Self.brokenOnAHost:
                broken[host] += 1
            case .busy, .cut, .reset: kind = .ordinary
            default: break
            }
            if kind.hasLinks { bearers.append(page) }
            kinds.append(kind)
            hosts.append(host)
        }
        self.kinds = kinds
        self.hosts = hosts
        self.bearers = bearers
    }

    private static func kind(of page: Int, on host: Int, seed: UInt64) -> Kind {
        var random = FixtureRandom(seed: seed, index: page, stream: Self.kindStream)
        switch random.below(1000) {
        case 0..<30: return .missing
        case 30..<70: return .moved
        case 70..<90: return .busy
        case 90..<110: return .slow
        case 110..<117: return .cut
        case 117..<124: return .reset
        case 124..<160: return Self.hasRules(host) ? .forbidden : .ordinary
        default: return .ordinary
        }
    }

    /// Whether a host has a robots.txt; the others answer 404 to it.
    static func hasRules(_ host: Int) -> Bool { host % 10 != 7 }

    /// The hosts' names.
    package var names: [String] { (0..<self.hostCount).map { self.name(of: $0) } }

    func name(of host: Int) -> String { "h\(host).fixture.test" }

    /// The URL from which every other is reached.
    package func start(port: UInt16) -> String { self.url(of: 0, port: port) }

    func path(of page: Int) -> String {
        page == 0 ? "/" : self.kinds[page] == .forbidden ? "/private/\(page).html" : "/p/\(page).html"
    }

    func url(of page: Int, port: UInt16) -> String {
        "http://\(self.name(of: self.hosts[page])):\(port)\(self.path(of: page))"
    }

    /// The page at this path of this host.
    func page(at path: String, host: Int) -> Int? {
        if path == "/" { return self.hosts[0] == host ? 0 : nil }
        guard let digits = path.split(separator: "/").last?.split(separator: ".").first, let page = Int(digits),
            page > 0, page < self.pageCount, self.hosts[page] == host, self.path(of: page) == path
        else { return nil }
        return page
    }

    /// The number of the host that a request names, with or without a port.
    func host(named name: String) -> Int? {
        let name = name.split(separator: ":").first ?? ""
        guard name.hasPrefix("h"), name.hasSuffix(".fixture.test"),
            let host = Int(name.dropFirst().prefix { $0 != "." }), host >= 0, host < self.hostCount,
            self.name(of: host) == name
        else { return nil }
        return host
    }
}
