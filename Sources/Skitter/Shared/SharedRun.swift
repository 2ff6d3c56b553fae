internal import SkitterCore
internal import SkitterStore

#if Cluster
    internal import SkitterCluster
#endif

/// One run of a crawler on a shared frontier: what a run needs of the crawl besides the frontier itself.
protocol SharedRun: Sendable {
    /// The crawl's name.
    var crawl: String { get }
    /// The key of the crawl's fingerprints, by which it is known too.
    var hashSeed: UInt64 { get }
    /// Whether the crawl's crawlers were told to pause when this run joined them.
    var beginsPaused: Bool { get }

    /// What all crawlers must agree on: the first of them sets it. Returns what holds.
    func adopt(_ settings: [String: String]) async throws -> [String: String]

    /// Records what an earlier run in this directory visited, where it counts. Returns of how many visits how many do; nil where
    /// nothing was open.
    func settle(_ sink: JournalRecordSink) async throws -> (counted: Int, held: Int)?

    /// Records what this crawler began to tell at the crawl's end; returns how many URLs.
    func tellRest(
        crawler number: UInt64, depthLimit: Int?, sink: JournalRecordSink, lastStep: UInt64, told: Set<UInt64>
    ) async throws -> Int

    /// The frontier, for a crawler that is `number`, and records to `sink` behind `lastStep`. `told` are URLs behind a limit that it has
    /// recorded.
    func frontier(
        policy: FrontierPolicy, scope: Scope, robotsAgent: String, visitTime: Duration, crawler number: UInt64,
        sink: JournalRecordSink, lastStep: UInt64, told: Set<UInt64>
    ) async throws -> any RunFrontier

    /// Requests to stop, as they come: from the first on servers that are gone are not waited for.
    func heeding(_ stops: AsyncStream<Void>) -> AsyncStream<Void>

    /// Tells the others of this crawler; returns what the user tells it.
    func beat(_ figures: ProgressFigures) async -> CrawlCommand?

    /// Tells the others that this crawler's run has ended, however it did.
    func left() async
}

enum SharedRuns {
    /// Opens the crawl at the servers, which must be there. One whose crawlers are told to stop is refused, but where it is opened
    /// `evenIfStopped`.
    static func open(_ frontier: CrawlConfiguration.SharedFrontier, evenIfStopped: Bool = false) async throws
        -> any SharedRun
    {
        #if Cluster
            return try await ClusterRun(frontier, evenIfStopped: evenIfStopped)
        #else
            throw CrawlError.noCluster
        #endif
    }
}

extension CrawlError {
    /// What the servers of a shared frontier did; nil where `error` is of something else.
    init?(sharing error: any Error) {
        #if Cluster
            guard let error = error as? ClusterError else { return nil }
            self.init(error)
        #else
            return nil
        #endif
    }

    /// A program without the trait `Cluster`.
    static var noCluster: CrawlError {
        CrawlError(
            cause: .usage,
            message: "this skitter was built without shared frontiers: build one that has them with `make cluster`")
    }
}
