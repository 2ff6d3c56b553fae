/// Ordinary pages form a tree: page `i` has the children `i * branching + 1 ...`. All other links among them go to pages
/// that the tree reaches no later, so the tree alone decides their depth, and the depth grows with the page count.
extension FixtureWeb {
    private static let pathStream: UInt64 = 1
    private static let linkStream: UInt64 = 2

    /// Writes the path and query of an ordinary page. The page's number is the last run of digits of the path, so that
    /// ``ordinaryPage(at:)`` needs no table. `raw` leaves spaces and non-ASCII characters unencoded.
    func appendPath(of page: Int, raw: Bool = false, to path: inout [UInt8]) {
        path.append(UInt8(ascii: "/"))
        guard page > 0 else { return }
        let section = FixtureText.sections[self.section(of: page)]
        var random = FixtureRandom(seed: self.seed, index: page, stream: Self.pathStream)
        let style = random.below(16)
        let slug = random.element(of: FixtureText.slugs)
        let other = random.element(of: FixtureText.slugs)
        let digits = Array(String(page).utf8)
        switch style {
        case 0:
            path += "wiki/".utf8
            let foreign = random.element(of: FixtureText.foreign)
            path += raw ? foreign.raw : foreign.encoded
            path += "_".utf8
            path += digits
        case 1:
            path += section
            path += "/".utf8
            path += slug
            path += raw ? " ".utf8 : "%20".utf8
            path += other
            path += "-".utf8
            path += digits
            path += ".html".utf8
        case 2:
            path += section
            path += "/list-".utf8
            path += digits
            path += "?page=2&sort=".utf8
            path += slug
        case 3:
            path += section
            path += "/view-".utf8
            path += digits
            path += ".php?id=".utf8
            path += other
        case 4...6:
            path += section
            path += "/".utf8
            path += slug
            path += "/".utf8
            path += digits
            path += "/".utf8
        case 7...9:
            path += section
            path += "/2024/05/".utf8
            path += slug
            path += "-".utf8
            path += other
            path += "-".utf8
            path += digits
        default:
            path += section
            path += "/".utf8
            path += slug
            path += "-".utf8
            path += digits
            path += ".html".utf8
        }
    }

    /// The ordinary page at exactly this path and query.
    func ordinaryPage(at path: String) -> Int? {
        if path == "/" { return 0 }
        let bytes = Array(path.utf8)
        let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard let last = bytes[..<end].lastIndex(where: isDigit) else { return nil }
        let first = bytes[..<last].lastIndex { !isDigit($0) }.map { $0 + 1 } ?? 0
        guard last - first < 9, let page = Int(String(decoding: bytes[first...last], as: UTF8.self)),
            page > 0, page < self.pageCount
        else { return nil }
        var expected: [UInt8] = []
        self.appendPath(of: page, to: &expected)
        return expected == bytes ? page : nil
    }

    /// The links of an ordinary page in the order of its text.
    func edges(ofOrdinary page: Int) -> [Edge] {
        let branching = self.options.branching
        var random = FixtureRandom(seed: self.seed, index: page, stream: Self.linkStream)
        var edges: [Edge] = []
        edges.reserveCapacity(24)
        edges.append(Edge(node: 0))
        for section in 1...3 where section < self.pageCount {
            edges.append(Edge(node: section))
        }
        if page > 0 {
            edges.append(self.ordinaryEdge(to: (page - 1) / branching, &random))
        } else {
            edges += self.entries
        }
        let firstChild = page * branching + 1
        for child in firstChild..<(firstChild + branching) where child < self.pageCount {
            edges.append(self.ordinaryEdge(to: child, &random))
        }
        for _ in 0..<(2 + random.below(6)) {
            edges.append(self.ordinaryEdge(to: random.below(min(self.pageCount, firstChild)), &random))
        }
        if random.oneIn(2) {
            var again = random.element(of: edges)
            again.form = random.element(of: Edge.Form.allCases)
            again.hasFragment.toggle()
            edges.append(again)
        }
        if !self.sprinkled.isEmpty, random.oneIn(3) {
            edges.append(random.element(of: self.sprinkled))
        }
        return edges
    }

    private func ordinaryEdge(to node: Int, _ random: inout FixtureRandom) -> Edge {
        var edge = Edge(node: node)
        switch random.below(12) {
        case 0...4: break
        case 5...8: edge.form = .relative
        case 9, 10: edge.form = .absolute
        default: edge.form = .schemeRelative
        }
        edge.hasFragment = random.oneIn(6)
        edge.isRaw = random.oneIn(2)
        if random.oneIn(24) { edge.tag = random.oneIn(2) ? .area : .iframe }
        return edge
    }

    /// The page's ancestor among the children of "/".
    private func section(of page: Int) -> Int {
        var ancestor = page
        while ancestor > self.options.branching {
            ancestor = (ancestor - 1) / self.options.branching
        }
        return ancestor - 1
    }
}
