public import SkitterCore

internal import SkitterArchive
internal import SkitterEngine

/// A crawl from seeds into a directory: the configuration goes in, figures come out while it runs, and everything visited
/// is recorded when it returns.
///
/// ```swift
/// var configuration = CrawlConfiguration()
/// configuration.directory = "example"
/// var seeds = URLList()
/// seeds.add("https://example.org/")
/// let report = try await Crawler(configuration).run(seeds: seeds.urls)
/// ```
public struct Crawler: Sendable {
    let configuration: CrawlConfiguration

    /// A crawler; throws what does not hold in `configuration`.
    public init(_ configuration: CrawlConfiguration) throws(ConfigurationError) {
        try configuration.validate()
        self.configuration = configuration
    }

    /// Crawls until nothing is left, a budget is spent, or `stops` yields: once to let what is in flight finish, twice to
    /// end at once. Cancelling the task ends at once too.
    ///
    /// - Parameters:
    ///   - started: called once the directory is ready, before anything is sent, with who will fetch.
    ///   - progress: called once a second with the figures so far, and once at the end.
    /// - Throws: ``CrawlError`` where the directory cannot be prepared or written.
    public func run(
        seeds: [CrawlURL], stops: AsyncStream<Void> = AsyncStream { _ in },
        started: (TransportChoice) -> Void = { _ in },
        progress: @escaping @Sendable (ProgressFigures) -> Void = { _ in }
    ) async throws(CrawlError) -> CrawlReport {
        do {
            let plan = try Transport.Plan(self.configuration)
            let directory = try CrawlDirectory(
                preparing: self.configuration.directory, overwrite: self.configuration.overwrites)
            let choice = TransportChoice(self.configuration.http.transport)
            started(choice)
            return try await Transport.running(plan, concurrency: self.configuration.http.concurrency) { transport in
                try await self.crawl(
                    seeds: seeds, into: directory, through: transport, choice, stops: stops, progress: progress)
            }
        } catch let error as ArchiveError {
            throw CrawlError(error)
        } catch let error as ConfigurationError {
            throw CrawlError(cause: .usage, message: error.description)
        } catch {
            throw CrawlError(cause: .unexpected, message: "\(error)")
        }
    }

    /// Takes user names and passwords out of the seeds, so that no record ever holds one.
    private func takeCredentials(
        from seeds: [CrawlURL], into credentials: inout OriginCredentials
    ) throws -> (seeds: [CrawlURL], sitemaps: [CrawlURL]) {
        let http = self.configuration.http
        do {
            let seeds = try seeds.map { try credentials.seedTaken($0) }
            let sitemaps = try self.configuration.reach.sitemaps.map { try credentials.seedTaken($0) }
            if let words = http.userPassword {
                credentials.bind(try BasicCredentials(userPassword: words), to: seeds + sitemaps)
            }
            if let netrc = http.netrc { try credentials.bind(try Netrc(netrc), to: seeds + sitemaps) }
            return (seeds, sitemaps)
        } catch let error as CredentialsError {
            throw ConfigurationError("credentials: \(error)")
        }
    }

    private func crawl(
        seeds: [CrawlURL], into directory: CrawlDirectory, through transport: Transport, _ choice: TransportChoice,
        stops: AsyncStream<Void>,
        progress: @escaping @Sendable (ProgressFigures) -> Void
    ) async throws -> CrawlReport {
        var credentials = OriginCredentials()
        let (seeds, sitemaps) = try self.takeCredentials(from: seeds, into: &credentials)
        let clock = transport.clock
        let hashSeed = UInt64.random(in: 1...(.max))
        var manifest = self.manifest(
            seeds: seeds, transport: choice, hashSeed: hashSeed, at: clock.wallMicroseconds(at: .start))
        try manifest.write(to: directory)
        let timeSeries = TimeSeriesRecorder(file: try TimeSeriesFile(directory: directory))
        let engine = try self.engine(
            seeds: seeds + sitemaps, directory: directory, hashSeed: hashSeed, clock: clock,
            credentials: credentials, sessions: transport.pool)
        let all = seeds.map { Seed(url: $0) } + sitemaps.map { Seed(url: $0, source: .sitemapFile) }
        let result = try await withTaskExecutorPreference(transport.executor) {
            try await engine.run(seeds: all, stops: stops) { figures in
                var figures = figures
                figures.gauges.residentBytes = ResidentMemory.bytes()
                progress(figures)
                await timeSeries.add(figures)
            }
        }
        if let error = await timeSeries.error { throw error }
        let report = CrawlReport(result, failOn: self.configuration.failOn)
        try Summary(ending: report.ending, snapshot: result.stats).write(to: directory)
        manifest.finishedMicroseconds = clock.wallMicroseconds(at: clock.now)
        manifest.ending = report.ending
        try manifest.write(to: directory)
        return report
    }
}
