/// A deterministic web site whose right answers are known before it is crawled.
///
/// The same seed, page count and options make the same pages, byte for byte, on every machine (apart from the origin,
/// which absolute links name). Nothing but the depth of each page is kept: a page is made when it is asked for, so a
/// web of 100,000 pages costs less than a megabyte.
///
/// What it knows:
/// - ``expectedPaths(depth:)``: exactly the documents that a correct crawler fetches with status 2xx;
/// - ``expectedDepth(of:)``: the depth of each of them, whatever the order in which pages were fetched;
/// - ``pages``: every document with its status, content type, links, and which of them may be followed;
/// - ``forbiddenPaths``: documents that answer 200 and that a correct crawler never requests, with
///   ``disallowedPaths``, ``nofollowPaths`` and ``hiddenPaths`` as the reasons; the access log shows who did;
/// - ``resourcePaths``: what pages need to be shown (images, styles, scripts), no documents.
///
/// A *correct crawler* starts at "/", stays on the same scheme, host and port, obeys robots.txt, `rel=nofollow`, robots
/// meta elements and `X-Robots-Tag`, and follows the links of `a`, `area`, `iframe`, `frame`, meta refresh and
/// redirects. *Depth* is the shortest path of followed links from "/"; a redirect costs none.
package struct FixtureWeb: Sendable {
    package let seed: UInt64
    /// Ordinary pages, "/" included. The zones add a fixed number of documents.
    package let pageCount: Int
    package let options: Options

    /// The documents of the zones; their nodes follow those of the ordinary pages.
    let specials: [SpecialPage]
    let specialNodes: [String: Int]
    /// What "/" links to besides ordinary pages: the way into each zone.
    let entries: [Edge]
    /// What ordinary pages link to here and there: nothing that a correct crawler fetches anew.
    let sprinkled: [Edge]
    /// By node; -1 where no correct crawler comes.
    private(set) var depths: [Int32] = []

    /// A page count below 1 is a bug of the caller.
    package init(seed: UInt64 = 1, pageCount: Int = 2_000, options: Options = Options()) {
        precondition(pageCount >= 1, "a fixture web has at least one page")
        precondition((2...8).contains(options.branching), "branching must be in 2...8")
        self.seed = seed
        self.pageCount = pageCount
        self.options = options
        var builder = ZoneBuilder(slowPageDelay: options.slowPageDelay)
        builder.addZones(of: options)
        self.specials = builder.pages
        var nodes: [String: Int] = [:]
        for (offset, page) in builder.pages.enumerated() {
            nodes[page.path] = pageCount + offset
        }
        self.specialNodes = nodes
        self.entries = builder.entries.map { Edge(node: nodes[$0] ?? 0) }
        self.sprinkled = builder.sprinkled.map { Edge(node: nodes[$0.target] ?? 0, isFollowed: $0.isFollowed) }
        self.depths = self.computeDepths()
    }

    /// The ordinary page or the zone's document at this path and query.
    func node(at path: String) -> Int? {
        self.specialNodes[path] ?? self.ordinaryPage(at: path)
    }

    func path(of node: Int) -> String {
        guard node < self.pageCount else { return self.specials[node - self.pageCount].path }
        var path: [UInt8] = []
        self.appendPath(of: node, to: &path)
        return String(decoding: path, as: UTF8.self)
    }
}
