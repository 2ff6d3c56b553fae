#if Cluster
package import SkitterCore

/// The tables of one crawl, as its crawlers use them: the one port of ``ClusterFrontier`` to whatever keeps the crawlers together.
///
/// Each call happens as a whole or not at all, and returns once it has happened, however often it had to be made. Calls for
/// one shard happen in the order in which they are made one after the other; time is that of the tables.
package protocol FrontierTables: Sendable {
    /// What all crawlers agree on; throws where there is no such crawl.
    func facts() async throws(ClusterError) -> CrawlTables.Facts

    // MARK: What is known

    /// A seed names a host: these ports are open there, whatever the host's addresses.
    func name(_ queue: QueueKey, host: String, ports: [Int32]) async throws(ClusterError)

    /// Offers URLs of one shard, each once. Known ones come nearer where this way is shorter. Returns those that were not known,
    /// and what became of them.
    func put(_ offers: [Offer], in shard: Int16, _ limits: Offer.Limits) async throws(ClusterError) -> [OfferedURL]

    // MARK: Leases

    /// When the first host of each shard opens that has something to do.
    func ready() async throws(ClusterError) -> [OpeningShard]

    /// Leases hosts of one shard that may be asked, with URLs of each in their order.
    func lease(_ terms: LeaseTerms, in shard: Int16) async throws(ClusterError) -> GrantedLease

    /// More URLs of a queue of one shard that is leased: none of those in hand, in their order, to visit. They are of the same lease;
    /// none where that is over.
    func more(of lease: HeldLease, except inHand: [UInt64], upTo limit: Int, in shard: Int16) async throws(ClusterError)
        -> [LeasedURL]

    /// Leases of one shard that are in force last for `time` from now; returns the hosts of those.
    func renew(_ leases: [HeldLease], in shard: Int16, for time: Duration) async throws(ClusterError) -> Set<Int32>

    /// What became of URLs of one shard that were leased, and how their leases stand. Returns the ids of results that count.
    func complete(_ results: [VisitResult], _ leases: [LeaseReport], in shard: Int16) async throws(ClusterError)
        -> [UInt64]

    /// Ends leases of one shard, whose crawler goes: it does not wait long where that cannot be done.
    func leave(_ leases: [LeaseReport], in shard: Int16) async throws(ClusterError)

    // MARK: Addresses

    /// `owner` takes addresses of one shard that nobody has for `time`, and its own again; returns how each stands.
    func claim(_ claims: [AddressClaim], in shard: Int16, for owner: Int64, time: Duration) async throws(ClusterError)
        -> [AddressStanding]

    /// `owner` gives addresses of one shard back, each with the time after which something may be sent to it. It does not wait
    /// long where that cannot be done.
    func yield(_ addresses: [(address: IPAddress, delay: Duration)], in shard: Int16, by owner: Int64)
        async throws(ClusterError)

    // MARK: robots.txt

    /// What is known of robots.txt of some hosts of one shard.
    func robots(of hosts: [Int32], in shard: Int16) async throws(ClusterError) -> [KeptRobots]

    /// A robots.txt came, or did not. What is good for longer stays.
    func putRobots(_ robots: KeptRobots, in shard: Int16) async throws(ClusterError)

    // MARK: Seeds that are open, and what waits for them

    /// Whether the scope may still widen, and how far it has.
    func seeds() async throws(ClusterError) -> SeedsStanding

    /// A seed was redirected to `url`, which widens the scope.
    func widen(to url: String, in shard: Int16) async throws(ClusterError)

    /// Some of the URLs of one shard that wait for the seeds, up to `limit`, as if they were in scope.
    func outside(in shard: Int16, upTo limit: Int) async throws(ClusterError) -> [WaitingLink]

    /// These URLs of one shard, which waited for the seeds, stay out of scope.
    func leaveOut(_ offers: [Offer], in shard: Int16) async throws(ClusterError)

    // MARK: Parked patterns

    /// A pattern is parked, or is not: for all crawlers. What the user decided, pages do not change.
    func decide(_ decision: ParkingDecision) async throws(ClusterError)

    /// What was decided behind an instant of the tables' clock, in that order.
    func decisions(behind instant: Int64) async throws(ClusterError) -> [ParkingDecision]

    /// What is parked of one queue: up to `limit` URLs behind `place` in their order.
    func parked(on queue: QueueKey, behind place: HeldBackURL.Place?, upTo limit: Int) async throws(ClusterError)
        -> [HeldBackURL]

    /// Parked URLs of one queue wait again; returns those that `token` put back, now or before.
    func unpark(_ ids: [Int64], on queue: QueueKey, token: Int64) async throws(ClusterError) -> [Int64]

    /// All that was parked of a pattern of one shard is back.
    func carriedOut(_ pattern: String, in shard: Int16) async throws(ClusterError)

    // MARK: The end of a crawl

    /// One crawler of them all tells what a limit held back in a shard: the first that takes it. Returns whether that is `crawler`,
    /// and it has not told all of it yet.
    func takeRest(of shard: Int16, for crawler: Int64) async throws(ClusterError) -> Bool

    /// What a limit held back in one shard: up to `limit` URLs behind `place` in their order.
    func rest(of shard: Int16, behind place: HeldBackURL.Place?, upTo limit: Int) async throws(ClusterError)
        -> [HeldBackURL]

    /// All of it is recorded.
    func restTold(of shard: Int16, by crawler: Int64) async throws(ClusterError)

    // MARK: Figures

    /// Where all URLs stand. It gives up soon where it cannot be had.
    func counts() async throws(ClusterError) -> TableCounts

    /// Pages that count against the budget: fetched, and in somebody's hand.
    func spent() async throws(ClusterError) -> (fetched: Int, leased: Int)
}
#endif
