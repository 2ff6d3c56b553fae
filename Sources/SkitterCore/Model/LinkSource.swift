/// How a URL was named: a stable word of the records.
public enum LinkSource: String, Sendable, Hashable, CaseIterable, Codable {
    case seed, redirect, a, area, iframe, frame, refresh
    /// A page that a sitemap names.
    case sitemap
    /// A sitemap that the user, a robots.txt or an index of sitemaps names. It lies as deep as what names it.
    case sitemapFile = "sitemap-file"
    /// What a page needs to be shown, or mentions: only a check of links asks for it.
    case link, img, script, source, video, audio, track, embed, object, input
    /// A ``PageHandler``, of the page that it was handed.
    case handler
}
