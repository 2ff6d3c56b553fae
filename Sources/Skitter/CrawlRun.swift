internal import SkitterArchive
internal import SkitterCore
internal import SkitterEngine
internal import SkitterStore

/// One run of a crawl in its directory: from where it stands to an end of its own.
struct CrawlRun {
    let crawler: Crawler
    let directory: CrawlDirectory
    /// The crawl that goes on; nil for one that begins.
    let unfinished: UnfinishedCrawl?
    /// The crawl of which servers are asked what has changed since; nil where they are not.
    let earlier: EarlierBasis?
    /// The crawl that this run shares with others; nil where it has a frontier of its own.
    let shared: (any SharedRun)?
    /// The recording that is made, or that answers.
    let exchanges: CrawlExchanges
    let transport: Transport
    let choice: TransportChoice

    private var configuration: CrawlConfiguration { self.crawler.configuration }
    private var clock: CrawlClock { self.transport.clock }

    func run(
        seeds: [CrawlURL], stops: AsyncStream<Void>, control: CrawlControl?, viewer: (any CrawlViewer)?,
        consumer: (any RecordConsumer)?,
        started: (TransportChoice) -> Void,
        restored: (RestoredFigures) -> Void,
        progress: @escaping @Sendable (ProgressFigures) -> Void
    ) async throws -> CrawlReport {
        var credentials = OriginCredentials()
        let (seeds, sitemaps) = try self.crawler.takeCredentials(from: try self.named(seeds), into: &credentials)
        let hashSeed = try self.hashSeed()
        var manifest = self.crawler.manifest(
            seeds: seeds, transport: self.choice, hashSeed: hashSeed, at: self.clock.wallMicroseconds(at: .start))
        manifest.arguments = self.configuration.state.arguments
        let member = try await self.joinShared(&manifest)
        if let unfinished {
            try unfinished.check(manifest.options)
            manifest.goesOn(from: unfinished, at: self.clock.wallMicroseconds(at: self.clock.now))
        }
        // Without its manifest a new directory is nobody's; that of an older crawl stays until this one can go on.
        if self.unfinished == nil { try manifest.write(to: self.directory) }
        let record = try self.record(hashSeed: hashSeed)
        let timeSeries = TimeSeriesRecorder(file: try TimeSeriesFile(directory: self.directory), record: record)
        let wiring = EngineWiring(
            crawler: self.crawler, hashSeed: hashSeed, credentials: credentials,
            memory: FrontierMemory(
                store: SpillFile(directory: self.directory.path),
                budget: self.configuration.budgets.frontierMemoryBytes))
        let start = try await self.start(seeds: seeds, sitemaps: sitemaps, wiring: wiring, record, member)
        started(self.choice)
        if let figures = start.figures { restored(figures) }
        if self.unfinished != nil { try manifest.write(to: self.directory) }
        let control = control ?? CrawlControl()
        if case .recorded(let recorder) = self.exchanges { recorder.whenFailed { control.send(.stop) } }
        let handler = self.crawler.parts.pageHandler.map { HandlerGuard($0, control: control) }
        let engine = try wiring.engine(
            start, earlier: try self.earlier?.visits(wiring: wiring, options: manifest.options), sink: record.sink,
            consumption: try await self.consumption(consumer, record), handler: handler, transport: self.transport)
        let heap = HeapKeeper(limit: self.configuration.budgets.maxMemoryBytes)
        let result = try await withTaskExecutorPreference(self.transport.executor) {
            try await engine.run(
                seeds: start.seeds, stops: self.shared?.heeding(stops) ?? stops, commands: control.commands,
                beginsPaused: self.shared?.beginsPaused ?? false
            ) { figures in
                var figures = figures
                figures.gauges.residentBytes = await heap.residentBytes()
                progress(figures)
                await timeSeries.add(
                    figures, at: self.clock.wallMicroseconds(at: CrawlInstant(sinceStart: figures.elapsed)))
                if let command = await self.shared?.beat(figures) { control.send(command) }
                guard let viewer, viewer.wantsView else { return }
                viewer.show(await engine.view(hostLimit: CrawlRun.waitingHosts, figures))
            }
        }
        if let error = await timeSeries.error { throw error }
        if let error = handler?.error { throw CrawlError(handler: error) }
        if case .recorded(let recorder) = self.exchanges { try await recorder.finish() }
        var report = CrawlReport(result, failOn: self.configuration.failOn)
        if let failure = await self.earlier?.crawl.failure {
            report.remarks = ["some pages were fetched whether they had changed or not: \(failure)"]
        }
        report.remarks += self.exchanges.remarks(on: result.stats)
        viewer?.show(CrawlView(figures: await timeSeries.last, snapshot: result.stats, ending: report.ending))
        if self.configuration.state.archives, report.ending.isFinished { try self.writeArchiveIndex() }
        try Summary(ending: report.ending, snapshot: result.stats).write(to: self.directory)
        manifest.finishedMicroseconds = self.clock.wallMicroseconds(at: self.clock.now)
        manifest.ending = report.ending
        try manifest.write(to: self.directory)
        // Who asks to stop twice waits half a second at most.
        try HTMLReportFile.write(
            to: self.directory, result.stats, manifest,
            readingTime: result.end == .signal ? .milliseconds(200) : .seconds(3))
        // Last: a crawl that is killed before this can be resumed, and then ends again.
        try await record.close(report.ending)
        return report
    }

    /// Hosts that only wait and are shown to a viewer.
    private static let waitingHosts = 20

    /// Where the run writes, brought to what is committed.
    private func record(hashSeed: UInt64) throws -> CrawlRecord {
        if let sink = self.crawler.parts.recordSink { return .own(sink) }
        let state = self.configuration.state
        guard state.keepsJournal else { return .files(try JSONLRecordSink(directory: self.directory)) }
        var options = JournalOptions(runStartedMicroseconds: self.clock.wallMicroseconds(at: .start))
        options.durability = state.durability == .power ? .power : .process
        if state.archives { options.archive = self.archiveConfiguration }
        if self.unfinished?.hasJournal == true {
            return .journal(try JournalRecordSink(resumingIn: self.directory.path, options: options))
        }
        let meta = JournalMeta(
            hashSeed: hashSeed, startedMicroseconds: self.clock.wallMicroseconds(at: .start),
            programVersion: SkitterVersion.current)
        return .journal(try JournalRecordSink(creatingIn: self.directory.path, meta: meta, options: options))
    }

    private var archiveConfiguration: WARCConfiguration {
        var configuration = WARCConfiguration()
        configuration.fileLimitBytes = self.configuration.state.archiveFileBytes
        configuration.information = [
            ("software", "skitter/\(SkitterVersion.current)"), ("format", "WARC File Format 1.1"),
            ("robots", self.configuration.politeness.obeysRobots ? "obey" : "ignore"),
            ("http-header-user-agent", self.configuration.http.userAgent),
        ]
        return configuration
    }

    /// The index of the WARC files is made when all of them are there.
    private func writeArchiveIndex() throws {
        let folder = self.directory.path + "/warc"
        let paths = try WARCFiles.names(in: folder).map { folder + "/" + $0 }
        _ = try CDXJIndexer.write(paths, to: CrawlFile.archiveIndex.path(in: self.directory.path))
    }

    /// What the runs before have recorded and could not hand over comes first.
    private func consumption(_ consumer: (any RecordConsumer)?, _ record: CrawlRecord) async throws -> Consumption? {
        guard let consumer else { return nil }
        guard self.unfinished?.hasJournal == true else {
            await record.sink.consumed(upTo: 0)
            return Consumption(consumer)
        }
        let reader = try JournalReader(directory: self.directory.path)
        let taken = reader.position.consumed ?? reader.position.step
        await record.sink.consumed(upTo: taken)
        return Consumption(consumer, taken: taken) { try reader.entries(behind: $0, limit: 1000) }
    }

    /// The seeds: those of the crawl that goes on, or `given` for one that begins.
    private func named(_ given: [CrawlURL]) throws -> [CrawlURL] {
        guard let unfinished else { return given }
        if let seed = given.first {
            let text = seed.withoutCredentials().href
            throw ConfigurationError("a resumed crawl keeps its seeds: leave out '\(text)'")
        }
        return try unfinished.manifest.seeds.map { try CrawlURL($0) }
    }

    private func start(
        seeds: [CrawlURL], sitemaps: [CrawlURL], wiring: EngineWiring, _ record: CrawlRecord, _ member: UInt64?
    ) async throws -> RunStart {
        let scope = try wiring.scope(seeds: seeds + sitemaps)
        let all = seeds.map { Seed(url: $0) } + sitemaps.map { Seed(url: $0, source: .sitemapFile) }
        if let member, case .journal(let sink) = record {
            return try await self.startShared(member, scope: scope, seeds: all, wiring: wiring, sink: sink)
        }
        let restoration = try self.unfinished.map { _ in
            try Restoration(directory: self.directory.path, clock: self.clock)
        }
        guard let unfinished, let restoration, restoration.hasSteps else {
            // It begins, or was killed before its first step.
            return RunStart(scope: scope, seeds: all)
        }
        let (restored, figures) = try restoration.run(
            wiring.engineConfiguration, scope: scope, robotsAgent: self.configuration.http.robotsAgent,
            elapsed: unfinished.elapsed)
        return RunStart(scope: scope, frontier: .own(restored), figures: figures)
    }
}

extension Manifest {
    /// This run goes on with `unfinished`: what that says of the crawl's beginning stays.
    fileprivate mutating func goesOn(from unfinished: UnfinishedCrawl, at now: Int64) {
        let before = unfinished.manifest
        self.startedMicroseconds = before.startedMicroseconds
        self.seeds = before.seeds
        let elapsed = unfinished.elapsed.wholeNanoseconds / 1000
        self.runs = before.runs + [Run(startedMicroseconds: now, elapsedMicroseconds: elapsed)]
    }
}
