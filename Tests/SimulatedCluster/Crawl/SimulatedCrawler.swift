#if Cluster
package import SkitterCluster
package import SkitterCore

/// One crawler of a simulation: the frontier is the real one; this is the loop around it, which does what `RunLoop` and
/// `PageVisit` do, with a web that answers by arithmetic.
package struct SimulatedCrawler: Sendable {
    /// How a crawler came to its end.
    package enum End: Sendable, Hashable {
        case killed
        case stopped
        case finished(String)
        /// The tables were out of its reach for longer than it waits: as where it stands still between two calls that are lost.
        case gaveUp
        case failed(String)
    }

    package let number: Int
    package let process: SimulatedProcess
    private let frontier: ClusterFrontier
    private let web: SimulatedWeb
    private let judge: Judge
    private let dice: Dice
    private let places: Int
    private let visitTime: Duration
    /// Whether it sees to it that no request starts that could outlast its lease.
    private let minds: Bool
    private let inbox = CrawlerInbox()

    package init(
        _ number: Int, in process: SimulatedProcess, on frontier: ClusterFrontier, _ web: SimulatedWeb,
        _ judge: Judge,
        _ dice: Dice, places: Int, visitTime: Duration, mindsLeases: Bool
    ) {
        self.number = number
        self.process = process
        self.frontier = frontier
        self.web = web
        self.judge = judge
        self.dice = dice
        self.places = places
        self.visitTime = visitTime
        self.minds = mindsLeases
    }

    /// Goes home politely: what is under way is finished, what is in hand goes back.
    package func stop() {
        self.process.deliver(at: self.process.timeline.now) { self.inbox.put(.stopRequested) }
    }

    /// What a loop has under way.
    private struct UnderWay {
        var visits = 0
        /// Came back, and are to be finished.
        var returned: [FinishedVisit] = []
        var finishing = 0
        var lookUps = 0
        var timer = CrawlInstant.distantFuture
        var end: End?

        var isIdle: Bool {
            self.visits == 0 && self.returned.isEmpty && self.finishing == 0 && self.lookUps == 0
        }
    }

    package func run(seeds: [Seed]) async -> End {
        do {
            if !seeds.isEmpty { _ = try await self.frontier.add(seeds, at: self.process.now) }
            let end = try await withThrowingTaskGroup(of: Void.self) { try await self.loop(in: &$0) }
            if end == .finished("drained") {
                while case let skipped = await self.frontier.skipsAtEnd(), !skipped.isEmpty {}
            }
            await self.frontier.runEnded(at: self.process.now)
            return self.process.isKilled ? .killed : end
        } catch let error as ClusterError where error.code == .unreachable && !self.process.isKilled {
            return .gaveUp
        } catch {
            return self.process.isKilled ? .killed : .failed("\(error)")
        }
    }

    private func loop(in group: inout ThrowingTaskGroup<Void, any Error>) async throws -> End {
        var underWay = UnderWay()
        while true {
            if underWay.end == nil { try await self.lease(&underWay) }
            self.finishReturned(in: &group, &underWay)
            if let end = underWay.end, underWay.isIdle { return end }
            try await self.handle(try await self.inbox.next(in: self.process), &underWay)
        }
    }

    // MARK: - Asking

    private func lease(_ underWay: inout UnderWay) async throws {
        let waiting = underWay.finishing > 0 ? underWay.returned.count : 0
        let room = min(self.places, 2 * self.places - waiting) - underWay.visits
        guard room > 0 else { return }
        let answer = try await self.frontier.lease(
            upTo: room, at: self.process.now, besideFinish: underWay.finishing > 0)
        underWay.visits += answer.leases.count
        underWay.lookUps += answer.resolve.count
        let timeline = self.process.timeline
        for lease in answer.leases {
            // Its task is about to run.
            self.process.deliver(at: timeline.now + self.dice.number(in: 0...500)) { self.begin(lease) }
        }
        for host in answer.resolve {
            self.process.deliver(at: timeline.now + self.dice.number(in: 1_000...40_000)) {
                self.inbox.put(.resolved(self.web.resolved(host)))
            }
        }
        switch answer.wait {
        case .none, .finish, .journal: break
        case .until(let instant, _), .straggler(let instant), .others(let instant):
            guard instant < underWay.timer else { break }
            underWay.timer = instant
            self.process.deliver(at: self.process.instant(of: instant)) { self.inbox.put(.woke(instant)) }
        case .budget: underWay.end = .finished("budget")
        case .drained: underWay.end = .finished("drained")
        case .tooLong(_, let host): underWay.end = .finished("waits for \(host)")
        }
    }

    // MARK: - Visits

    private func begin(_ lease: Lease) {
        if case .settle(let obstacle) = lease.work { return self.inbox.put(self.web.settled(lease, obstacle)) }
        let started = self.process.now
        if self.minds, let latest = lease.latestStart, started > latest {
            return self.inbox.put(FinishedVisit(lease: lease.id, result: .unvisited, exchange: nil))
        }
        let host = self.web.host(named: lease.url.hostname) ?? 0
        let isOfPage = if case .page = lease.work { true } else { false }
        let page = isOfPage ? self.web.page(at: lease.url.href) : nil
        let timeline = self.process.timeline
        let limit = self.process.microseconds(of: self.visitTime)
        let response = self.web.responseTime(of: page ?? -1, host: host, self.dice)
        let end = timeline.now + min(response, limit)
        let request = self.judge.requestBegan(host: host, page: page, by: self.number, at: timeline.now)
        timeline.at(end) { self.judge.requestEnded(request, at: end) }
        self.process.deliver(at: end) {
            let exchange = FinishedVisit.Exchange(started: started, ended: self.process.now)
            if page == nil {
                self.inbox.put(self.web.robotsVisit(lease, exchange))
            } else {
                self.inbox.put(self.web.visit(lease, exchange, isTimeout: response >= limit))
            }
        }
    }

    /// One call at a time, beside the loop.
    private func finishReturned(in group: inout ThrowingTaskGroup<Void, any Error>, _ underWay: inout UnderWay) {
        guard !underWay.returned.isEmpty, underWay.finishing == 0 else { return }
        let visits = underWay.returned
        underWay.returned = []
        underWay.finishing = visits.count
        let now = self.process.now
        group.addTask {
            do {
                self.inbox.put(.finished(.success(try await self.frontier.finish(visits, at: now))))
            } catch {
                self.inbox.put(.finished(.failure(error)))
            }
        }
    }

    private func handle(_ event: CrawlerInbox.Event, _ underWay: inout UnderWay) async throws {
        switch event {
        case .visited:
            let visits = self.inbox.take()
            underWay.visits -= visits.count
            underWay.returned += visits
        case .finished(let answers):
            underWay.finishing = 0
            for case .retrying in try answers.get() { self.judge.retried() }
        case .resolved(let answer):
            underWay.lookUps -= 1
            await self.frontier.resolved([answer], at: self.process.now)
        case .woke(let instant):
            if instant == underWay.timer { underWay.timer = .distantFuture }
        case .stopRequested:
            underWay.end = underWay.end ?? .stopped
        }
    }
}
#endif
