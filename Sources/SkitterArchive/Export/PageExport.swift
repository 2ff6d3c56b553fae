internal import SkitterCore

/// Writes the pages of a crawl in another format, record by record.
public struct PageExport: Sendable {
    /// A sitemap holds at most so many URLs; more are parts of their own.
    public static let sitemapLimit = 50_000

    private let reader: CrawlDirectoryReader
    private let format: ExportFormat

    /// An export of the crawl in the directory of `reader`.
    public init(_ reader: CrawlDirectoryReader, as format: ExportFormat) {
        self.reader = reader
        self.format = format
    }

    /// Hands the text to `write`, piece by piece. `part` counts from 1 and matters for a sitemap alone.
    ///
    /// - Returns: how many pages there are to write, in all parts.
    public func run(part: Int = 1, write: ([UInt8]) -> Void) throws(ArchiveError) -> Int {
        var text = ExportText()
        var count = 0
        text.begin(self.format)
        let first = (part - 1) &* PageExport.sitemapLimit
        _ = try self.reader.forEachVisit { record in
            guard self.format != .sitemap || record.isIndexable else { return }
            count += 1
            guard self.format != .sitemap || (count > first && count <= first + PageExport.sitemapLimit) else { return }
            text.page(record, self.format)
            if text.bytes.count >= 1 << 16 {
                write(text.bytes)
                text.bytes.removeAll(keepingCapacity: true)
            }
        }
        text.end(self.format)
        write(text.bytes)
        return count
    }
}

extension VisitRecord {
    /// A page that a search engine may list.
    fileprivate var isIndexable: Bool {
        self.outcome == .fetched && !self.robots.contains("noindex")
            && (self.contentType == "text/html" || self.contentType == "application/xhtml+xml")
            && (self.canonical == nil || self.canonical == self.url)
    }
}
