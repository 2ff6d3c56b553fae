#if Cluster
/// What a lease is asked for.
package struct LeaseTerms: Sendable, Hashable {
    /// Hosts at most.
    package let hosts: Int
    /// URLs of each at most.
    package let urls: Int
    /// How long it lasts.
    package let time: Duration
    /// By which it is known, or one of the next numbers: where the first answer was lost.
    package let token: Int64

    /// Below it there are numbers for all tries.
    package static let greatestToken = Int64.max / 2

    package init(hosts: Int, urls: Int, time: Duration, token: Int64) {
        self.hosts = hosts
        self.urls = urls
        self.time = time
        self.token = token
    }
}

/// What was leased in one call.
package struct GrantedLease: Sendable {
    /// By which it is known: of this lease alone.
    package let token: Int64
    package let urls: [LeasedURL]

    package init(token: Int64, urls: [LeasedURL]) {
        self.token = token
        self.urls = urls
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
