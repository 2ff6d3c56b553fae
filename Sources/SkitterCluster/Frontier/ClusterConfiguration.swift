#if Cluster
/// How one crawler works on a shared frontier.
package struct ClusterConfiguration: Sendable {
    /// How long a lease lasts, unless it is renewed. So long the URLs of a crawler that was killed stay in its hand; and in half of
    /// it must be room for a request, or leases run out under it.
    package var leaseTime: Duration = .seconds(120)
    /// No request starts that could outlast its lease: as long as a visit may take.
    package var visitTime: Duration = .seconds(30)
    /// How long an address is a crawler's to send requests to, unless that asks again: so long others wait after a kill.
    package var addressTime: Duration = .seconds(30)
    /// URLs of a host in one lease: at a second each about a minute's work.
    package var urlsPerHost = 64
    /// Connections for what changes something; one more is for reports.
    package var connections = 4
    /// How the crawler calls itself to robots.txt.
    package var robotsAgent = "skitter"

    /// The number of this crawler, the same as long as its directory lives. Never 0.
    package var crawler = Int64.random(in: 1...(.max))
    /// What a limit held back and an earlier run of this crawler has recorded already.
    package var toldAtEnd: Set<UInt64> = []

    /// A lease of which no more is left is renewed: before it is half over, for then no request of it starts.
    var renewalTime: Duration { self.leaseTime / 8 * 5 }

    package init() {}
}
#endif
