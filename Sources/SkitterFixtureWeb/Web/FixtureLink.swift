/// One link of a fixture page, as a correct reader of the page sees it.
package struct FixtureLink: Sendable, Hashable {
    /// The markup that carries the link.
    package enum Tag: String, Sendable, Hashable, CaseIterable {
        /// `<a href>`
        case anchor
        /// `<area href>`
        case area
        /// `<iframe src>`
        case iframe
        /// `<frame src>`
        case frame
        /// `<meta http-equiv=refresh>`
        case refresh
        /// The `Location` of a redirect; costs no depth.
        case redirect
    }

    /// The path and query that a client requests ("/a/b?c"), or a whole URL for a link that leaves the site.
    package var target: String
    package var tag: Tag
    /// False where `rel=nofollow`, a robots meta element or an `X-Robots-Tag` header forbids to follow it.
    package var isFollowed: Bool

    package init(target: String, tag: Tag = .anchor, isFollowed: Bool = true) {
        self.target = target
        self.tag = tag
        self.isFollowed = isFollowed
    }
}
