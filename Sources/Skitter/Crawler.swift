package import SkitterCore

internal import SkitterArchive
internal import SkitterEngine

/// A crawl from seeds: the configuration goes in, events come out while it runs
/// (``run(seeds:control:viewer:isolation:_:)-([String],_,_,_,_)``), and everything visited is recorded in its directory when it returns.
///
/// ```swift
/// var configuration = CrawlConfiguration()
/// configuration.directory = "example"
/// let report = try await Crawler(configuration).run(seeds: ["https://example.org/"])
/// ```
public struct Crawler: Sendable {
    private(set) var configuration: CrawlConfiguration

    private(set) var parts: CrawlParts

    /// A crawler, with `parts` that the program brings itself; throws what does not hold in `configuration`.
    public init(
        _ configuration: CrawlConfiguration = CrawlConfiguration(), parts: CrawlParts = CrawlParts()
    ) throws(ConfigurationError) {
        try configuration.validate()
        guard parts.session == nil || !configuration.state.archives else {
            throw ConfigurationError("--warc needs --transport curl: of another session's bytes nobody can be sure")
        }
        guard parts.recordSink == nil || configuration.directory.isEmpty else {
            throw ConfigurationError(
                "a crawl is recorded in its directory or by a record sink of one's own: name one of them")
        }
        self.configuration = configuration
        self.parts = parts
    }

    /// Crawls until nothing is left, a budget is spent, or `stops` yields: once to let what is in flight finish, twice to
    /// end at once. Cancelling the task ends at once too.
    ///
    /// For the command, which tells its user more of a run than a program wants to hear.
    ///
    /// - Parameters:
    ///   - seeds: none for a crawl that is resumed: it keeps its own.
    ///   - control: steers the run.
    ///   - viewer: watches it.
    ///   - consumer: is handed each record once it is durable; a resumed crawl hands over first what the runs before could not.
    ///   - started: called once the directory is ready, before anything is sent, with who will fetch.
    ///   - restored: called once a resumed crawl stands where it was left, with what it found.
    ///   - progress: called once a second with the figures so far, and once at the end.
    /// - Throws: ``CrawlError`` where the directory cannot be prepared or written.
    package func run(
        seeds: [CrawlURL], stops: AsyncStream<Void>, control: CrawlControl? = nil,
        viewer: (any CrawlViewer)? = nil, consumer: (any RecordConsumer)? = nil,
        started: (TransportChoice) -> Void = { _ in },
        restored: (RestoredFigures) -> Void = { _ in },
        progress: @escaping @Sendable (ProgressFigures) -> Void = { _ in }
    ) async throws(CrawlError) -> CrawlReport {
        do {
            if self.configuration.directory.isEmpty {
                return try await self.intoNothing { crawler in
                    try await crawler.run(
                        seeds: seeds, stops: stops, control: control, viewer: viewer, consumer: consumer,
                        started: started, restored: restored, progress: progress)
                }
            }
            let state = self.configuration.state
            let replayed = try CrawlExchanges.replayed(self.configuration)
            let plan = try Transport.Plan(self.configuration, replayed?.parts(self.parts) ?? self.parts)
            guard consumer == nil || state.sharedFrontier == nil else {
                throw ConfigurationError(
                    "--jsonl, events and consumers cannot be used with --frontier: read the records of each crawler's directory"
                )
            }
            // Before there is a directory: a crawl that is not there leaves none.
            let shared: (any SharedRun)? =
                if let frontier = state.sharedFrontier { try await SharedRuns.open(frontier) } else { nil }
            let earlier = try state.earlierDirectory.map { try EarlierBasis($0, for: self.configuration) }
            let directory =
                state.resumes
                ? try CrawlDirectory(resuming: self.configuration.directory)
                : try CrawlDirectory(
                    preparing: self.configuration.directory, overwrite: self.configuration.overwrites)
            if let record = state.recordsInto, directory.isSame(as: record) {
                throw ConfigurationError("--record needs another directory than -o")
            }
            let unfinished = state.resumes ? try UnfinishedCrawl(in: directory.path) : nil
            let exchanges = try replayed ?? CrawlExchanges(self.configuration, unfinished: unfinished)
            var crawler = self
            crawler.parts = exchanges.parts(self.parts)
            let isOwn = replayed == nil && self.parts.session != nil
            let choice = isOwn ? .own : TransportChoice(self.configuration)
            return try await Transport.running(
                plan, crawler.parts,
                concurrency: self.configuration.http.concurrency,
                elapsed: unfinished?.elapsed ?? .zero
            ) { transport in
                let run = CrawlRun(
                    crawler: crawler, directory: directory, unfinished: unfinished, earlier: earlier,
                    shared: shared, exchanges: exchanges, transport: transport, choice: choice)
                let report: CrawlReport
                do {
                    report = try await run.run(
                        seeds: seeds, stops: stops, control: control, viewer: viewer, consumer: consumer,
                        started: started, restored: restored, progress: progress)
                } catch {
                    await shared?.left()
                    throw error
                }
                await shared?.left()
                return report
            }
        } catch {
            throw CrawlError(of: error)
        }
    }

    /// A crawl of which nothing is kept. It has a directory while it runs, since its frontier may need more room than memory has;
    /// without a journal, since nothing could be resumed.
    private func intoNothing(_ run: (Crawler) async throws -> CrawlReport) async throws -> CrawlReport {
        guard !self.configuration.state.archives, self.configuration.state.sharedFrontier == nil else {
            throw ConfigurationError("--warc and --frontier need a directory: without one nothing is kept")
        }
        var crawler = self
        crawler.configuration.directory = try CrawlDirectory.makeTemporary()
        crawler.configuration.state.keepsJournal = false
        defer { CrawlDirectory.removeTemporary(crawler.configuration.directory) }
        return try await run(crawler)
    }

    /// Takes user names and passwords out of the seeds, so that no record ever holds one.
    func takeCredentials(
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
}
