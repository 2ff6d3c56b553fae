/// The form that a URL has in common with others of its host: `http://h/cal/{date}`, `http://h/p/{n}.html`,
/// `http://h/list?page&sort`. A function of the URL alone.
///
/// In the path, numbers, dates and ids are generalised and repeated segments are told once; of the query the set of
/// parameter names is kept. A URL in which nothing varies has no pattern.
package struct TrapPattern: Sendable {
    /// Stands for the pattern within a crawl.
    package let id: UInt64
    /// What varies.
    package let kind: TrapKind
    /// Stands for the path alone, where there is a query: its sets of parameters are counted.
    let path: UInt64?
    /// The digest of the URL without its session id, where it has one.
    let page: UInt64

    /// The pattern of `url`, or nil where nothing in it varies.
    package init?(of url: CrawlURL) {
        var form = URLForm(url)
        guard let kind = form.read() else { return nil }
        self.id = PageDigest.of(form.text.span)
        self.kind = kind
        self.path = form.pathEnd.map { PageDigest.of(form.text.span.extracting(0..<$0)) }
        self.page = form.pageDigest
    }

    /// The pattern for people, and for `--unpark`; `asFacets` where the path's queries are judged as one.
    package static func text(of url: CrawlURL, asFacets: Bool = false) -> String? {
        var form = URLForm(url)
        guard form.read() != nil else { return nil }
        guard asFacets, let end = form.pathEnd else { return String(decoding: form.text, as: UTF8.self) }
        return String(decoding: form.text[..<end], as: UTF8.self) + "?*"
    }

    /// The id of a pattern that was written as text.
    package static func id(ofText text: String) -> UInt64 {
        PageDigest.of(text.utf8.span)
    }

    private init(id: UInt64, kind: TrapKind, path: UInt64?, page: UInt64) {
        self.id = id
        self.kind = kind
        self.path = path
        self.page = page
    }

    /// The pattern of all queries of the same path, whose text is that of the path and `?*`.
    func asFacets(id: UInt64) -> TrapPattern {
        TrapPattern(id: id, kind: .facets, path: self.path, page: self.page)
    }
}
