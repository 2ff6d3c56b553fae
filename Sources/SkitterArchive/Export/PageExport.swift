internal import SkitterCore

/// Writes the pages of a crawl in another format, record by record: each page once and at its least depth.
public struct PageExport: Sendable {
    /// A sitemap holds at most so many URLs; more are parts of their own.
    public static let sitemapLimit = 50_000

    /// What an export came to.
    public struct Outcome: Hashable, Sendable {
        /// The pages that there are to write, in all parts.
        public var pages = 0
        /// Records that were left out because another directory has one of the same page.
        public var repeated = 0
    }

    private let directories: CrawlDirectories
    private let format: ExportFormat

    /// An export of the crawl in `directories`.
    public init(_ directories: CrawlDirectories, as format: ExportFormat) {
        self.directories = directories
        self.format = format
    }

    /// Hands the text to `write`, piece by piece. `part` counts from 1 and matters for a sitemap alone.
    ///
    /// Of one directory nothing is remembered but which depths fell; of several, 12 bytes for each page.
    public func run(part: Int = 1, write: ([UInt8]) -> Void) throws(ArchiveError) -> Outcome {
        var text = ExportText()
        var outcome = Outcome()
        text.begin(self.format)
        let first = (part - 1) &* PageExport.sitemapLimit
        var pages = try self.fallenDepths()
        let isOne = self.directories.parts.count == 1
        _ = try self.directories.forEachVisit { record in
            var depth = record.depthAtFetch
            if isOne {
                depth = pages.leastDepth(of: record.id, fetchedAt: depth)
            } else {
                guard case .isFirst(let least) = pages.visited(record.id, depth: depth) else {
                    outcome.repeated += 1
                    return
                }
                depth = least
            }
            guard self.format != .sitemap || record.isIndexable else { return }
            outcome.pages += 1
            guard self.format != .sitemap || (outcome.pages > first && outcome.pages <= first + PageExport.sitemapLimit)
            else { return }
            text.page(record, depth: depth, self.format)
            if text.bytes.count >= 1 << 16 {
                write(text.bytes)
                text.bytes.removeAll(keepingCapacity: true)
            }
        }
        text.end(self.format)
        write(text.bytes)
        return outcome
    }

    /// The pages of which a depth is told that fell; none for a format that tells no depths.
    private func fallenDepths() throws(ArchiveError) -> RecordedPages {
        var pages = RecordedPages()
        guard self.format == .csv || self.format == .jsonl else { return pages }
        _ = try self.directories.forEachDepthChange { _ = pages.depthChanged($0) }
        return pages
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
