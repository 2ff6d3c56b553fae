/// A sink that keeps entries of which nobody knows yet whether they count: where many crawlers share a frontier, what one has
/// visited is recorded when the frontier has taken it, and the crawler may be killed between the two.
package protocol HoldingRecordSink: RecordSink {
    /// Keeps `entries` in place of those that it kept before; returns when they survive a kill of the process. The next
    /// ``RecordSink/append(_:)`` writes those of them that count, and they are held no longer.
    func hold(_ entries: [HeldEntry]) async throws
}

/// What is written if a URL was settled under a lease.
package struct HeldEntry: Sendable {
    /// As it is written then.
    package var entry: StepEntry
    /// Of what it depends.
    package var claim: LeaseClaim

    package init(_ entry: StepEntry, claim: LeaseClaim) {
        self.entry = entry
        self.claim = claim
    }
}

/// A URL of a shared frontier, and the lease under which a crawler says to have settled it.
package struct LeaseClaim: Hashable, Sendable {
    /// The queue in which it stands.
    package var shard: Int16
    package var host: Int32
    /// Its fingerprint.
    package var id: UInt64
    /// The number of the lease.
    package var token: Int64

    package init(shard: Int16, host: Int32, id: UInt64, token: Int64) {
        self.shard = shard
        self.host = host
        self.id = id
        self.token = token
    }
}
