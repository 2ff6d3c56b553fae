extension FixtureHosts {
    private static let linkStream: UInt64 = 103
    private static let targetStream: UInt64 = 104

    /// Whom a page links to: its children in the tree that reaches all pages, and some pages of any kind. Few, so that of the pages whose
    /// links are lost some are found by nobody else.
    func links(of page: Int, bearer number: Int) -> [Int] {
        let first = number * Self.branching + 1
        var links = Array(first..<max(first, min(first + Self.branching, self.pageCount)))
        var random = FixtureRandom(seed: self.seed, index: page, stream: Self.linkStream)
        for _ in 0..<random.below(4) { links.append(random.below(self.pageCount)) }
        return links
    }

    /// Where a page has moved to. A chain of redirects leads to greater numbers, and so ends.
    func target(of page: Int) -> Int {
        var random = FixtureRandom(seed: self.seed, index: page, stream: Self.targetStream)
        let any = random.below(self.pageCount)
        return self.kinds[any] != .moved || any > page ? any : random.element(of: self.bearers)
    }

    /// What a crawl of the whole web comes to.
    package struct Expected: Sendable {
        /// How the visit of each URL ends, in the words of records.
        package var visits: [String: String] = [:]
        /// Why each URL that is known and not visited is skipped.
        package var skips: [String: String] = [:]
        /// How many clicks each URL is from the start. A redirect costs none.
        package var depths: [String: Int] = [:]
    }

    /// What a crawl of the whole web comes to, over all hosts, whoever has part in it.
    package func expected(port: UInt16) -> Expected {
        var expected = Expected()
        let depths = self.depths
        for page in 0..<self.pageCount {
            let url = self.url(of: page, port: port)
            expected.depths[url] = depths[page]
            switch self.kinds[page] {
            case .ordinary, .slow, .busy: expected.visits[url] = "fetched"
            case .missing: expected.visits[url] = "http-4xx"
            case .moved: expected.visits[url] = "redirected"
            case .cut: expected.visits[url] = "incomplete"
            case .reset: expected.visits[url] = "disconnected"
            case .forbidden: expected.skips[url] = "robots"
            }
        }
        return expected
    }

    /// By page; a search in breadth, where what redirects is passed at once.
    private var depths: [Int] {
        var depths = [Int](repeating: .max, count: self.pageCount)
        let numbers = Dictionary(uniqueKeysWithValues: self.bearers.enumerated().map { ($1, $0) })
        var now = [0]
        var depth = 0
        while !now.isEmpty {
            var next: [Int] = []
            while let page = now.popLast() {
                guard depth < depths[page] else { continue }
                depths[page] = depth
                if self.kinds[page] == .moved { now.append(self.target(of: page)) }
                if let number = numbers[page] { next += self.links(of: page, bearer: number) }
            }
            now = next
            depth += 1
        }
        return depths
    }
}
