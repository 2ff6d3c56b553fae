import SkitterCore
import SkitterEngine
import SkitterHTML
import SkitterTesting
import SkitterLock

/// Keeps the figures of each look at a run.
final class Looks: Sendable {
    private let figures = Locked<[ProgressFigures]>([])

    var all: [ProgressFigures] { self.figures.withLock { $0 } }

    func add(_ figures: ProgressFigures) {
        self.figures.withLock { $0.append(figures) }
    }
}

/// Every name is at one address, or has none.
struct FixedResolver: Resolver {
    var address: IPAddress?

    func addresses(of host: String) throws(FetchError) -> [IPAddress] {
        guard let address = self.address else { throw FetchError(.resolve, "\(host) has no address") }
        return [address]
    }
}

/// One name is never answered, as by a name server that is gone; all others are at one address.
struct SilentResolver: Resolver {
    let silent: String

    func addresses(of host: String) async throws(FetchError) -> [IPAddress] {
        guard host == self.silent else { return [IPAddress(v4: 0x7F00_0001)] }
        // It ends with its task alone.
        let (words, speaker) = AsyncStream.makeStream(of: Void.self)
        await withTaskCancellationHandler {
            for await _ in words {}
        } onCancel: {
            speaker.finish()
        }
        throw FetchError(.cancelled, "cancelled")
    }
}

/// A web in memory, and the engine that crawls it.
struct EngineFixture {
    let session = InMemoryHTTPSession()
    var configuration = EngineConfiguration()
    var resolver: any Resolver = FixedResolver(address: IPAddress(v4: 0x7F00_0001))
    var sink = MemorySink()
    var scopeMode = ScopeMode.host
    var asksBeyond = false
    var sitemaps: (any SitemapReader)?
    var cookies: CookieJar?
    var earlier: EarlierVisits?
    var consumption: Consumption?

    init() {
        self.configuration.frontier.concurrency = 4
        self.configuration.frontier.retries = 0
        self.session.script("http://web.test/robots.txt", .status(404))
    }

    /// Scripts `path` as a page with these links.
    func page(_ path: String, _ links: String..., head: String = "") {
        self.session.script("http://web.test" + path, .html(head + links.map { "<a href='\($0)'>x</a>" }.joined()))
    }

    /// Scripts `path` as a document of this type.
    func document(_ path: String, _ type: String, _ text: String) {
        let fields = HTTPFields([HTTPFields.Field(name: "Content-Type", value: type)])
        self.session.script(
            "http://web.test" + path, .response(FetchResponse(status: 200, fields: fields, body: Array(text.utf8))))
    }

    func engine(seeds: [CrawlURL], clock: CrawlClock = CrawlClock(), sink: (any RecordSink)? = nil) -> CrawlEngine {
        CrawlEngine(
            configuration: self.configuration,
            scope: Scope(mode: self.scopeMode, asksBeyond: self.asksBeyond, seeds: seeds),
            resolver: self.resolver, sink: sink ?? self.sink, consumption: self.consumption,
            extractor: LibXML2Extractor(), sitemaps: self.sitemaps, cookies: self.cookies,
            earlier: self.earlier, clock: clock,
            sessions: SessionPool(concurrency: self.configuration.frontier.concurrency) { _ in
                SessionPool.Member(self.session)
            })
    }

    func run(_ seed: String = "http://web.test/", stops: AsyncStream<Void> = AsyncStream { _ in }) async throws
        -> CrawlResult
    {
        let seeds = [try CrawlURL(seed)]
        return try await self.engine(seeds: seeds).run(
            seeds: seeds.map { Seed(url: $0) }, stops: stops, observer: { _ in })
    }
}
