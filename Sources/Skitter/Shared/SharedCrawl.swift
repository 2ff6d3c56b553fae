public import SkitterCore

#if Cluster
    internal import SkitterCluster
#endif

/// A crawl on which many crawlers work, seen from outside: made, looked at, told what to do, dropped.
///
/// Needs a program with the package trait `Cluster`; without it the initialiser throws.
public struct SharedCrawl: Sendable {
    private let name: String
    #if Cluster
        private let tables: CrawlTables
    #endif

    /// The crawl that `frontier` names; nothing is asked of its servers yet.
    public init(_ frontier: CrawlConfiguration.SharedFrontier) throws(CrawlError) {
        self.name = frontier.crawl
        #if Cluster
            do throws(ClusterError) {
                self.tables = try CrawlTables(
                    frontier.crawl, at: try ServerAddress(frontier.address), patience: frontier.patience)
            } catch {
                throw CrawlError(error)
            }
        #else
            throw CrawlError.noCluster
        #endif
    }

    /// Makes its tables: `shards` parts that as many servers can share. nil for the standard number. A crawl keeps its number.
    public func create(shards: Int? = nil) async throws(CrawlError) {
        guard (1...1024).contains(shards ?? 1) else {
            throw CrawlError(cause: .usage, message: "--shards must lie between 1 and 1024")
        }
        #if Cluster
            try await self.asked { () async throws(ClusterError) in
                try await self.tables.create(
                    CrawlTables.Facts(
                        shards: shards ?? CrawlTables.standardShards, hashSeed: .random(in: 1...(.max))))
            }
        #else
            throw CrawlError.noCluster
        #endif
    }

    /// Where it stands.
    public func status() async throws(CrawlError) -> SharedCrawlStatus {
        #if Cluster
            return try await self.asked { () async throws(ClusterError) in
                _ = try await self.tables.facts()
                return try await self.tables.status()
            }
        #else
            throw CrawlError.noCluster
        #endif
    }

    /// Tells its crawlers what to do from now on, those too that begin later.
    public func tell(_ order: SharedCrawlStatus.Order) async throws(CrawlError) {
        #if Cluster
            try await self.asked { () async throws(ClusterError) in
                _ = try await self.tables.facts()
                try await self.tables.tell(order)
            }
        #else
            throw CrawlError.noCluster
        #endif
    }

    /// Deletes its tables. Directories of crawlers stay. While crawlers are alive it is refused, unless it `isForced`.
    public func drop(isForced: Bool = false) async throws(CrawlError) {
        #if Cluster
            if !isForced {
                let alive = try await self.status().crawlers.filter(\.isAlive)
                guard alive.isEmpty else {
                    throw CrawlError(
                        cause: .usage,
                        message:
                            "\(alive.count) crawlers are at work on \"\(self.name)\": stop them first, or drop it with --force"
                    )
                }
            }
            try await self.asked { () async throws(ClusterError) in try await self.tables.drop() }
        #else
            throw CrawlError.noCluster
        #endif
    }

    /// How it began: the command line's words and the seeds of its first crawler, which the others repeat. nil before that.
    public func beginning() async throws(CrawlError) -> (arguments: [String], seeds: [String])? {
        #if Cluster
            let settings = try await self.asked { () async throws(ClusterError) in
                _ = try await self.tables.facts()
                return try await self.tables.settings()
            }
            return SharedSettings.beginning(of: settings)
        #else
            throw CrawlError.noCluster
        #endif
    }

    #if Cluster
        private func asked<Answer>(_ body: () async throws(ClusterError) -> Answer) async throws(CrawlError) -> Answer {
            do throws(ClusterError) { return try await body() } catch { throw CrawlError(error) }
        }
    #endif
}

#if Cluster
    extension CrawlError {
        init(_ error: ClusterError) {
            let isUsage = [.badAddress, .badName, .noCrawl, .crawlExists, .otherVersion].contains(error.code)
            var message = error.description
            if error.code == .noCrawl { message += ": `skitter cluster create` makes it" }
            self.init(cause: isUsage ? .usage : .frontierUnreachable, message: message)
        }
    }
#endif
