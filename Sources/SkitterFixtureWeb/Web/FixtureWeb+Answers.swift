extension FixtureWeb {
    /// Every document, ordinary pages first. Made one at a time: iterating over it keeps nothing.
    package var pages: LazyMapSequence<Range<Int>, FixturePage> {
        (0..<(self.pageCount + self.specials.count)).lazy.map { self.page($0) }
    }

    /// The document at this path and query, or nil where the web knows none (the server then answers 404).
    package func page(at path: String) -> FixturePage? {
        self.node(at: path).map(self.page)
    }

    /// Path and query of exactly the documents that a correct crawler (see ``FixtureWeb``) fetches with status 2xx when it
    /// follows links up to `depth`; of any content type. robots.txt, resources and `/fault/` are never among them.
    package func expectedPaths(depth: Int = .max) -> Set<String> {
        var paths: Set<String> = []
        for (node, known) in self.depths.enumerated() where known >= 0 && Int(known) <= depth {
            if self.isDocument(node) { paths.insert(self.path(of: node)) }
        }
        return paths
    }

    /// Redirects that a correct crawler requests at this depth limit.
    package func expectedRedirects(depth: Int = .max) -> Set<String> {
        Set(
            self.specials.indices.compactMap { index in
                let known = self.depths[self.pageCount + index]
                guard self.specials[index].redirect != nil, known >= 0, Int(known) <= depth else { return nil }
                return self.specials[index].path
            })
    }

    /// Paths that a correct crawler requests at this depth limit and that answer 404 or 410.
    package func expectedMissing(depth: Int = .max) -> Set<String> {
        Set(
            self.specials.indices.compactMap { index in
                let known = self.depths[self.pageCount + index]
                guard self.specials[index].status >= 400, known >= 0, Int(known) <= depth else { return nil }
                return self.specials[index].path
            })
    }

    /// Depth of the document (or redirect, or missing page) at this path; nil where no correct crawler requests it.
    package func expectedDepth(of path: String) -> Int? {
        self.node(at: path).flatMap { self.depths[$0] >= 0 ? Int(self.depths[$0]) : nil }
    }

    /// Documents that answer 200 and that no correct crawler requests, at any depth limit.
    package var forbiddenPaths: Set<String> {
        self.unreached { _ in true }
    }

    /// The forbidden documents that robots.txt disallows.
    package var disallowedPaths: Set<String> {
        self.unreached { !self.isAllowed($0.path) }
    }

    /// The forbidden documents that only links with a `nofollow` of some kind lead to.
    package var nofollowPaths: Set<String> {
        self.unreached { $0.path.hasPrefix("/nofollow/") }
    }

    /// The forbidden documents that are named only by what is no link: comments, scripts, styles, other attributes, text.
    package var hiddenPaths: Set<String> {
        self.unreached { $0.path.hasPrefix("/hidden/") }
    }

    /// The links of a document resolved, in the order of the document.
    func edges(of node: Int) -> [Edge] {
        guard node >= self.pageCount else { return self.edges(ofOrdinary: node) }
        return self.specials[node - self.pageCount].links.compactMap { link in
            self.node(at: link.target).map { Edge(node: $0, tag: link.tag, isFollowed: link.isFollowed) }
        }
    }

    /// A breadth-first search over followed links. A redirect's target joins the level of the redirect itself.
    func computeDepths() -> [Int32] {
        var depths = [Int32](repeating: -1, count: self.pageCount + self.specials.count)
        guard self.isAllowed("/") else { return depths }
        depths[0] = 0
        var level = [0]
        var depth: Int32 = 0
        while !level.isEmpty {
            var next: [Int] = []
            var position = 0
            while position < level.count {
                let node = level[position]
                position += 1
                // Reached by a redirect of this level's predecessor after it was put here.
                guard depths[node] == depth else { continue }
                for edge in self.edges(of: node) where edge.isFollowed && self.mayRequest(edge.node) {
                    let cost: Int32 = edge.tag == .redirect ? 0 : 1
                    guard depths[edge.node] < 0 || depths[edge.node] > depth + cost else { continue }
                    depths[edge.node] = depth + cost
                    if cost == 0 { level.append(edge.node) } else { next.append(edge.node) }
                }
            }
            level = next
            depth += 1
        }
        return depths
    }

    private func mayRequest(_ node: Int) -> Bool {
        guard node >= self.pageCount else {
            // Only a text given from outside can disallow ordinary pages.
            if case .text = self.options.robots { return self.isAllowed(self.path(of: node)) }
            return true
        }
        let special = self.specials[node - self.pageCount]
        return !special.isOutside && self.isAllowed(special.path)
    }

    private func isDocument(_ node: Int) -> Bool {
        node < self.pageCount || self.specials[node - self.pageCount].status == 200
    }

    private func unreached(where condition: (SpecialPage) -> Bool) -> Set<String> {
        Set(
            self.specials.indices.compactMap { index in
                let special = self.specials[index]
                guard self.depths[self.pageCount + index] < 0, special.status == 200, !special.isOutside,
                    condition(special)
                else {
                    return nil
                }
                return special.path
            })
    }

    private func page(_ node: Int) -> FixturePage {
        let depth = self.depths[node] >= 0 ? Int(self.depths[node]) : nil
        if node >= self.pageCount {
            let special = self.specials[node - self.pageCount]
            return FixturePage(
                path: special.path, depth: depth, status: special.status, contentType: special.contentType,
                links: special.links)
        }
        let links = self.edges(ofOrdinary: node).map { edge in
            FixtureLink(target: self.path(of: edge.node), tag: edge.tag, isFollowed: edge.isFollowed)
        }
        return FixturePage(
            path: self.path(of: node), depth: depth, status: 200, contentType: Self.htmlType, links: links)
    }

    static let htmlType = "text/html; charset=utf-8"
}
