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
    private let desk = VisitDesk()

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

    /// What a child task of the loop came back with.
    private enum Event: Sendable {
        /// A visit ended; it lies on the desk.
        case visited
        /// What came back has waited for more for as long as it may.
        case gathered
        /// Visits are finished, or cannot be.
        case finished(failure: String?)
        case resolved(ResolvedHost)
        /// The instant for which a timer was set has come.
        case woke(CrawlInstant)
        case roomToLease
        /// What the user parked is carried out, or cannot be.
        case parked(failure: String?)
        case stopRequested
        case command(CrawlCommand)
        /// Nobody will stop or steer the run from there any more.
        case nobodyAsks
        case consumerLeft
        case timeIsUp
        case graceIsOver
        /// The run is closed.
        case closed
    }

    /// What the loop has under way.
    private struct UnderWay {
        var visits = 0
        /// Visits that came back and wait to be finished.
        var returned: [FinishedVisit] = []
        /// They wait for more to come back, or have done so.
        var isGathering = false
        var hasGathered = false
        /// As many are being finished beside the loop.
        var finishing = 0
        var lookUps = 0
        /// The earliest instant for which a timer runs.
        var timer: CrawlInstant = .distantFuture
        var isWaitingForRoom = false
        var isParking = false
        /// The user has decided something since that began.
        var isParkingAgain = false
        /// Nothing is in flight, and what is left is written.
        var isClosing = false
        var isClosed = false
        /// Why places are free, where any are.
        var limit: Limiter?
        /// The places that are free.
        var places: [VisitPlace]
        /// Events other than visits that came while the tasks of visits were awaited.
        var events: [Event] = []

        var isIdle: Bool {
            self.visits == 0 && self.lookUps == 0 && self.finishing == 0 && self.returned.isEmpty
        }
    }

    /// Returns when the run has ended, nothing is in flight, and `close` has returned. That is called once the end is certain, and
    /// is cancelled where the user does not want to wait for it. `departure` returns true when nobody wants the records any
    /// longer, false when the run is over before.
    func run(
        stops: AsyncStream<Void>, commands: AsyncStream<CrawlCommand>, departure: (@Sendable () async -> Bool)?,
        close: @escaping @Sendable (RunEnd) async -> Void
    ) async -> RunEnd {
        await withTaskGroup(of: Event.self) { group in
            var lifecycle = CrawlLifecycle()
            var underWay = UnderWay(places: self.board.places)
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

    /// Awaits the tasks of `count` visits that were taken from the desk together with another. Each has ended or is about to; one
    /// that nobody awaits keeps its memory as long as the group lives.
    private func awaitEnded(_ count: Int, of group: inout TaskGroup<Event>, _ underWay: inout UnderWay) async {
        var left = count
        underWay.events.removeAll { event in
            guard left > 0, case .visited = event else { return false }
            left -= 1
            return true
        }
        while left > 0, let event = await group.next() {
            if case .visited = event { left -= 1 } else { underWay.events.append(event) }
        }
    }

    /// Ends what is in flight. What is being finished is not cut off: it would be asked for again.
    private func cancel(_ group: inout TaskGroup<Event>, _ underWay: inout UnderWay) async {
        while underWay.finishing > 0, let event = await group.next() {
            if case .finished = event { underWay.finishing = 0 }
            underWay.events.append(event)
        }
        group.cancelAll()
    }

    // MARK: - Asking

    private func lease(in group: inout TaskGroup<Event>, _ underWay: inout UnderWay, _ lifecycle: inout CrawlLifecycle)
        async
    {
        // What has come back is finished next, unless others still are: then no more of it gathers than twice the places.
        let concurrency = self.configuration.frontier.concurrency
        let waiting = underWay.finishing > 0 ? underWay.returned.count : 0
        let room = min(concurrency, 2 * concurrency - waiting) - underWay.visits
        guard room > 0 else { return }
        let answer: LeaseAnswer
        let now = self.clock.now
        do {
            answer = try await self.frontier.lease(upTo: room, at: now, besideFinish: underWay.finishing > 0)
        } catch {
            lifecycle.endReached(.frontierFailed("\(error)"))
            return
        }
        underWay.visits += answer.leases.count
        let loans = await self.pool.lease(for: answer.leases.map(\.url.hostname))
        for (lease, loan) in zip(answer.leases, loans) {
            let place = underWay.places.popLast()
            place?.taken(by: lease.id, at: now)
            group.addTask(executorPreference: loan.member.executor) {
                [services = self.services, desk = self.desk] in
                let visit = PageVisit(
                    lease: lease, services: services, session: loan.member.session, place: place)
                desk.put(await visit.run(), on: loan, from: place)
                return .visited
            }
        }
        for host in answer.resolve {
            underWay.lookUps += 1
            group.addTask { .resolved(await self.resolve(host)) }
        }
        underWay.limit = answer.limiter
        switch answer.wait {
        case .none, .finish:
            break
        case .until(let instant, _):
            self.wake(at: instant, in: &group, &underWay)
        case .straggler(let instant), .others(let instant):
            self.wake(at: instant, in: &group, &underWay)
        case .journal:
            if !underWay.isWaitingForRoom {
                underWay.isWaitingForRoom = true
                group.addTask {
                    try? await self.frontier.roomToLease()
                    return .roomToLease
                }
            }
        case .budget: lifecycle.endReached(.pageBudget)
        case .drained: lifecycle.endReached(.finished)
        case .tooLong(let instant, let host): lifecycle.endReached(.onlyWaitingHosts(host, instant))
        }
    }

    /// Sets a timer, where none rings as early.
    private func wake(at instant: CrawlInstant, in group: inout TaskGroup<Event>, _ underWay: inout UnderWay) {
        guard instant < underWay.timer else { return }
        underWay.timer = instant
        group.addTask { await self.sleep(until: instant, then: .woke(instant)) }
    }

    private func resolve(_ host: String) async -> ResolvedHost {
        do throws(FetchError) {
            return ResolvedHost(host: host, result: .success(try await self.resolver.addresses(of: host)))
        } catch {
            return ResolvedHost(host: host, result: .failure(error))
        }
    }

    // MARK: - Coming back

    private func handle(
        _ event: Event, stops: AsyncStream<Void>, commands: AsyncStream<CrawlCommand>,
        in group: inout TaskGroup<Event>, _ underWay: inout UnderWay, _ lifecycle: inout CrawlLifecycle
    ) async {
        switch event {
        case .visited:
            let returns = self.desk.take()
            underWay.visits -= returns.count
            await self.pool.release(returns.map(\.loan))
            let now = self.clock.now
            for visited in returns {
                guard let place = visited.place else { continue }
                place.left(at: now)
                underWay.places.append(place)
            }
            underWay.returned += returns.map(\.visit)
            // Before more is leased, which may be of theirs.
            if self.frontier.gatheringTime == .zero { await self.finishReturned(in: &group, &underWay, &lifecycle) }
            await self.awaitEnded(returns.count - 1, of: &group, &underWay)
        case .gathered:
            underWay.isGathering = false
            underWay.hasGathered = true
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

    /// Finishes what has come back: beside the loop where the frontier takes time and more is leased meanwhile, one batch after the
    /// other, so that what comes back during one is the next.
    private func finishReturned(
        in group: inout TaskGroup<Event>, _ underWay: inout UnderWay, _ lifecycle: inout CrawlLifecycle
    ) async {
        guard !underWay.returned.isEmpty, underWay.finishing == 0 else { return }
        let isBeside = self.frontier.gatheringTime > .zero && lifecycle.isLeasing
        if isBeside, self.gathers(in: &group, &underWay) { return }
        let visits = underWay.returned
        underWay.returned = []
        underWay.hasGathered = false
        if isBeside {
            underWay.finishing = visits.count
            group.addTask { .finished(failure: await self.finish(visits)) }
        } else if let failure = await self.finish(visits) {
            lifecycle.endReached(.frontierFailed(failure))
        }
    }

    /// Whether what has come back waits for more, so that the frontier is called less often: not once as many wait as there are places,
    /// nor where nothing else is in flight.
    private func gathers(in group: inout TaskGroup<Event>, _ underWay: inout UnderWay) -> Bool {
        let isEnough = underWay.returned.count >= self.configuration.frontier.concurrency || underWay.visits == 0
        guard !isEnough, !underWay.hasGathered else { return false }
        guard !underWay.isGathering else { return true }
        underWay.isGathering = true
        let end = self.clock.now.advanced(by: self.frontier.gatheringTime)
        group.addTask { await self.sleep(until: end, then: .gathered) }
        return true
    }

    /// Returns why it failed, if so.
    private func finish(_ visits: [FinishedVisit]) async -> String? {
        let now = self.clock.now
        do {
            await self.stats.finished(try await self.frontier.finish(visits, at: now), of: visits, at: now)
            return nil
        } catch {
            return "\(error)"
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
    private func sleep(until instant: CrawlInstant, then event: Event) async -> Event {
        try? await self.clock.sleep(until: instant)
        return event
    }
}
