/// What the pages of a crawl can be written as.
public enum ExportFormat: String, CaseIterable, Sendable {
    /// The lines of `pages.jsonl` that are records.
    case jsonl
    /// A row a page with the figures that people sort by (RFC 4180, but with line feeds).
    case csv
    /// Which page named which first, as a graph for Graphviz.
    case dot
    /// The fetched HTML pages that may be indexed, as a sitemap (sitemaps.org, protocol 0.9).
    case sitemap
}
