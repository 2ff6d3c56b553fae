#if Cluster
internal import SkitterCore

/// The queue of a host in the tables: its shard, and its number there. Two hosts of one shard have the same number once in
/// four thousand million; they then share a queue, and are leased together.
package struct QueueKey: Hashable, Comparable, Sendable {
    package let shard: Int16
    package let host: Int32

    package init(shard: Int16, host: Int32) {
        self.shard = shard
        self.host = host
    }

    /// The queue of the host called `name`, in a crawl whose fingerprints have `seed`.
    package init(ofHost name: String, seed: UInt64, shards: Int) {
        let hash = URLFingerprint(ofKey: name.utf8.span, seed: seed).rawValue
        self.shard = Int16(truncatingIfNeeded: (hash >> 40) % UInt64(shards))
        self.host = Int32(truncatingIfNeeded: hash)
    }

    package static func < (left: QueueKey, right: QueueKey) -> Bool {
        left.shard == right.shard ? left.host < right.host : left.shard < right.shard
    }
}
#endif
