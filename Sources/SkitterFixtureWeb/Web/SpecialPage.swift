/// A document of a zone, kept whole: there are about a hundred.
struct SpecialPage: Sendable {
    /// Path and query, or a whole URL for a place outside of the site.
    var path: String
    var status = 200
    var contentType = FixtureWeb.htmlType
    /// Further header lines.
    var headers: [HTTPField] = []
    /// `{origin}` stands for "http://host:port".
    var body = ""
    var encoding = LegacyEncoding.utf8
    /// Replaces `body` where a document is not text.
    var bytes: [UInt8]?
    var links: [FixtureLink] = []
    /// The `Location` as sent, with `{origin}`; its target is the only link.
    var redirect: String?
    /// How long a client waits for it.
    var delay = Duration.zero
    var isOutside = false
}
