#if Cluster
/// The host of a shard that opens first, of those that have something to do.
package struct OpeningShard: Sendable, Hashable {
    package let shard: Int16
    /// After which time it opens; not above zero where it is open.
    package let opensAfter: Duration
    package let host: String

    package init(shard: Int16, opensAfter: Duration, host: String) {
        self.shard = shard
        self.opensAfter = opensAfter
        self.host = host
    }
}
#endif
