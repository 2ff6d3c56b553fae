/// A link of a zone's page: what it leads to, and the markup that says so.
struct ZoneLink {
    var link: FixtureLink
    var markup: String

    /// `<a href>`, written as `written` or as the target itself.
    static func a(_ target: String, written: String? = nil, rel: String? = nil, isFollowed: Bool = true) -> ZoneLink {
        let href = Self.escaped(written ?? target)
        let rel = rel.map { " rel=\"\($0)\"" } ?? ""
        return ZoneLink(
            link: FixtureLink(target: target, isFollowed: isFollowed),
            markup: "<p>See <a href=\"\(href)\"\(rel)>the next page</a> about it.</p>")
    }

    /// Markup of its own.
    static func raw(_ target: String, _ markup: String, tag: FixtureLink.Tag = .anchor) -> ZoneLink {
        ZoneLink(link: FixtureLink(target: target, tag: tag), markup: markup)
    }

    static func escaped(_ text: String) -> String {
        text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
    }
}
