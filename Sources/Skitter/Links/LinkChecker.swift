public import SkitterCore

internal import SkitterArchive
internal import SkitterEngine
internal import SkitterHTML

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Checks the links of sites: crawls them, asks once for whatever their pages link to, and tells what is broken and where it stands.
///
/// It is a crawl like any other, with its politeness; what it finds is kept in memory and, beyond a part of
/// ``CrawlConfiguration/Budgets/maxMemoryBytes``, in a scratch file without a name. No directory is written.
public struct LinkChecker: Sendable {
    private let crawler: Crawler
    private let options: LinkCheckOptions
    private let pageDepth: Int?

    /// A checker of the pages down to the depth that `configuration` names; throws what does not hold in it.
    public init(_ configuration: CrawlConfiguration, _ options: LinkCheckOptions = LinkCheckOptions())
        throws(ConfigurationError)
    {
        var configuration = configuration
        self.pageDepth = configuration.reach.depth
        // The links of the deepest pages are asked for too; theirs do not count.
        configuration.reach.depth = self.pageDepth.map { $0 + 1 }
        configuration.reach.asksBeyond = options.checksBeyond
        configuration.state = CrawlConfiguration.State()
        self.options = options
        self.crawler = try Crawler(configuration)
        guard options.namedPages >= 1 else { throw ConfigurationError("--linkers must be 1 or more") }
        guard options.cacheAge > .zero else { throw ConfigurationError("--max-age must be more than nothing") }
    }

    /// Checks the sites of `seeds`, until all is asked for or `stops` yields: once to let what is in flight finish, twice to end at once.
    ///
    /// - Parameters:
    ///   - seeds: where the check begins.
    ///   - stops: what ends it before its time.
    ///   - started: called before anything is sent.
    ///   - progress: called once a second with the figures so far, and once at the end.
    public func run(
        seeds: [CrawlURL], stops: AsyncStream<Void> = AsyncStream { _ in },
        started: () -> Void = {},
        progress: @escaping @Sendable (ProgressFigures) -> Void = { _ in }
    ) async throws(CrawlError) -> LinkCheckReport {
        do {
            let configuration = self.crawler.configuration
            let parts = self.crawler.parts
            return try await Transport.running(
                try Transport.Plan(configuration, parts), parts, concurrency: configuration.http.concurrency,
                elapsed: .zero
            ) { transport in
                try await self.run(seeds: seeds, stops: stops, transport, started, progress)
            }
        } catch {
            throw CrawlError(of: error)
        }
    }

    private func run(
        seeds: [CrawlURL], stops: AsyncStream<Void>, _ transport: Transport, _ started: () -> Void,
        _ progress: @escaping @Sendable (ProgressFigures) -> Void
    ) async throws -> LinkCheckReport {
        let configuration = self.crawler.configuration
        var credentials = OriginCredentials()
        let (seeds, sitemaps) = try self.crawler.takeCredentials(from: seeds, into: &credentials)
        let now = transport.clock.wallMicroseconds(at: .start)
        let cache = try self.options.cacheDirectory.map { try LinkCacheFile(directory: $0) }
        let known = cache?.links(from: now - self.options.cacheAge.wholeMicroseconds, to: now) ?? []
        let scratch = SpillFile(directory: LinkChecker.scratchDirectory)
        let memory = configuration.budgets.frontierMemoryBytes
        let wiring = EngineWiring(
            crawler: self.crawler, hashSeed: UInt64.random(in: 1...(.max)), credentials: credentials,
            memory: FrontierMemory(store: scratch, budget: memory / 2))
        let ledger = LinkLedger(
            self.rules(hashSeed: wiring.hashSeed), known: known,
            spillingTo: SpillFile(directory: LinkChecker.scratchDirectory), budget: memory / 4)
        let tally = LinkTally(ledger)
        let accepted = self.options.accepted
        let knownByID = ledger.known
        let engine = try wiring.engine(
            RunStart(scope: try wiring.scope(seeds: seeds + sitemaps)), earlier: nil, sink: tally,
            transport: transport,
            survey: LinkSurvey(anchors: self.options.checksFragments ? HTMLAnchorReader() : nil) { id, place in
                knownByID[id]?.settles(place, accepted: accepted) ?? false
            })
        started()
        let heap = HeapKeeper(limit: configuration.budgets.maxMemoryBytes)
        let result = try await withTaskExecutorPreference(transport.executor) {
            try await engine.run(
                seeds: seeds.map { Seed(url: $0) } + sitemaps.map { Seed(url: $0, source: .sitemapFile) },
                stops: stops
            ) { figures in
                var figures = figures
                figures.gauges.residentBytes = await heap.residentBytes()
                progress(figures)
            }
        }
        let report = CrawlReport(result, failOn: [])
        let verdicts = try await tally.verdicts(isFinished: report.ending.isFinished)
        try cache?.write(known: known, and: verdicts.knownLinks(at: now))
        return LinkCheckReport(verdicts.check(), report)
    }

    private func rules(hashSeed: UInt64) -> LinkLedger.Rules {
        var rules = LinkLedger.Rules()
        rules.accepted = self.options.accepted
        rules.checksFragments = self.options.checksFragments
        rules.depthLimit = self.pageDepth
        rules.namedPages = self.options.namedPages
        rules.hashSeed = hashSeed
        return rules
    }

    private static var scratchDirectory: String {
        getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    }
}

/// How a check of links ended, and what it found.
public struct LinkCheckReport: Sendable {
    /// What it found, and how it ended in words.
    public let check: LinkCheck
    /// How it ended, for the exit code.
    public let cause: ExitCause
    /// The figures of its crawl.
    public let snapshot: StatsSnapshot

    init(_ check: LinkCheck, _ report: CrawlReport) {
        var check = check
        check.ending = report.ending
        var cause = report.cause
        if cause == .finished, !check.broken.isEmpty {
            cause = .failures
            check.ending = CrawlEnding(code: Int(cause.rawValue), cause: "finished, with broken links")
        }
        self.check = check
        self.cause = cause
        self.snapshot = report.snapshot
    }
}

extension Duration {
    /// Microseconds, what is less cut off.
    fileprivate var wholeMicroseconds: Int64 { self.wholeNanoseconds / 1000 }
}
