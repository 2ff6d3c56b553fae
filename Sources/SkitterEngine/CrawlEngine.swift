package import SkitterCore

/// One run of a crawl: asks the frontier what to do, visits, hands back what came. The only place that waits for the whole
/// crawl. Every task is a child of ``run(seeds:stops:observer:)``.
package struct CrawlEngine: Sendable {
    private let configuration: EngineConfiguration
    private let frontier: any RunFrontier
    /// Carries the entries of a frontier of its own to the sink, and who takes them from there; nil where the frontier does it itself.
    private let writer: OutboxWriter?
    private let stats: StatsStore
    private let services: VisitServices
    private let pool: SessionPool
    private let resolver: any Resolver
    private let clock: CrawlClock
    private let board: PlaceBoard
    private let busyTime: @Sendable () -> BusyTime

    /// An engine for one run on a frontier of its own, which writes to `sink`. With `restored` it goes on where an earlier run of the
    /// crawl stood. `busyTime` tells how long the event loops of the sessions have been at work.
    package init(
        configuration: EngineConfiguration, scope: Scope, restored: RestoredCrawl? = nil, resolver: any Resolver,
        sink: any RecordSink, consumption: Consumption? = nil,
        extractor: any LinkExtractor, handler: (any PageHandler)? = nil, sitemaps: (any SitemapReader)? = nil,
        cookies: CookieJar? = nil, earlier: EarlierVisits? = nil,
        clock: CrawlClock = CrawlClock(),
        busyTime: @escaping @Sendable () -> BusyTime = { BusyTime() },
        sessions pool: SessionPool
    ) {
        let frontier =
            restored?.frontier
            ?? Frontier(
                policy: configuration.frontier, scope: scope, memory: configuration.memory,
                outboxCapacity: configuration.outboxCapacity)
        self.init(
            configuration: configuration, frontier: frontier, stats: restored?.stats, resolver: resolver,
            extractor: extractor, handler: handler, sitemaps: sitemaps, cookies: cookies, earlier: earlier,
            clock: clock, busyTime: busyTime, sessions: pool,
            writer: OutboxWriter(
                frontier: frontier, sink: sink, consumption: consumption, clock: clock,
                interval: configuration.commitInterval, groupSize: configuration.commitChanges))
    }

    /// An engine for one run on a frontier that others may work on too, and that writes what is visited itself. It counts on from
    /// `stats`.
    package init(
        configuration: EngineConfiguration, frontier: any RunFrontier, stats: CrawlStats? = nil,
        resolver: any Resolver,
        extractor: any LinkExtractor, handler: (any PageHandler)? = nil, sitemaps: (any SitemapReader)? = nil,
        cookies: CookieJar? = nil, earlier: EarlierVisits? = nil,
        clock: CrawlClock = CrawlClock(),
        busyTime: @escaping @Sendable () -> BusyTime = { BusyTime() },
        sessions pool: SessionPool
    ) {
        self.init(
            configuration: configuration, frontier: frontier, stats: stats, resolver: resolver, extractor: extractor,
            handler: handler, sitemaps: sitemaps, cookies: cookies, earlier: earlier, clock: clock, busyTime: busyTime,
            sessions: pool,
            writer: nil)
    }

    private init(
        configuration: EngineConfiguration, frontier: any RunFrontier, stats: CrawlStats?, resolver: any Resolver,
        extractor: any LinkExtractor, handler: (any PageHandler)?, sitemaps: (any SitemapReader)?,
        cookies: CookieJar?, earlier: EarlierVisits?,
        clock: CrawlClock, busyTime: @escaping @Sendable () -> BusyTime, sessions pool: SessionPool,
        writer: OutboxWriter?
    ) {
        self.configuration = configuration
        self.frontier = frontier
        self.writer = writer
        self.stats = StatsStore(stats ?? CrawlStats(startedMicroseconds: clock.wallMicroseconds(at: .start)))
        self.services = VisitServices(
            extractor: extractor, handler: handler, sitemaps: sitemaps, cookies: cookies.map { CookieStore(jar: $0) },
            earlier: earlier, resolver: resolver,
            clock: clock,
            configuration: configuration.visit)
        self.pool = pool
        self.resolver = resolver
        self.clock = clock
        self.board = PlaceBoard(places: configuration.frontier.concurrency, clock: clock)
        self.busyTime = busyTime
    }

    /// Crawls from `seeds` until nothing is left, a budget is spent, or `stops` yields: the first time politely, the second
    /// time at once; `commands` steer it, and where it `beginsPaused` nothing is asked for before one of them resumes it. Everything
    /// visited is in the sink when it returns; the sink stays open. Throws when it fails.
    package func run(
        seeds: [Seed], stops: AsyncStream<Void>,
        commands: AsyncStream<CrawlCommand> = AsyncStream { $0.finish() }, beginsPaused: Bool = false,
        observer: @escaping @Sendable (ProgressFigures) async -> Void
    ) async throws -> CrawlResult {
        if self.writer?.consumption?.taken != nil { await self.writer?.frontier.earlierEntriesFollow() }
        _ = try await self.frontier.add(seeds, at: self.clock.now)
        var end = try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                try await self.writer?.run()
                return .writer
            }
            group.addTask {
                await self.reportProgress(to: observer)
                return .progress
            }
            group.addTask { .run(await self.runLoop(stops: stops, commands: commands, beginsPaused: beginsPaused)) }
            return try await self.outcome(of: &group)
        }
        // Of a crawl that is finished nothing is handed over any more.
        if end == .finished, self.writer?.consumption != nil, let other = await self.writer?.frontier.endOfHandover {
            end = other
        }
        await observer(self.progress(stall: nil))
        let now = self.clock.now
        let counts = await self.frontier.figures(at: now)
        return CrawlResult(end: end, counts: counts, stats: await self.stats.snapshot(counts, at: now))
    }

    /// Returns when nothing is in flight, and all is written and handed over.
    private func runLoop(
        stops: AsyncStream<Void>, commands: AsyncStream<CrawlCommand>, beginsPaused: Bool
    ) async -> RunEnd {
        let loop = RunLoop(
            configuration: self.configuration, frontier: self.frontier, stats: self.stats, board: self.board,
            services: self.services, pool: self.pool, resolver: self.resolver, clock: self.clock)
        var departure: (@Sendable () async -> Bool)?
        if let writer = self.writer, let consumer = writer.consumption?.consumer {
            departure = { await CrawlEngine.departure(of: consumer, from: writer.frontier) }
        }
        return await loop.run(stops: stops, commands: commands, beginsPaused: beginsPaused, departure: departure) {
            end in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    if end == .finished { await self.skipWhatLiesBeyond() }
                    await self.frontier.runEnded(at: self.clock.now)
                }
                group.addTask {
                    // Ends when the task is cancelled, and not before: then nothing may wait for a consumer any longer.
                    for await _ in AsyncStream<Never>(Never.self, { _ in }) {}
                    await self.writer?.frontier.consumerGivenUp()
                }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Returns true when `consumer` leaves, be it while it is handed something or not; false when the run is over before.
    private static func departure(of consumer: any RecordConsumer, from frontier: Frontier) async -> Bool {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await consumer.departure()
                if !Task.isCancelled { await frontier.consumerLeft() }
            }
            let hasLeft = await frontier.departureOfConsumer()
            group.cancelAll()
            return hasLeft
        }
    }

    /// All figures of the run as of now, and hosts that only wait, `hostLimit` of each at the most. Linear in the hosts.
    package func view(hostLimit: Int, _ figures: ProgressFigures) async -> CrawlView {
        let now = self.clock.now
        let counts = await self.frontier.figures(at: now)
        let waiting = await self.frontier.waitingHosts(limit: hostLimit, at: now)
        let patterns = await self.frontier.waitingPatterns(limit: hostLimit)
        var figures = figures
        // Of one instant with the ledger beside them.
        figures.queued = counts.ledger.pending
        figures.gauges.inFlight = counts.ledger.leased
        figures.gauges.openHosts = counts.openHosts
        figures.gauges.isPaused = self.board.isPaused
        return CrawlView(
            figures: figures, snapshot: await self.stats.snapshot(counts, at: now), waiting: waiting, patterns: patterns
        )
    }

    /// How fast each host that is known may be asked at the most.
    package var hostPaces: [PlannedHost] {
        get async { await self.frontier.hostPaces }
    }

    /// As fast as it is written: there may be more of it than pages.
    private func skipWhatLiesBeyond() async {
        while case let skipped = await self.frontier.skipsAtEnd(), !skipped.isEmpty {
            await self.stats.skipped(skipped)
            try? await self.frontier.roomToLease()
        }
    }

    private enum Part: Sendable {
        case writer, progress
        case run(RunEnd)
    }

    /// Waits for the run to end and for its last record to be written; then the progress ends by cancellation.
    private func outcome(of group: inout ThrowingTaskGroup<Part, any Error>) async throws -> RunEnd {
        var end: RunEnd?
        var isWritten = false
        while end == nil || !isWritten, let part = try await group.next() {
            switch part {
            case .run(let cause): end = cause
            case .writer: isWritten = true
            case .progress: break
            }
        }
        group.cancelAll()
        return end ?? .signal
    }

    private func reportProgress(to observer: @Sendable (ProgressFigures) async -> Void) async {
        var next = self.clock.now
        var watchdog = Watchdog(patience: self.configuration.stallTime, at: next)
        _ = await self.progress(stall: nil)
        while true {
            next = next.advanced(by: self.configuration.progressInterval)
            do { try await self.clock.sleep(until: next) } catch { return }
            await observer(self.progress(stall: await self.stall(&watchdog)))
        }
    }

    private func progress(stall: Stall?) async -> ProgressFigures {
        let now = self.clock.now
        return await self.stats.progress(
            self.frontier.figures(at: now), limits: self.board.look(at: now).limits, busy: self.busyTime(),
            stall: stall,
            isPaused: self.board.isPaused, at: now)
    }

    /// What stands still, where the watchdog has just noticed.
    private func stall(_ watchdog: inout Watchdog) async -> Stall? {
        let now = self.clock.now
        let look = self.board.look(at: now)
        let backlog = await self.frontier.backlog
        let lookUps = await self.frontier.lookUps(limit: 1)
        let isUnderWay = look.oldest != nil || backlog.entries > 0 || !lookUps.isEmpty
        // Moves of visits, entries made, entries written: each only grows, so that their sum changes when any does.
        let moves = look.moves &+ backlog.lastStep &+ (backlog.lastStep &- UInt64(backlog.entries))
        guard case .tell(let since) = watchdog.looked(at: now, moves: moves, isUnderWay: isUnderWay) else { return nil }
        var stall = Stall(stage: .disk, subject: nil, since: since.sinceStart, length: since.duration(to: now))
        if let oldest = look.oldest {
            stall.stage = oldest.stage
            stall.subject = await self.frontier.subject(ofLease: oldest.lease)
        } else if let host = lookUps.first {
            stall.stage = .dns
            stall.subject = host
        }
        return stall
    }
}
