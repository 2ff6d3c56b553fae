/// What a frontier has to do right now, and when to ask again.
public struct LeaseAnswer: Sendable {
    /// When there will be more.
    public enum Wait: Sendable, Hashable {
        /// There is more already: as many leases as asked for were given.
        case none
        /// Nothing before this instant, unless a visit finishes: the host that opens first.
        case until(CrawlInstant, host: String)
        /// Nothing before a visit or a look-up finishes.
        case finish
        /// Nothing before a visit finishes, or this instant: a host then no longer waits for pages that take their time.
        case straggler(CrawlInstant)
        /// Nothing that is known here before a visit finishes, or this instant: other crawlers work on the same frontier.
        case others(CrawlInstant)
        /// Nothing until entries have been written: the outbox is full.
        case journal
        /// The page budget is spent; what is pending stays so.
        case budget
        /// Nothing is pending or leased: the crawl is complete.
        case drained
        /// Nothing is leased, and no host opens within the longest wait allowed.
        case tooLong(CrawlInstant, host: String)
    }

    /// What to do.
    public var leases: [Lease]
    /// Hosts whose addresses are to be looked up; the answers go to `resolved`.
    public var resolve: [String]
    /// When to ask again.
    public var wait: Wait
    /// Why no more was given than was asked for; nil where all was given.
    package var limiter: Limiter?

    /// An answer.
    public init(leases: [Lease], resolve: [String], wait: Wait) {
        self.leases = leases
        self.resolve = resolve
        self.wait = wait
    }
}
