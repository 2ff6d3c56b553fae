#if Cluster
    internal import SkitterArchive
    internal import SkitterCluster
    internal import SkitterCore
    internal import SkitterStore

    #if canImport(Glibc)
        internal import Glibc
    #elseif canImport(Darwin)
        internal import Darwin
    #endif

    /// A run on a frontier in PostgreSQL.
    actor ClusterRun: SharedRun {
        nonisolated let crawl: String
        nonisolated let hashSeed: UInt64
        nonisolated let beginsPaused: Bool
        private let frontier: CrawlConfiguration.SharedFrontier
        private let address: ServerAddress
        private let tables: CrawlTables
        /// For what is told each second: it gives up soon where servers are gone.
        private let hasty: CrawlTables
        private let haste = Haste()
        private var member: (crawler: SharedCrawlStatus.Crawler, frontier: ClusterFrontier)?
        /// What this crawler was told last.
        private var order: SharedCrawlStatus.Order

        /// Throws where the crawl is not there, or cannot be reached.
        init(_ frontier: CrawlConfiguration.SharedFrontier, evenIfStopped: Bool) async throws {
            self.frontier = frontier
            self.crawl = frontier.crawl
            self.address = try ServerAddress(frontier.address)
            self.tables = try CrawlTables(frontier.crawl, at: self.address, patience: frontier.patience)
            self.hasty = try CrawlTables(
                frontier.crawl, at: self.address, patience: min(frontier.patience, .seconds(2)))
            self.hashSeed = try await self.tables.facts().hashSeed
            let order = try await self.tables.order()
            self.beginsPaused = order == .pause
            self.order = order == .pause ? .pause : .run
            if !evenIfStopped, order == .stop {
                throw CrawlError(
                    cause: .usage,
                    message: "the crawl \"\(frontier.crawl)\" is stopped: `skitter cluster resume` lets it go on")
            }
        }

        func adopt(_ settings: [String: String]) async throws -> [String: String] {
            try await self.tables.adopt(settings)
        }

        func settle(_ sink: JournalRecordSink) async throws -> (counted: Int, held: Int)? {
            guard let batch = try await sink.unsettled() else { return nil }
            let accepted = try await self.tables.settle(batch.entries.map(\.claim))
            try await sink.settle(batch, accepted: accepted)
            return (accepted.count, batch.entries.count)
        }

        func tellRest(
            crawler number: UInt64, depthLimit: Int?, sink: JournalRecordSink, lastStep: UInt64, told: Set<UInt64>
        ) async throws -> Int {
            let crawler = Int64(bitPattern: number)
            guard try await self.tables.hasUntoldRest(of: crawler) else { return 0 }
            var configuration = ClusterConfiguration()
            configuration.crawler = crawler
            configuration.toldAtEnd = told
            var policy = FrontierPolicy()
            policy.depthLimit = depthLimit
            let frontier = try await ClusterFrontier(
                crawl: self.crawl, at: self.address, policy: policy, scope: Scope(mode: .page, seeds: []), sink: sink,
                lastStep: lastStep, patience: self.frontier.patience, configuration: configuration)
            var count = 0
            while case let skipped = await frontier.skipsAtEnd(), !skipped.isEmpty { count += skipped.count }
            return count
        }

        func frontier(
            policy: FrontierPolicy, scope: Scope, robotsAgent: String, visitTime: Duration, crawler number: UInt64,
            sink: JournalRecordSink, lastStep: UInt64, told: Set<UInt64>
        ) async throws -> any RunFrontier {
            var configuration = ClusterConfiguration()
            configuration.leaseTime = self.frontier.leaseTime
            configuration.visitTime = visitTime
            configuration.robotsAgent = robotsAgent
            configuration.crawler = Int64(bitPattern: number)
            configuration.toldAtEnd = told
            let frontier = try await ClusterFrontier(
                crawl: self.crawl, at: self.address, policy: policy, scope: scope, sink: sink, lastStep: lastStep,
                patience: self.frontier.patience, haste: self.haste, configuration: configuration)
            self.member = (SharedCrawlStatus.Crawler(id: number, name: Self.name), frontier)
            return frontier
        }

        nonisolated func heeding(_ stops: AsyncStream<Void>) -> AsyncStream<Void> {
            let haste = self.haste
            return AsyncStream {
                for await _ in stops {
                    haste.begin()
                    return ()
                }
                return nil
            }
        }

        func beat(_ figures: ProgressFigures) async -> CrawlCommand? {
            guard let frontier = self.member?.frontier else { return nil }
            let hand = await frontier.inHand
            self.member?.crawler.visits = figures.done
            self.member?.crawler.visitsPerSecond = figures.visitsPerSecond
            self.member?.crawler.leases = hand.hosts
            self.member?.crawler.inFlight = hand.visits
            self.member?.crawler.limiter = figures.gauges.limiter?.limiter
            guard let crawler = self.member?.crawler else { return nil }
            // Servers that are gone are the frontier's business.
            guard let order = try? await self.hasty.beat(crawler), order != self.order else { return nil }
            self.order = order
            switch order {
            case .run: return .resume
            case .pause: return .pause
            case .stop: return .stop
            }
        }

        func left() async {
            guard var crawler = self.member?.crawler else { return }
            crawler.hasEnded = true
            _ = try? await self.hasty.beat(crawler)
        }

        /// The machine and the process.
        private static var name: String {
            var bytes = [CChar](repeating: 0, count: 256)
            let isNamed = gethostname(&bytes, bytes.count - 1) == 0
            let host =
                isNamed ? String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
            return "\(host.isEmpty ? "?" : host):\(getpid())"
        }
    }
#endif
