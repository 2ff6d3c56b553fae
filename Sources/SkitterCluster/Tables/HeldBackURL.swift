#if Cluster
package import SkitterCore

/// A URL that a limit of the crawl held back.
package struct HeldBackURL: Sendable, Hashable {
    /// Where it stands in its shard, in the order of which they are told.
    package struct Place: Sendable, Hashable {
        package let host: Int32
        /// Its fingerprint as the tables have it.
        package let id: Int64

        package init(host: Int32, id: Int64) {
            self.host = host
            self.id = id
        }

        /// Before all others; no URL has it.
        static let first = Place(host: .min, id: .min)
    }

    package let place: Place
    package let depth: Int
    package let hops: Int
    package let url: String
    package let parent: String?

    package init(place: Place, depth: Int, hops: Int, url: String, parent: String?) {
        self.place = place
        self.depth = depth
        self.hops = hops
        self.url = url
        self.parent = parent
    }

    /// As records have it.
    package func skipped(depthLimit: Int?) -> SkippedRecord {
        SkippedRecord(
            id: UInt64(bitPattern: self.place.id), url: self.url, depth: self.depth, parent: self.parent,
            reason: self.depth > depthLimit ?? .max ? .depth : .redirects)
    }
}
#endif
