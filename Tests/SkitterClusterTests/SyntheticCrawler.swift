#if Cluster
import SkitterCluster
import SkitterCore

/// Crawls a synthetic web from a frontier as the run loop does, without a network.
struct SyntheticCrawler: Sendable {
    let web: SyntheticWeb
    let frontier: any FrontierBackend
    /// Is told of each visit, and when it began.
    var visited: @Sendable (Lease, ContinuousClock.Instant) throws -> Void = { _, _ in }
    /// What pages are compared by.
    var signature: @Sendable (Lease, TrapPattern) -> PageSignature? = { _, _ in nil }
    private let clock = ContinuousClock()

    init(_ web: SyntheticWeb, _ frontier: any FrontierBackend) {
        self.web = web
        self.frontier = frontier
    }

    /// Crawls until `count` leases were visited, or nothing is left; returns how that shows.
    @discardableResult
    func run(upTo count: Int = .max) async throws -> LeaseAnswer.Wait {
        let start = self.clock.now
        let now = { CrawlInstant(sinceStart: start.duration(to: self.clock.now)) }
        var left = count
        while left > 0 {
            let answer = try await self.frontier.lease(upTo: min(8, left), at: now())
            try await self.frontier.resolved(self.web.resolved(answer.resolve), at: now())
            left -= answer.leases.count
            let visits = try answer.leases.map { try self.visit($0, at: now(), after: start) }
            _ = try await self.frontier.finish(visits, at: now())
            guard visits.isEmpty, answer.resolve.isEmpty else { continue }
            switch answer.wait {
            case .drained, .budget, .tooLong: return answer.wait
            case .until(let instant, _), .straggler(let instant), .others(let instant):
                try await self.clock.sleep(until: start.advanced(by: instant.sinceStart))
            case .none, .finish, .journal: break
            }
        }
        return .none
    }

    /// It takes no time, but begins as late as it does: not behind the end of its lease.
    private func visit(_ lease: Lease, at instant: CrawlInstant, after start: ContinuousClock.Instant) throws
        -> FinishedVisit
    {
        if let latest = lease.latestStart, instant > latest {
            return FinishedVisit(lease: lease.id, result: .unvisited, exchange: nil)
        }
        if case .settle(.hostBudget) = lease.work {
            return FinishedVisit(lease: lease.id, result: .skipped(.hostBudget, detail: nil), exchange: nil)
        }
        try self.visited(lease, start.advanced(by: instant.sinceStart))
        if case .robots = lease.work {
            return FinishedVisit(
                lease: lease.id, result: .robots(.rules(RobotsRules())),
                exchange: FinishedVisit.Exchange(started: instant, ended: instant))
        }
        var visit = try self.web.visit(lease, at: instant)
        visit.signature = lease.pattern.flatMap { self.signature(lease, $0) }
        return visit
    }
}
#endif
