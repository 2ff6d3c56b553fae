/// A page as it was fetched and read.
public struct FetchedPage: Sendable {
    /// The URL that was asked for.
    public var url: CrawlURL
    /// Its depth as far as it is known: 0 for a seed.
    public var depth: Int
    /// The page that named it first; nil for a seed.
    public var parent: String?
    /// Status, header fields, body, and what is missing of that.
    public var response: FetchResponse
    /// What its links and directives are; nil where nothing was read, since its type holds no links or is not wanted.
    public var document: ExtractedPage?

    /// A page that was fetched from `url`.
    public init(
        url: CrawlURL, depth: Int = 0, parent: String? = nil, response: FetchResponse, document: ExtractedPage? = nil
    ) {
        self.url = url
        self.depth = depth
        self.parent = parent
        self.response = response
        self.document = document
    }

    /// The essence of its `Content-Type`, `text/html`; nil where it names none.
    public var mediaType: String? { self.response.fields["Content-Type"].flatMap(MediaType.init)?.essence }

    /// Its title, where it has one.
    public var title: String? { self.document.flatMap { document in document.title.map(document.string) } }

    /// All that it links to or needs, be it followed or not, in the order of the page. Worked out at each call.
    public var links: [PageLink] {
        guard let document else { return [] }
        let urls = PageURLs(of: document, at: self.url)
        return document.links.compactMap { link in
            urls.resolve(link.url).map { url in
                PageLink(url: url, element: link.element, attribute: link.attribute, flags: link.flags)
            }
        }
    }
}

/// A URL in a page, resolved against the base of the page.
public struct PageLink: Sendable, Hashable {
    /// Where it leads, fragment and all.
    public var url: CrawlURL
    /// The element that holds it.
    public var element: LinkElement
    /// The attribute that holds it.
    public var attribute: LinkAttribute
    /// What its `rel` says.
    public var flags: LinkFlags

    /// A link to `url` in an attribute of `element`.
    public init(url: CrawlURL, element: LinkElement, attribute: LinkAttribute, flags: LinkFlags = []) {
        self.url = url
        self.element = element
        self.attribute = attribute
        self.flags = flags
    }
}
