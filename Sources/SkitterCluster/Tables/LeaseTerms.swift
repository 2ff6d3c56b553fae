#if Cluster
/// What a lease is asked for.
package struct LeaseTerms: Sendable, Hashable {
    /// Hosts at most.
    package let hosts: Int
    /// URLs of each at most.
    package let urls: Int
    /// How long it lasts.
    package let time: Duration
    /// By which it is known: of this lease alone.
    package let token: Int64

    package init(hosts: Int, urls: Int, time: Duration, token: Int64) {
        self.hosts = hosts
        self.urls = urls
        self.time = time
        self.token = token
    }
}

/// A host that is leased.
package struct HeldLease: Sendable, Hashable {
    package let host: Int32
    package let token: Int64

    package init(host: Int32, token: Int64) {
        self.host = host
        self.token = token
    }
}
#endif
