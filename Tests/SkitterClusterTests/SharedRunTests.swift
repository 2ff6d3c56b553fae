#if Cluster
import SkitterCluster
import SkitterCore
import SkitterEngine
import SkitterHTML
import SkitterTesting
import Testing

/// Whole runs, of engines that do not know on which frontier they work.
@Suite(.enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(2)))
struct SharedRunTests {
    private static let web = SyntheticWeb(hosts: 12, pages: 400, seed: 11)

    /// Every host is at a public address of its own.
    private struct PublicResolver: Resolver {
        func addresses(of host: String) throws(FetchError) -> [IPAddress] {
            [SyntheticWeb.address(of: host)]
        }
    }

    /// The web, served from memory. The robots.txt of each host forbids some pages.
    private static func session() throws -> InMemoryHTTPSession {
        let session = InMemoryHTTPSession()
        for host in 0..<self.web.hosts {
            session.script(
                "http://h\(host).test/robots.txt",
                .response(
                    FetchResponse(status: 200, fields: HTTPFields(), body: Array("User-agent: *\nDisallow: /1".utf8))))
        }
        for page in 0..<self.web.pages {
            let url = try self.web.url(page).href
            let targets = try self.web.targets(of: page).map { try self.web.url($0).href }
            switch self.web.kind(of: page) {
            case .page, .failsAtFirst:
                session.script(url, .html(targets.map { "<a href='\($0)'>x</a>" }.joined()))
            case .redirect: session.script(url, .redirect(to: targets[0]))
            case .gone: session.script(url, .status(404))
            }
        }
        return session
    }

    private static func configuration() -> EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.frontier = ClusterFixture.policy(depthLimit: 5)
        configuration.frontier.obeysRobots = true
        configuration.visit.hashSeed = ClusterFixture.hashSeed
        return configuration
    }

    private static func pool(_ session: InMemoryHTTPSession) -> SessionPool {
        SessionPool(concurrency: 8) { _ in SessionPool.Member(session) }
    }

    private static func run(_ engine: CrawlEngine) async throws -> CrawlResult {
        try await engine.run(
            seeds: [Seed(url: try self.web.start)], stops: AsyncStream { _ in }, observer: { _ in })
    }

    @Test func enginesOnOneFrontierFetchWhatOneAloneFetches() async throws {
        let scope = Scope(mode: .any, seeds: [try Self.web.start])
        let configuration = Self.configuration()
        let aloneSession = try Self.session()
        let aloneSink = MemorySink()
        let alone = try await Self.run(
            CrawlEngine(
                configuration: configuration, scope: scope, resolver: PublicResolver(), sink: aloneSink,
                extractor: LibXML2Extractor(), sessions: Self.pool(aloneSession)))

        let server = try PostgresServer.shared.get()
        let name = try await server.newTables(shards: 8, hashSeed: ClusterFixture.hashSeed)
        let session = try Self.session()
        let sinks = [MemorySink(), MemorySink(), MemorySink()]
        var configurationOfLeases = ClusterConfiguration()
        configurationOfLeases.urlsPerHost = 4
        var engines: [CrawlEngine] = []
        for sink in sinks {
            let frontier = try await ClusterFrontier(
                crawl: name, at: try server.address, policy: configuration.frontier, scope: scope, sink: sink,
                configuration: configurationOfLeases)
            engines.append(
                CrawlEngine(
                    configuration: configuration, frontier: frontier, resolver: PublicResolver(),
                    extractor: LibXML2Extractor(), sessions: Self.pool(session)))
        }
        try await withThrowingTaskGroup(of: CrawlResult.self) { group in
            for engine in engines { group.addTask { try await Self.run(engine) } }
            for try await result in group {
                #expect(result.end == .finished)
                #expect(result.counts.ledger == alone.counts.ledger)
                #expect(result.counts.fetchedByDepth == alone.counts.fetchedByDepth)
            }
        }
        let visits = sinks.flatMap(\.visits)
        #expect(Set(visits.map(\.url)).count == visits.count)
        #expect(Set(visits.map(\.url)) == Set(aloneSink.visits.map(\.url)))
        // What the servers saw: no page twice, robots.txt of each host once.
        let requests = session.requests.map(\.url.href)
        #expect(Set(requests).count == requests.count)
        #expect(Set(requests) == Set(aloneSession.requests.map(\.url.href)))
    }

    @Test(arguments: [true, false])
    func noRequestStartsThatCouldOutlastItsLease(isOfRobots: Bool) async throws {
        var fixture = try await ClusterFixture(Self.web, depthLimit: nil)
        // A visit takes longer than its lease lasts: none may begin.
        fixture.configuration.visitTime = fixture.configuration.leaseTime + .seconds(1)
        fixture.policy.obeysRobots = isOfRobots
        var configuration = Self.configuration()
        configuration.progressInterval = .milliseconds(200)
        let session = try Self.session()
        let engine = CrawlEngine(
            configuration: configuration, frontier: try await fixture.frontier(), resolver: PublicResolver(),
            extractor: LibXML2Extractor(), sessions: Self.pool(session))
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let result = try await engine.run(
            seeds: [Seed(url: try Self.web.start)], stops: stops, observer: { _ in stop.yield() })
        #expect(session.requests.isEmpty)
        #expect(result.counts.ledger.pending == 1)
    }

    @Test func whoStopsGivesBackWhatIsInHand() async throws {
        let fixture = try await ClusterFixture(Self.web, depthLimit: nil)
        let stopped = try await fixture.frontier()
        _ = try await stopped.add([Seed(url: try Self.web.start)], at: .start)
        try await fixture.crawler(on: stopped).run(upTo: 40)
        await stopped.runEnded(at: .start)
        #expect(try await stopped.counts(at: .start).ledger.leased == 0)
        // Leases last two minutes: another crawler would wait for them that long.
        #expect(try await fixture.crawler().run() == .drained)
    }
}
#endif
