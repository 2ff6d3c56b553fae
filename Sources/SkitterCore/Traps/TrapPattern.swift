/// The form that a URL has in common with others of its host: `http://h/cal/{date}`, `http://h/p/{n}.html`,
/// `http://h/list?page&sort`. A function of the URL alone.
///
/// In the path, numbers, dates and ids are generalised and repeated segments are told once; of the query the set of
/// parameter names is kept. A URL in which nothing varies has no pattern.
package struct TrapPattern: Sendable, Hashable {
    /// Stands for the pattern within a crawl.
    package let id: UInt64
    /// The digest of the path alone where there is a query, and 0 where there is none.
    let pathDigest: UInt64
    /// The digest of the URL without its session id, where it has one.
    let page: UInt64
    /// What varies.
    package let kind: TrapKind

    /// Stands for the path alone, where there is a query: its sets of parameters are counted.
    var path: UInt64? { self.pathDigest == 0 ? nil : self.pathDigest }

    /// The pattern of `url`, or nil where nothing in it varies.
    package init?(of url: CrawlURL) {
        var form = URLForm(url)
        guard let kind = form.read() else { return nil }
        self.init(
            id: PageDigest.of(form.text.span),
            pathDigest: form.pathEnd.map { PageDigest.of(form.text.span.extracting(0..<$0)) } ?? 0,
            page: form.pageDigest, kind: kind)
    }

    /// The pattern for people, and for `--unpark`; `asFacets` where the path's queries are judged as one.
    package static func text(of url: CrawlURL, asFacets: Bool = false) -> String? {
        var form = URLForm(url)
        guard form.read() != nil else { return nil }
        guard asFacets, let end = form.pathEnd else { return String(decoding: form.text, as: UTF8.self) }
        return String(decoding: form.text[..<end], as: UTF8.self) + "?*"
    }

    /// The text of the pattern called `id` under which `url` is judged: its own, or else that of all queries of its path.
    package static func text(of url: CrawlURL, id: UInt64) -> String? {
        guard let own = TrapPattern.text(of: url) else { return nil }
        return TrapPattern.id(ofText: own) == id ? own : TrapPattern.text(of: url, asFacets: true)
    }

    /// The ids of the two patterns under which `url` may be judged: its own, and that of all queries of its path where it has
    /// a query. nil where nothing in it varies.
    package static func ids(of url: CrawlURL) -> (own: UInt64, facets: UInt64?)? {
        var form = URLForm(url)
        guard form.read() != nil else { return nil }
        let own = PageDigest.of(form.text.span)
        guard let end = form.pathEnd else { return (own, nil) }
        let facets = Array(form.text[..<end] + "?*".utf8)
        return (own, PageDigest.of(facets.span))
    }

    /// The id of a pattern that was written as text.
    package static func id(ofText text: String) -> UInt64 {
        PageDigest.of(text.utf8.span)
    }

    /// The name of the host of a pattern that was written as text: what stands between its slashes. nil where it is no pattern.
    package static func host(ofText text: String) -> String? {
        guard TrapPattern.mayBeText(text) else { return nil }
        let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2 else { return nil }
        return (try? CrawlURL("\(parts[0])//\(parts[2])/"))?.hostname
    }

    /// Whether `text` may be a pattern as ``text(of:asFacets:)`` writes it: a URL in which something varies.
    package static func mayBeText(_ text: String) -> Bool {
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return false }
        // All else is escaped in a URL.
        guard text.unicodeScalars.allSatisfy({ $0 == "…" || ("!"..."~").contains($0) }) else { return false }
        // A query is told by its names; who writes values means one URL.
        if let query = text.firstIndex(of: "?"), text[query...].contains("="), !text.hasSuffix("={id}") { return false }
        return ["{n}", "{id}", "{date}", "/…", "?"].contains { text.contains($0) }
    }

    init(id: UInt64, pathDigest: UInt64, page: UInt64, kind: TrapKind) {
        self.id = id
        self.pathDigest = pathDigest
        self.page = page
        self.kind = kind
    }

    /// The pattern of all queries of the same path, whose text is that of the path and `?*`.
    func asFacets(id: UInt64) -> TrapPattern {
        TrapPattern(id: id, pathDigest: self.pathDigest, page: self.page, kind: .facets)
    }
}
