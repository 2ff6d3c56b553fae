internal import SkitterCore

/// The loop of a run: as many visits in flight as allowed, each a child task; one place where visits come back.
struct RunLoop: Sendable {
    let configuration: EngineConfiguration
    let frontier: any FrontierBackend
    let stats: StatsStore
    let board: PlaceBoard
    let services: VisitServices
    let pool: SessionPool
    let resolver: any Resolver
    let clock: CrawlClock
    /// Where visits come back.
    let desk = VisitDesk()

    init(
        configuration: EngineConfiguration, frontier: any FrontierBackend, stats: StatsStore, board: PlaceBoard,
        services: VisitServices,
        pool: SessionPool, resolver: any Resolver, clock: CrawlClock
    ) {
        self.configuration = configuration
        self.frontier = frontier
        self.stats = stats
        self.board = board
        self.services = services
        self.pool = pool
        self.resolver = resolver
        self.clock = clock
    }

    /// Returns when the run has ended, nothing is in flight, and `close` has returned. That is called once the end is certain, and
    /// is cancelled where the user does not want to wait for it. `departure` returns true when nobody wants the records any
    /// longer, false when the run is over before.
    func run(
        stops: AsyncStream<Void>, commands: AsyncStream<CrawlCommand>, beginsPaused: Bool,
        departure: (@Sendable () async -> Bool)?,
        close: @escaping @Sendable (RunEnd) async -> Void
    ) async -> RunEnd {
        await withTaskGroup(of: Event.self) { group in
            var lifecycle = CrawlLifecycle()
            var underWay = UnderWay(places: self.board.places)
            if beginsPaused { lifecycle.paused() }
            self.board.isPaused = lifecycle.isPaused
            self.listen(to: stops, in: &group)
            self.listen(to: commands, in: &group)
            // A resumed crawl may have been killed amid it.
            self.carryOutParking(in: &group, &underWay)
            if let limit = self.configuration.maxTime {
                group.addTask { await self.sleep(until: CrawlInstant(sinceStart: limit), then: .timeIsUp) }
            }
            if let departure { group.addTask { await departure() ? .consumerLeft : .nobodyAsks } }
            while true {
                if Task.isCancelled, lifecycle.stopRequested() == .drain { _ = lifecycle.stopRequested() }
                if lifecycle.isLeasing { await self.lease(in: &group, &underWay, &lifecycle) }
                await self.finishReturned(in: &group, &underWay, &lifecycle)
                if let end = lifecycle.end, underWay.isIdle {
                    if underWay.isClosed {
                        group.cancelAll()
                        return end
                    }
                    if !underWay.isClosing {
                        underWay.isClosing = true
                        group.addTask {
                            await close(end)
                            return .closed
                        }
                    }
                }
                self.board.free(
                    underWay.places.count, lookUps: underWay.lookUps,
                    reason: self.limiter(lifecycle, underWay), at: self.clock.now)
                let event = await self.nextEvent(of: &group, &underWay)
                await self.handle(event, stops: stops, commands: commands, in: &group, &underWay, &lifecycle)
            }
        }
    }

    private func nextEvent(of group: inout TaskGroup<Event>, _ underWay: inout UnderWay) async -> Event {
        if !underWay.events.isEmpty { return underWay.events.removeFirst() }
        guard let event = await group.next() else { preconditionFailure("a run waits for something") }
        return event
    }

    /// Ends what is in flight. What is being finished is not cut off: it would be asked for again.
    private func cancel(_ group: inout TaskGroup<Event>, _ underWay: inout UnderWay) async {
        while underWay.finishing > 0, let event = await group.next() {
            if case .finished = event { underWay.finishing = 0 }
            underWay.events.append(event)
        }
        group.cancelAll()
    }

    private func handle(
        _ event: Event, stops: AsyncStream<Void>, commands: AsyncStream<CrawlCommand>,
        in group: inout TaskGroup<Event>, _ underWay: inout UnderWay, _ lifecycle: inout CrawlLifecycle
    ) async {
        switch event {
        case .visited:
            await self.visitsCameBack(in: &group, &underWay, &lifecycle)
        case .gathered:
            underWay.gathering = .over
        case .finished(let failure):
            underWay.finishing = 0
            if let failure { lifecycle.endReached(.frontierFailed(failure)) }
        case .resolved(let answer):
            underWay.lookUps -= 1
            do {
                try await self.frontier.resolved([answer], at: self.clock.now)
            } catch {
                lifecycle.endReached(.frontierFailed("\(error)"))
            }
        case .woke(let instant):
            if instant == underWay.timer { underWay.timer = .distantFuture }
        case .roomToLease:
            underWay.isWaitingForRoom = false
        case .parked(let failure):
            underWay.isParking = false
            if let failure { lifecycle.endReached(.frontierFailed(failure)) }
            if underWay.isParkingAgain { self.carryOutParking(in: &group, &underWay) }
        case .stopRequested:
            await self.obey(lifecycle.stopRequested(), in: &group, &underWay)
            self.listen(to: stops, in: &group)
        case .command(let command):
            await self.obey(command, in: &group, &underWay, &lifecycle)
            self.listen(to: commands, in: &group)
        case .timeIsUp:
            lifecycle.endReached(.timeBudget)
            self.startGrace(in: &group)
        case .consumerLeft:
            lifecycle.endReached(.consumerLeft)
            self.startGrace(in: &group)
        case .closed:
            underWay.isClosed = true
        case .graceIsOver:
            if lifecycle.graceEnded() { await self.cancel(&group, &underWay) }
        case .nobodyAsks:
            break
        }
    }

    private func obey(
        _ action: CrawlLifecycle.StopAction, in group: inout TaskGroup<Event>, _ underWay: inout UnderWay
    ) async {
        switch action {
        case .drain: self.startGrace(in: &group)
        case .cancel: await self.cancel(&group, &underWay)
        case .none: break
        }
    }

    /// Visits in flight get half of the stop time to finish; cancelling and writing need little of the rest.
    private func startGrace(in group: inout TaskGroup<Event>) {
        let over = self.clock.now.advanced(by: self.configuration.stopTimeout / 2)
        group.addTask { await self.sleep(until: over, then: .graceIsOver) }
    }

    /// The next request to stop becomes an event.
    private func listen(to stops: AsyncStream<Void>, in group: inout TaskGroup<Event>) {
        group.addTask {
            for await _ in stops { return .stopRequested }
            return .nobodyAsks
        }
    }

    /// The next command becomes an event.
    private func listen(to commands: AsyncStream<CrawlCommand>, in group: inout TaskGroup<Event>) {
        group.addTask {
            for await command in commands { return .command(command) }
            return .nobodyAsks
        }
    }

    /// What the user parked is carried out step by step, while the run goes on.
    private func carryOutParking(in group: inout TaskGroup<Event>, _ underWay: inout UnderWay) {
        underWay.isParkingAgain = underWay.isParking
        guard !underWay.isParking else { return }
        underWay.isParking = true
        group.addTask {
            do {
                while !Task.isCancelled, try await self.frontier.carryOutParking(at: self.clock.now) {
                    await Task.yield()
                }
                return .parked(failure: nil)
            } catch {
                return .parked(failure: "\(error)")
            }
        }
    }

    private func obey(
        _ command: CrawlCommand, in group: inout TaskGroup<Event>, _ underWay: inout UnderWay,
        _ lifecycle: inout CrawlLifecycle
    ) async {
        switch command {
        case .park(let parking):
            do {
                try await self.frontier.park(parking, at: self.clock.now)
                self.carryOutParking(in: &group, &underWay)
            } catch {
                lifecycle.endReached(.frontierFailed("\(error)"))
            }
        case .pause: lifecycle.paused()
        case .resume: lifecycle.resumed()
        case .stop: await self.obey(lifecycle.stopRequested(), in: &group, &underWay)
        }
        self.board.isPaused = lifecycle.isPaused
    }

    /// Why places are free.
    private func limiter(_ lifecycle: CrawlLifecycle, _ underWay: UnderWay) -> Limiter? {
        if let end = lifecycle.end { return end.limiter }
        return lifecycle.isPaused ? .paused : underWay.limit
    }

    /// `event` at `instant`, or at once when the run is over.
    func sleep(until instant: CrawlInstant, then event: Event) async -> Event {
        try? await self.clock.sleep(until: instant)
        return event
    }
}
