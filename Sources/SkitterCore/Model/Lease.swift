/// One thing to do now, handed out by the frontier; it comes back in a ``FinishedVisit`` with the same `id`.
public struct Lease: Sendable {
    /// What is to be done.
    public enum Work: Sendable {
        /// Fetch the page, if these rules of robots.txt permit (nil: none apply).
        case page(robots: RobotsRules?)
        /// Fetch robots.txt of the URL's origin; the URL itself stays queued.
        case robots
        /// Do not send anything: settle the URL as this says.
        case settle(Obstacle)
    }

    /// Why a URL settles without a request.
    public enum Obstacle: Sendable {
        /// The host's name has no address, or one that must not be connected to.
        case unreachable(FetchError)
        /// robots.txt could not be had.
        case robotsUnreachable(String)
        /// As many pages of its host as may be are fetched.
        case hostBudget
    }

    /// Unique within a crawl.
    public var id: UInt64
    /// What is to be done.
    public var work: Work
    /// The URL; for ``Work/robots`` that of robots.txt.
    public var url: CrawlURL
    /// The fingerprint of its key.
    public var fingerprint: UInt64
    /// Its least depth so far.
    public var depth: Int
    /// The page that named it first.
    public var parent: String?
    /// How it was named.
    public var via: LinkSource
    /// 1 for the first request.
    public var attempt: Int
    /// Whether the visit must hand over links that scope refuses for their host (see ``Outlink/isInScope``).
    public var keepsRefusedHosts: Bool
    /// The scope in force.
    public var scope: Scope
    /// The addresses to which the request may go: those that politeness and the address guard decided on.
    public var addresses: [IPAddress]
    /// No request of the visit may start after this instant, for the lease then ends before the answer must be there; nil where leases
    /// have no end.
    public var latestStart: CrawlInstant?
    /// What the page's signature is made for; nil where nobody will ask for one.
    package var pattern: TrapPattern?
}
