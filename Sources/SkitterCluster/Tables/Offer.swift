#if Cluster
package import SkitterCore

/// A URL that is offered to the frontier, or of which a shorter way is told.
package struct Offer: Sendable {
    package let queue: QueueKey
    package let id: UInt64
    package let depth: Int
    package let hops: Int
    /// Nil where it must be known already.
    package var text: Text?
    /// Whether the user named it, or it is what that was redirected to.
    package var isSeed = false
    /// Whether it is out of scope, which may still widen.
    package var isOutside = false

    package init(
        queue: QueueKey, id: UInt64, depth: Int, hops: Int, text: Text?, isSeed: Bool = false, isOutside: Bool = false
    ) {
        self.queue = queue
        self.id = id
        self.depth = depth
        self.hops = hops
        self.text = text
        self.isSeed = isSeed
        self.isOutside = isOutside
    }

    /// Whether a URL that is kept apart stays so: a shorter way alone brings nothing into scope.
    package var leavesOutside: Bool { self.isOutside || self.text == nil }

    /// Beyond them a URL is held back.
    package struct Limits: Sendable {
        package let depth: Int?
        package let redirects: Int

        package init(depth: Int?, redirects: Int) {
            self.depth = depth
            self.redirects = redirects
        }
    }

    /// What is kept of a URL that was not known.
    package struct Text: Sendable {
        package let url: String
        package let host: String
        package let via: LinkSource
        package let parent: String?

        package init(url: String, host: String, via: LinkSource, parent: String?) {
            self.url = url
            self.host = host
            self.via = via
            self.parent = parent
        }
    }
}

extension [Offer] {
    /// As ``FrontierTables/put(_:in:_:)`` takes them: each key once, with its shortest way.
    func merged() -> [Offer] {
        var places: [UInt64: Int] = [:]
        var merged: [Offer] = []
        for offer in self {
            guard let place = places[offer.id] else {
                places[offer.id] = merged.count
                merged.append(offer)
                continue
            }
            let other = merged[place]
            merged[place] = Offer(
                queue: other.queue, id: other.id, depth: Swift.min(other.depth, offer.depth),
                hops: Swift.min(other.hops, offer.hops), text: other.text ?? offer.text,
                isSeed: other.isSeed || offer.isSeed, isOutside: other.isOutside && offer.isOutside)
        }
        return merged
    }
}
#endif
