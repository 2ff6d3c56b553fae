public import SkitterCore

/// Parts of a crawl that a program brings itself, in place of Skitter's own or beside them. `init()` brings none.
///
/// They are code: no record tells of them, and a crawl that is resumed must be given the same again. `SkitterTesting` holds what
/// their ports promise as suites of scenarios.
public struct CrawlParts: Sendable {
    /// Makes session number 0, 1, … at first need, in place of ``CrawlConfiguration/HTTP/transport``: each carries up to 64 requests
    /// at a time while others have room, and lives as long as the crawl. It connects to the addresses that a request names, or to none
    /// but those of its host. Options of the transport (``CrawlConfiguration/HTTP/proxy`` and the like) are then without effect.
    public var session: (@Sendable (_ number: Int) -> any HTTPSession)?
    /// Wraps each session of the crawl, be it Skitter's or ``session``'s: to sign requests, to answer from a cache, to note what
    /// passes. What it makes keeps the contract of sessions in its turn, and runs where they run: on an event loop, which must not be
    /// blocked.
    public var wrapsSession: (@Sendable (_ session: any HTTPSession) -> any HTTPSession)?
    /// Finds the addresses of hosts, in place of the system's resolver. ``CrawlConfiguration/HTTP/resolve`` comes before it.
    public var resolver: (any Resolver)?
    /// Wraps the resolver of the crawl, overrides included: a recording does.
    var wrapsResolver: (@Sendable (_ resolver: any Resolver) -> any Resolver)?
    /// Reads bodies for links, in place of ``CrawlConfiguration/HTTP/parser``. It is asked about each body that is read, whatever its
    /// type.
    public var extractor: (any LinkExtractor)?
    /// Bodies that are read besides those of HTML and XHTML.
    public var bodies = WantedBodies.types([])
    /// Sees each page that is fetched.
    public var pageHandler: (any PageHandler)?
    /// A last rule of the scope: URLs that all others let in and for which this says no are out of it. Seeds are in it by
    /// definition. It is asked about every link of every page.
    public var scopeRule: (@Sendable (_ url: CrawlURL) -> Bool)?

    /// Records the crawl, in place of its directory: for a crawl that has none, which so is kept where this keeps it, and cannot be
    /// resumed. Nothing counts as visited before `RecordSink.append` has returned; where that throws, the crawl
    /// ends, and ``CrawlError/underlying`` is the error. It is not closed by the crawl.
    public var recordSink: (any RecordSink)?

    /// No parts.
    public init() {}

    /// Each page that is fetched is handed to `handle`; see `PageHandler`.
    public mutating func onPage(_ handle: @escaping @Sendable (FetchedPage) async throws -> PageAnswer) {
        self.pageHandler = ClosureHandler(handle: handle)
    }
}

/// A page handler that is a function.
private struct ClosureHandler: PageHandler {
    fileprivate let handle: @Sendable (FetchedPage) async throws -> PageAnswer

    func handle(_ page: FetchedPage) async throws -> PageAnswer { try await self.handle(page) }
}
