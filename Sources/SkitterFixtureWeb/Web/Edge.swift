/// A link between two nodes of the fixture web, and how it is written in the page. Small: the search over 100,000 pages
/// makes millions of them.
struct Edge: Sendable, Hashable {
    /// How the URL of the link is written.
    enum Form: UInt8, Sendable, CaseIterable {
        /// "/a/b.html"
        case rootRelative
        /// "../a/b.html"
        case relative
        /// "http://host:port/a/b.html"
        case absolute
        /// "//host:port/a/b.html"
        case schemeRelative
    }

    var node: Int
    var form = Form.rootRelative
    var tag = FixtureLink.Tag.anchor
    var isFollowed = true
    var hasFragment = false
    /// Non-ASCII characters and spaces of the path stand as they are, not percent-encoded.
    var isRaw = false
}
