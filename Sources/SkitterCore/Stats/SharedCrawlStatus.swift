/// Where a crawl stands that many crawlers work on, over all of them: what its frontier's servers say.
public struct SharedCrawlStatus: Sendable, Hashable {
    /// What its crawlers are told to do.
    public enum Order: Int16, Sendable, Hashable, CaseIterable {
        /// Crawl.
        case run = 0
        /// Finish what is in flight, start nothing, and wait.
        case pause = 1
        /// Finish what is in flight, and end.
        case stop = 2
    }

    /// One crawler, as it told of itself last.
    public struct Crawler: Sendable, Hashable {
        /// Its number, the same as long as its directory lives.
        public var id: UInt64
        /// The machine and the process.
        public var name: String
        /// Since it last told.
        public var silence: Duration
        /// Whether its run has come to an end.
        public var hasEnded: Bool
        /// Visits settled by its run so far.
        public var visits: Int
        /// Visits a second, over its last ten seconds.
        public var visitsPerSecond: Double
        /// Hosts leased to it.
        public var leases: Int
        /// URLs handed out to its visits.
        public var inFlight: Int
        /// What keeps it from being faster; nil where it did not say.
        public var limiter: Limiter?

        /// A crawler that has just told of itself, and did nothing yet.
        public init(id: UInt64, name: String) {
            self.id = id
            self.name = name
            self.silence = .zero
            self.hasEnded = false
            self.visits = 0
            self.visitsPerSecond = 0
            self.leases = 0
            self.inFlight = 0
        }

        /// A crawler tells each second; one that did not for so long is gone, or cannot reach the servers.
        public static let patience: Duration = .seconds(15)

        /// Whether it is at work, as far as can be told.
        public var isAlive: Bool { !self.hasEnded && self.silence < Crawler.patience }
    }

    /// A lease in force.
    public struct Lease: Sendable, Hashable {
        /// The host.
        public var host: String
        /// For how long it has been leased without a break.
        public var age: Duration
        /// Until it comes back by itself, unless it is renewed.
        public var left: Duration

        /// The lease of `host`.
        public init(host: String, age: Duration, left: Duration) {
            self.host = host
            self.age = age
            self.left = left
        }
    }

    /// The crawl's name.
    public var name: String
    /// What its crawlers are told.
    public var order: Order
    /// Its crawlers, those that are alive first.
    public var crawlers: [Crawler] = []
    /// Where every URL stands.
    public var ledger: Ledger
    /// URLs in scope have been seen on so many hosts.
    public var hosts = 0
    /// Of those, with URLs that wait or are handed out.
    public var openHosts = 0
    /// URLs that wait, by depth; nil where there are too many to count.
    public var pendingByDepth: [Int: Int]?
    /// The lease that is in force for the longest time.
    public var oldestLease: Lease?

    /// A crawl of which nothing is known yet.
    public init(name: String, order: Order, ledger: Ledger) {
        self.name = name
        self.order = order
        self.ledger = ledger
    }

    /// What limits most of its crawlers that are alive; nil where none says.
    public var limiter: Limiter? {
        let words = self.crawlers.filter(\.isAlive).compactMap(\.limiter)
        let counts = Dictionary(grouping: words) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
    }
}
