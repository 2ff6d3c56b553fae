internal import SkitterCore

/// Visits that come back.
extension RunLoop {
    /// What lies on the desk leaves its places.
    func visitsCameBack(
        in group: inout TaskGroup<Event>, _ underWay: inout UnderWay, _ lifecycle: inout CrawlLifecycle
    ) async {
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

    /// Finishes what has come back: beside the loop where the frontier takes time and more is leased meanwhile, one batch after the
    /// other, so that what comes back during one is the next.
    func finishReturned(
        in group: inout TaskGroup<Event>, _ underWay: inout UnderWay, _ lifecycle: inout CrawlLifecycle
    ) async {
        guard !underWay.returned.isEmpty, underWay.finishing == 0 else { return }
        let isBeside = self.frontier.gatheringTime > .zero && lifecycle.isLeasing
        if isBeside, self.gathers(in: &group, &underWay) { return }
        let visits = underWay.returned
        underWay.returned = []
        if underWay.gathering == .over { underWay.gathering = .notBegun }
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
        guard !isEnough, underWay.gathering != .over else { return false }
        guard underWay.gathering == .notBegun else { return true }
        underWay.gathering = .underWay
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
}
