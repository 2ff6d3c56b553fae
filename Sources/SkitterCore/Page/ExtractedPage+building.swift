extension ExtractedPage {
    /// Adds `text` to the page's arena, for a range of it to name; for extractors. An arena ends at 4 GiB: what would lie beyond is
    /// an empty range.
    public mutating func append(text: String) -> TextRange {
        let start = self.text.count
        guard let offset = UInt32(exactly: start), UInt32(exactly: start + text.utf8.count) != nil else {
            return TextRange(start: 0, length: 0)
        }
        self.text.append(contentsOf: text.utf8)
        return TextRange(start: offset, length: UInt32(text.utf8.count))
    }

    /// Adds a link to `url`, as it stands in the document; for extractors. An `a` element with a `href` is what a crawl follows
    /// (``FollowRules``).
    public mutating func append(
        link url: String, element: LinkElement = .a, attribute: LinkAttribute = .href, flags: LinkFlags = []
    ) {
        let range = self.append(text: url)
        self.links.append(RawLink(range, element: element, attribute: attribute, flags: flags))
    }
}
