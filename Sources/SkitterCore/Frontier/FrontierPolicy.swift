/// The rules by which a frontier hands out URLs. Defaults are those on which the best crawlers converged.
public struct FrontierPolicy: Sendable, Hashable {
    /// Pages deeper than this are not fetched; nil for no limit. 2 reaches what two clicks reach.
    public var depthLimit: Int? = 2
    /// The pause of a host between the end of one answer and the next request; nil adapts it: at least ``leastDelay``,
    /// twice the last response time, at most ``greatestDelay``.
    public var delay: Duration?
    /// What an adaptive delay never falls below.
    public var leastDelay: Duration = .seconds(1)
    /// What an adaptive delay never exceeds; a `Crawl-delay` may.
    public var greatestDelay: Duration = .seconds(30)
    /// Each delay is lengthened by a random part of up to this share of it, 0...1.
    public var jitter: Double = 0
    /// The least time between two requests to one address, whatever the hosts.
    public var perAddressDelay: Duration? = nil
    /// The default of ``perAddressDelay``, which private hosts of the user's own are free of.
    public static let defaultPerAddressDelay: Duration = .milliseconds(250)
    /// Requests in flight to one host; nil: 1, and for private hosts of the user's own ``concurrency``.
    public var perHost: Int?
    /// Hosts that have a delay or a number of requests of their own.
    public var hosts = HostSettings<HostPolicy>()
    /// Requests in flight in all.
    public var concurrency: Int = 32
    /// Private addresses that may be connected to besides those that seeds name.
    public var allowedPrivate: [AddressBlock] = []
    /// How often a URL is tried again after a failure that may pass.
    public var retries: Int = 2
    /// Redirects followed in a row.
    public var maxRedirects: Int = 10
    /// Whether hosts are waited for: their delays, what they ask for, and the pauses before a URL is tried again. False where
    /// nothing is sent.
    public var keepsPauses = true
    /// At most this many pages are fetched; nil for no limit.
    public var maxPages: Int?
    /// At most this many pages are fetched of each host, what else there is of it is skipped; nil for no limit.
    public var maxPagesPerHost: Int?
    /// A run ends when nothing but hosts that permit nothing for this long is left.
    public var maxHostWait: Duration = .seconds(15 * 60)
    /// Whether robots.txt is asked for and obeyed.
    public var obeysRobots = true
    /// How long a robots.txt is good for (RFC 9309, section 2.4: not longer than 24 hours).
    public var robotsLifetime: Duration = .seconds(24 * 3600)
    /// A `Retry-After` beyond this is taken for this.
    public var greatestRetryAfter: Duration = .seconds(24 * 3600)
    /// When the URLs of a host are taken for a trap, and parked.
    public var traps = TrapPolicy()
    /// Whether steps say what a journal keeps of them.
    public var isJournaled = false
    /// Whether the machine works on what a frontier of many crawlers handed it: what it discovers is noted for that one, which
    /// alone knows all URLs.
    public var isPartOfMany = false
    /// The key of the URL fingerprints and the seed of the jitter.
    public var hashSeed: UInt64 = 0

    /// The defaults.
    public init() {}
}
