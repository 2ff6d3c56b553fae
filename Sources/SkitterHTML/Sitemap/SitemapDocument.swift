/// The URLs that a sitemap, an index of sitemaps, a feed or a plain list of URLs names.
///
/// Any input is read as far as it makes sense: broken XML is recovered from, nothing outside the document is fetched, no
/// entity is expanded, and the time is proportional to its length.
public struct SitemapDocument: Equatable, Sendable {
    /// The formats that are understood.
    public enum Kind: String, Sendable {
        case urlset
        case index
        /// RSS 2.0, its forerunners, and RSS 1.0.
        case rss
        case atom
        /// One URL in a line.
        case text
    }

    /// Nil when the document is none of these.
    public let kind: Kind?
    /// The pages that it names, in order.
    public let entries: [SitemapEntry]
    /// The sitemaps that an index names.
    public let sitemaps: [SitemapEntry]
    /// What is wrong with the document; what could be read is there all the same.
    public let error: String?
    /// Whether a limit ended the reading.
    public let isTruncated: Bool

    /// Reads a decompressed document. `contentType` is the value of its header, asked for its `charset` only.
    public init(parsing bytes: [UInt8], contentType: String? = nil, limits: SitemapLimits = SitemapLimits()) {
        let isCut = bytes.count > limits.sizeBytes
        let range = 0..<max(0, min(bytes.count, limits.sizeBytes))
        let text = Self.decoded(bytes.span.extracting(range), contentType)
        var collector = SitemapCollector(limits: limits)
        // Junk before the first tag is passed over, if it is not the document.
        let start = text.firstIndex { !HTMLOctets.isSpace($0) && $0 != 0 } ?? text.endIndex
        if start < text.endIndex, text[start] == UInt8(ascii: "<") {
            collector = SitemapXMLReader(collector).read(text[start...])
        } else {
            collector.readLines(text[start...], isCut: isCut)
        }
        self.kind = collector.kind
        self.entries = collector.entries
        self.sitemaps = collector.sitemaps
        self.error = collector.error
        self.isTruncated = isCut || collector.isFull
    }

    /// The text as UTF-8: by byte order mark, header, XML declaration, or as UTF-8.
    private static func decoded(_ bytes: Span<UInt8>, _ contentType: String?) -> [UInt8] {
        EncodingDecision(xml: bytes, contentType: contentType).encoding.decodeToUTF8(bytes)
    }
}
