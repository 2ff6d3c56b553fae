/// A URL on its way through the frontier, with what its record will say about where it came from.
package struct QueuedURL: Sendable {
    package var url: CrawlURL
    package var fingerprint: UInt64
    /// Its depth when it was queued; the seen set may know a lesser one by now.
    package var depth: Int
    /// The page that named it first; nil for a seed.
    package var parent: String?
    package var via: LinkSource
    /// Requests spent on it so far.
    package var attempts: Int

    package init(
        url: CrawlURL, fingerprint: UInt64, depth: Int, parent: String?, via: LinkSource, attempts: Int
    ) {
        self.url = url
        self.fingerprint = fingerprint
        self.depth = depth
        self.parent = parent
        self.via = via
        self.attempts = attempts
    }
}
