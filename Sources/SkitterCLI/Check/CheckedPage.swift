internal import SkitterCore
internal import SkitterHTML

/// What a page says, its URLs resolved: the answer to the question `links`.
struct CheckedPage {
    private let page: ExtractedPage
    private let urls: PageURLs
    private let askedURL: String

    /// The page that was fetched from `url`, which the question spelled `askedURL`.
    init(_ page: ExtractedPage, at url: CrawlURL, askedAs askedURL: String) {
        self.page = page
        self.askedURL = askedURL
        self.urls = PageURLs(of: page, at: url)
    }

    func write(to writer: inout JSONWriter) {
        writer.key("links")
        writer.beginArray()
        var resolver = self.urls.resolver()
        for link in self.page.links {
            let isURL = self.page.withSpan(of: link.url) { resolver.resolve($0) }
            if isURL { self.write(link, resolver.materialise().href, to: &writer) }
        }
        writer.endArray()
        writer.key("base")
        // A page without a base of its own stands where the question says, in its spelling.
        writer.value(self.urls.hasDeclaredBase ? self.urls.base.href : self.askedURL)
        writer.key("encoding")
        writer.value(self.page.encodingName)
        writer.key("encoding_from")
        writer.value(self.page.encodingSource)
        writer.key("canonical")
        writer.optional(self.page.canonical.flatMap { self.urls.resolve($0) }?.href)
        writer.key("refresh")
        self.writeRefresh(to: &writer)
        writer.key("robots")
        writer.values(Checker.directives(of: self.page, agent: Checker.robotsToken).names)
        writer.key("title")
        writer.optional(self.page.title.map(self.page.string))
        writer.key("truncated")
        writer.optional(self.page.truncated?.rawValue)
    }

    private func write(_ link: RawLink, _ href: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("url")
        writer.value(href)
        writer.key("tag")
        writer.value(link.element.name)
        writer.key("attr")
        writer.value(link.attribute.name)
        writer.key("rel")
        writer.value(self.page.string(link.rel))
        writer.key("text")
        writer.value(self.page.string(link.anchorText))
        writer.endObject()
    }

    private func writeRefresh(to writer: inout JSONWriter) {
        // A page that only loads itself again leads nowhere.
        guard let refresh = self.page.refresh, let target = refresh.target.flatMap({ self.urls.resolve($0) }) else {
            return writer.null()
        }
        writer.beginArray()
        writer.value(refresh.seconds, decimals: 3)
        writer.value(target.href)
        writer.endArray()
    }
}
