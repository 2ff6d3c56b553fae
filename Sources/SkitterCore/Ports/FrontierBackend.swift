/// What the run loop sees of a frontier, be it of one process or shared by many.
///
/// Contract: a URL key is handed out by one lease at a time and settled once; `finish` makes record, outlinks and end of
/// lease durable together, and a visit that comes back after its lease ended counts for nothing: whoever has the URL then
/// records it. A lease that is neither finished nor released comes back after its time; leases that have an end are renewed
/// whenever more are asked for. Every method may be repeated after an unknown outcome.
public protocol FrontierBackend: Sendable {
    /// Offers seeds; those known already are dropped. Returns how many are new.
    func add(_ seeds: [Seed], at now: CrawlInstant) async throws -> Int

    /// Up to `count` things to do at `now`, and when to ask again. With `besideFinish` what can be had without waiting: a call of
    /// ``finish(_:at:)`` is under way, be it that it has not begun.
    func lease(upTo count: Int, at now: CrawlInstant, besideFinish: Bool) async throws -> LeaseAnswer

    /// Returns when a lease that was refused with ``LeaseAnswer/Wait/journal`` may succeed.
    func roomToLease() async throws

    /// Ends leases: each visit's record, outlinks and end of lease are one step, in the order given.
    func finish(_ visits: [FinishedVisit], at now: CrawlInstant) async throws -> [FinishAnswer]

    /// The addresses of hosts asked for in ``LeaseAnswer/resolve``.
    func resolved(_ answers: [ResolvedHost], at now: CrawlInstant) async throws

    /// Puts leases back unvisited.
    func release(_ leases: [UInt64], at now: CrawlInstant) async throws

    /// The user decides about a pattern of URLs: none of it is leased from now on, or it is whatever it looks like. URLs that were
    /// known before are parked, or come back, by ``carryOutParking(at:)``.
    func park(_ parking: Parking, at now: CrawlInstant) async throws

    /// Parks, or puts back, some of the URLs that ``park(_:at:)`` left to do, in one step. Returns whether there is more.
    func carryOutParking(at now: CrawlInstant) async throws -> Bool

    /// How long visits that came back wait for others, to be finished together: where ``finish(_:at:)`` takes its time, it costs less
    /// to call it less often. Zero, unless a frontier says otherwise, where it waits for nothing.
    ///
    /// Otherwise one call of it may be under way while the others are made, and what comes back meanwhile is finished with the
    /// next; ``lease(upTo:at:besideFinish:)`` then hands out what it has without waiting.
    var gatheringTime: Duration { get }

    /// Where all URLs stand.
    func counts(at now: CrawlInstant) async throws -> FrontierCounts
}

extension FrontierBackend {
    /// Up to `count` things to do at `now`, where nothing is being finished.
    public func lease(upTo count: Int, at now: CrawlInstant) async throws -> LeaseAnswer {
        try await self.lease(upTo: count, at: now, besideFinish: false)
    }

    /// A frontier in memory makes each step at once.
    public var gatheringTime: Duration { .zero }
}

/// A URL that the user named.
public struct Seed: Sendable, Hashable {
    /// The URL, http or https.
    public var url: CrawlURL
    /// Its depth: 0, or 1 when it comes from a sitemap.
    public var depth: Int
    /// ``LinkSource/seed``, or ``LinkSource/sitemapFile`` for a sitemap.
    public var source: LinkSource

    /// A seed at `depth`.
    public init(url: CrawlURL, depth: Int = 0, source: LinkSource = .seed) {
        self.url = url
        self.depth = depth
        self.source = source
    }
}

/// The outcome of a look-up.
public struct ResolvedHost: Sendable {
    /// The name that was looked up.
    public var host: String
    /// Its addresses, or why there are none.
    public var result: Result<[IPAddress], FetchError>

    /// The outcome for `host`.
    public init(host: String, result: Result<[IPAddress], FetchError>) {
        self.host = host
        self.result = result
    }
}

/// The frontier in numbers.
public struct FrontierCounts: Sendable, Hashable {
    /// Where every URL stands.
    public var ledger: Ledger
    /// Hosts seen so far.
    public var hosts: Int
    /// Hosts that have URLs waiting or on their way.
    public var openHosts: Int
    /// When the next host opens, where one is waiting.
    public var nextStart: CrawlInstant?
    /// The crawl lasts at least this much longer, going by the delays of its hosts and what waits for each.
    public var leastTimeLeft: Duration
    /// Fetched pages by their least depth.
    public var fetchedByDepth: [Int: Int]
    /// What was parked, by pattern.
    public var parked: ParkedFigures

    /// The numbers.
    public init(
        ledger: Ledger, hosts: Int, openHosts: Int, nextStart: CrawlInstant?, leastTimeLeft: Duration,
        fetchedByDepth: [Int: Int], parked: ParkedFigures
    ) {
        self.ledger = ledger
        self.hosts = hosts
        self.openHosts = openHosts
        self.nextStart = nextStart
        self.leastTimeLeft = leastTimeLeft
        self.fetchedByDepth = fetchedByDepth
        self.parked = parked
    }
}
