#if Cluster
package import SkitterCore

/// An address to which one crawler alone wants to send requests.
package struct AddressClaim: Sendable, Hashable {
    package var address: IPAddress
    /// The least time between requests to it.
    package var gap: Duration

    package init(address: IPAddress, gap: Duration) {
        self.address = address
        self.gap = gap
    }
}

/// How an address stands, for whoever claimed it.
package struct AddressStanding: Sendable, Hashable {
    package var address: IPAddress
    /// Whether the crawler that asked has it.
    package var isOwn: Bool
    /// When whoever has it must give it up, from now on, and when the next request may be sent to it.
    package var endsAfter: Duration
    package var opensAfter: Duration

    package init(address: IPAddress, isOwn: Bool, endsAfter: Duration, opensAfter: Duration) {
        self.address = address
        self.isOwn = isOwn
        self.endsAfter = endsAfter
        self.opensAfter = opensAfter
    }
}
#endif
