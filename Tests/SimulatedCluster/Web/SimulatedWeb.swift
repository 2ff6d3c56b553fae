#if Cluster
package import SkitterCore

/// A web by arithmetic: what each page is, which host it is of, where it links to and how long its answer takes follow from its
/// number. Pages make a tree whose inner pages all answer, so that each of them is found, whatever becomes of the leaves.
package struct SimulatedWeb: Sendable {
    /// What a page is.
    package enum Kind: Sendable {
        case page, redirect, gone
        /// It answers 500 when it is asked first.
        case failsAtFirst
        /// It answers 503 when it is asked first: its host wants to be left alone.
        case refusesAtFirst
        /// It never answers.
        case hangs
    }

    package var hosts: Int
    package var pages: Int
    /// Hosts with many pages, among all.
    package var largeHosts: Int
    /// The share of pages that is theirs.
    package var shareOfLarge = 0.3
    /// Links of a page to pages below it.
    package var children = 12
    /// Links of a page to others.
    package var links = 3
    /// The first pages, which the user names.
    package var seeds = 16
    /// By how much the slowest answers are slower, on average; in microseconds.
    package var longestTail: Int64 = 15_000_000
    package var seed: UInt64
    /// The key of fingerprints.
    package var hashSeed: UInt64 = 42

    package init(hosts: Int, pages: Int, largeHosts: Int, seed: UInt64) {
        self.hosts = hosts
        self.pages = pages
        self.largeHosts = largeHosts
        self.seed = seed
    }

    // MARK: - Its shape

    /// A number of its own for each page and question.
    private func dice(_ page: Int, _ question: UInt64) -> UInt64 {
        var generator = SplitMix64(
            seed: self.seed &+ UInt64(truncatingIfNeeded: page) &* 1_000_003 &+ question &* 0x9E37)
        return generator.next()
    }

    private func unit(_ page: Int, _ question: UInt64) -> Double {
        Double(self.dice(page, question) >> 11) * 0x1p-53
    }

    package func host(of page: Int) -> Int {
        if self.unit(page, 1) < self.shareOfLarge {
            // The first have the most.
            let unit = self.unit(page, 2)
            return Int(Double(self.largeHosts) * unit * (0.3 + 0.7 * unit))
        }
        let small = self.hosts - self.largeHosts
        let host = self.largeHosts + Int(UInt64(page) &* 2_654_435_761 % UInt64(small))
        // Whatever a page below names must be found.
        return self.isUnknown(host) && self.firstChild(of: page) < self.pages ? host - 1 : host
    }

    package func address(of page: Int) -> String {
        "http://h\(self.host(of: page)).test/\(page)"
    }

    package func url(of page: Int) throws -> CrawlURL {
        try CrawlURL(self.address(of: page))
    }

    /// Which page has this address.
    package func page(at address: String) -> Int? {
        address.utf8.lastIndex(of: UInt8(ascii: "/")).flatMap { Int(address[address.index(after: $0)...]) }
    }

    /// Which host has this name.
    package func host(named name: String) -> Int? {
        Int(name.dropFirst().prefix { $0 != "." })
    }

    /// The first page below another.
    private func firstChild(of page: Int) -> Int {
        self.seeds + page * self.children
    }

    /// How deep a page lies in the tree: its depth is not greater.
    package func treeDepth(of page: Int) -> Int {
        var page = page
        var depth = 0
        while page >= self.seeds {
            page = (page - self.seeds) / self.children
            depth += 1
        }
        return depth
    }

    package func kind(of page: Int) -> Kind {
        if self.firstChild(of: page) < self.pages { return .page }
        switch self.dice(page, 3) % 1000 {
        case ..<50: return .redirect
        case ..<80: return .gone
        case ..<110: return .failsAtFirst
        case ..<115: return .refusesAtFirst
        case ..<118: return .hangs
        default: return .page
        }
    }

    /// Whether a page may fail in a way that may pass.
    package func mayBeTriedAgain(_ page: Int) -> Bool {
        switch self.kind(of: page) {
        case .failsAtFirst, .refusesAtFirst, .hangs: true
        case .page, .redirect, .gone: false
        }
    }

    /// Where a page links to, or redirects.
    package func targets(of page: Int) -> [Int] {
        if self.kind(of: page) == .redirect { return [Int(self.dice(page, 4) % UInt64(self.pages))] }
        let first = self.firstChild(of: page)
        let below = first < self.pages ? Array(first..<min(first + self.children, self.pages)) : []
        return below + (0..<self.links).map { Int(self.dice(page, 5 + UInt64($0)) % UInt64(self.pages)) }
    }

    // MARK: - Its answers

    /// After how many microseconds an answer is there: a tenth of hosts is slow, and a few answers take very long.
    package func responseTime(of page: Int, host: Int, _ dice: Dice) -> Int64 {
        if page >= 0, self.kind(of: page) == .hangs { return .max }
        let mean: Int64 = host % 10 == 0 ? 1_500_000 : 250_000
        let time = 20_000 + dice.gap(mean: mean) + (dice.happens(0.002) ? dice.gap(mean: self.longestTail) : 0)
        // Whatever a page below names must be found.
        return page >= 0 && self.firstChild(of: page) < self.pages ? min(time, 2_500_000) : time
    }

    /// Seconds that a host's robots.txt wants between requests; nil where there is none.
    package func crawlDelay(of host: Int) -> Int? {
        host % 53 == 7 ? 2 + host % 4 : nil
    }

    /// Whether a host's name has no address.
    package func isUnknown(_ host: Int) -> Bool {
        host % 499 == 3 && host >= self.largeHosts
    }

    package func robots(of host: Int) -> RobotsFile {
        guard let delay = self.crawlDelay(of: host) else { return RobotsFile(status: 404, body: []) }
        return RobotsFile(
            status: 200, body: Array("User-agent: *\nCrawl-delay: \(delay)\nDisallow: /private\n".utf8))
    }

    /// The address of a host: a public one of its own.
    package func resolved(_ name: String) -> ResolvedHost {
        guard let host = self.host(named: name), !self.isUnknown(host) else {
            return ResolvedHost(host: name, result: .failure(FetchError(.resolve, "no such host")))
        }
        return ResolvedHost(host: name, result: .success([IPAddress(v4: 0x0808_0000 + UInt32(host))]))
    }
}
#endif
