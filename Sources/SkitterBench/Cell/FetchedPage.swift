package import SkitterCore

/// A page as it came, before anything was done with it.
package struct FetchedPage: Sendable {
    /// How a fetch ended.
    package enum Ending: Sendable {
        /// The whole final body came, from this URL.
        case whole(FetchResponse, CrawlURL)
        /// It did not, and why.
        case failed(String)
    }

    /// Which download of the cell it is, from 0.
    package let number: Int
    /// From when it was due to the last byte, redirects included.
    package let latency: Duration
    package let ending: Ending

    package init(number: Int, latency: Duration, ending: Ending) {
        self.number = number
        self.latency = latency
        self.ending = ending
    }
}
