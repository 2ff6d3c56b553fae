#if Cluster
internal import SkitterCore

/// A URL that is offered to the frontier, or of which a shorter way is told.
struct Offer: Sendable {
    let queue: QueueKey
    let id: UInt64
    let depth: Int
    let hops: Int
    /// Nil where it must be known already.
    var text: Text?
    /// Whether the user named it, or it is what that was redirected to.
    var isSeed = false
    /// Whether it is out of scope, which may still widen.
    var isOutside = false

    /// Beyond them a URL is held back.
    struct Limits: Sendable {
        let depth: Int?
        let redirects: Int
    }

    /// What is kept of a URL that was not known.
    struct Text: Sendable {
        let url: String
        let host: String
        let via: LinkSource
        let parent: String?
    }
}

extension [Offer] {
    /// As ``Statement/put`` takes them: each key once, with its shortest way.
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

    /// The parameters of ``Statement/put``, for offers of one shard.
    func values(shard: Int16, _ limits: Offer.Limits) -> [StatementValue] {
        [
            .int2(shard), .int4s(self.map(\.queue.host)), .int8s(self.map { Int64(bitPattern: $0.id) }),
            .int2s(self.map { Int16(clamping: $0.depth) }), .int2s(self.map { Int16(clamping: $0.hops) }),
            .texts(self.map(\.text?.via.rawValue)), .texts(self.map(\.text?.url)), .texts(self.map(\.text?.parent)),
            .texts(self.map(\.text?.host)), .bools(self.map(\.isSeed)),
            // A shorter way alone brings nothing into scope.
            .bools(self.map { $0.isOutside || $0.text == nil }),
            .int2(limits.depth.map { Int16(clamping: $0) } ?? .max), .int2(Int16(clamping: limits.redirects)),
        ]
    }
}
#endif
