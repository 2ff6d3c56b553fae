/// What a report names one by one, besides its figures: the first or the largest of each kind, and how many were left out.
package struct CrawlDetails: Hashable, Sendable {
    /// A page that was visited in vain, and the page that names it first.
    package struct BrokenLink: Hashable, Sendable {
        /// The URL as requested.
        package var url: String
        /// The status of the final response, where one came.
        package var status: Int?
        /// Why it failed.
        package var failure: FailureClass
        /// What happened, in words, where there are any.
        package var message: String?
        /// The page that names it first; nil for a seed.
        package var parent: String?

        /// The broken link that `record` tells of; nil where that did not fail.
        package init?(_ record: VisitRecord) {
            guard case .failed(let failure, let message) = record.outcome else { return nil }
            (self.url, self.status, self.failure, self.message, self.parent) =
                (record.url, record.status, failure, message, record.parent)
        }
    }

    /// Pages with one body.
    package struct Duplicate: Hashable, Sendable {
        /// The digest of the body.
        package var digest: UInt64
        /// How many fetched pages have it.
        package var pages: Int
        /// Its length.
        package var bodyBytes: Int
        /// The first few of them, in the order of their visits.
        package var examples: [String]
    }

    /// URLs that one line of a robots.txt forbids.
    package struct Refusal: Hashable, Sendable {
        /// The host as its URLs spell it.
        package var host: String
        /// The line, in words.
        package var rule: String
        /// How many URLs.
        package var urls: Int
        /// The first of them.
        package var example: String
    }

    /// A page that seems to show nothing without its scripts, and the page that names it first.
    package struct ScriptPage: Hashable, Sendable {
        /// The URL as requested.
        package var url: String
        /// What tells so.
        package var need: ScriptNeed
        /// The page that names it first; nil for a seed.
        package var parent: String?

        /// The page of `record`; nil where that does without scripts.
        package init?(_ record: VisitRecord) {
            guard let need = record.scriptNeed else { return nil }
            (self.url, self.need, self.parent) = (record.url, need, record.parent)
        }
    }

    /// How many of each are named.
    package static let limit = 100

    /// Broken links, in the order of their visits.
    package var brokenLinks: [BrokenLink] = []
    /// All of them, named or not.
    package var brokenCount = 0
    /// Pages that need JavaScript, in the order of their visits.
    package var scriptPages: [ScriptPage] = []
    /// All of them, named or not.
    package var scriptPageCount = 0
    /// Bodies that several pages have, those of most pages first.
    package var duplicates: [Duplicate] = []
    /// All such bodies, named or not.
    package var duplicateBodies = 0
    /// Pages with such a body.
    package var duplicatePages = 0
    /// Pages whose bodies were not compared: more bodies than are told apart had come before them.
    package var uncomparedPages = 0
    /// Lines of robots.txt that forbid something, those that forbid most first.
    package var refusals: [Refusal] = []
    /// All such lines, named or not; those beyond the bound are counted as one.
    package var refusingLines = 0
    /// URLs that they forbid.
    package var refusedURLs = 0
    /// What limited the crawl when.
    package var limits = LimitSeries()
    /// Visits that were looked at for this: fewer than all where reading them was cut off.
    package var visitsRead = 0

    /// Nothing to name.
    package init() {}
}
