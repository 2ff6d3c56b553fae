public import SkitterCore

internal import SkitterArchive
internal import SkitterEngine

/// Finds out what a crawl would come to, by robots.txt and sitemaps alone: the same engine crawls, and goes no deeper than
/// them. Nothing is written.
public struct CrawlPlanner: Sendable {
    private let crawler: Crawler

    /// A planner for crawls with `configuration`; throws what does not hold in it.
    public init(_ configuration: CrawlConfiguration) throws(ConfigurationError) {
        var configuration = configuration
        // A sitemap lies at depth 0 here, and what it names at depth 1.
        configuration.reach.depth = 0
        configuration.reach.discoversSitemaps = true
        configuration.reach.parksTraps = false
        configuration.politeness.obeysRobots = true
        configuration.state = CrawlConfiguration.State()
        configuration.budgets = CrawlConfiguration.Budgets()
        // Who plans does not wait for a host that has to be asked again much later.
        configuration.budgets.maxHostWait = .seconds(60)
        self.crawler = try Crawler(configuration)
    }

    /// The plan for a crawl from `seeds`: their hosts' robots.txt, the sitemaps that these name, and /sitemap.xml.
    public func run(
        seeds: [CrawlURL], stops: AsyncStream<Void> = AsyncStream { _ in }
    ) async throws(CrawlError) -> CrawlPlan {
        do {
            let configuration = self.crawler.configuration
            return try await Transport.running(
                try Transport.Plan(configuration, self.crawler.parts), self.crawler.parts,
                concurrency: configuration.http.concurrency,
                elapsed: .zero
            ) { transport in
                try await self.run(seeds: seeds, stops: stops, transport)
            }
        } catch let error as ConfigurationError {
            throw CrawlError(cause: .usage, message: error.description)
        } catch {
            throw CrawlError(cause: .unexpected, message: "\(error)")
        }
    }

    private func run(
        seeds: [CrawlURL], stops: AsyncStream<Void>, _ transport: Transport
    ) async throws -> CrawlPlan {
        var credentials = OriginCredentials()
        let (seeds, sitemaps) = try self.crawler.takeCredentials(from: seeds, into: &credentials)
        let wiring = EngineWiring(
            crawler: self.crawler, hashSeed: UInt64.random(in: 1...(.max)), credentials: credentials,
            memory: FrontierMemory())
        let tally = PlanTally(agent: self.crawler.configuration.http.robotsAgent)
        let engine = try wiring.engine(
            RunStart(scope: try wiring.scope(seeds: seeds + sitemaps)), earlier: nil, sink: tally,
            transport: transport)
        let usual = try seeds.map { try CrawlURL("/sitemap.xml", base: $0) }
        _ = try await withTaskExecutorPreference(transport.executor) {
            try await engine.run(
                seeds: (sitemaps + usual).map { Seed(url: $0, source: .sitemapFile) }, stops: stops,
                observer: { _ in })
        }
        return await tally.plan(paces: await engine.hostPaces)
    }
}
