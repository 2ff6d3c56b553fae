package import SkitterCore

/// What a report says of a crawl besides its figures.
package struct ReportHeading: Sendable {
    /// The seeds, as given.
    package var seeds: [String] = []
    /// How the crawl ended; nil while it runs and where it was killed.
    package var ending: CrawlEnding?
    /// The kind of session.
    package var transport = ""
    /// The version of the program that crawled.
    package var programVersion = ""

    /// Nothing is known.
    package init() {}
}
