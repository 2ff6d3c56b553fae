/// Notices that a crawl has something under way and nothing moves. Each stall is told once; what moves ends it.
package struct Watchdog: Sendable {
    private enum State: Sendable {
        /// Nothing is under way, or something moved at `since`, when the count of moves was this.
        case moving(since: CrawlInstant, moves: UInt64)
        /// Nothing has moved since the count was this, and it was told.
        case told(moves: UInt64)
    }

    /// What the caller of ``looked(at:moves:isUnderWay:)`` must do.
    package enum LookAction: Hashable, Sendable {
        /// Nothing.
        case none
        /// Tell that nothing has moved since this instant.
        case tell(since: CrawlInstant)
    }

    private var state: State
    private let patience: Duration

    /// A watchdog that barks after `patience` without a move.
    package init(patience: Duration, at now: CrawlInstant = .start) {
        self.patience = patience
        self.state = .moving(since: now, moves: 0)
    }

    /// Somebody looked: `moves` differs from the last time where anything has moved since; `isUnderWay` where anything
    /// could. Waiting that the crawl means to do (for a host's next permitted start, for a user who paused it) is none.
    package mutating func looked(at now: CrawlInstant, moves: UInt64, isUnderWay: Bool) -> LookAction {
        guard isUnderWay else {
            self.state = .moving(since: now, moves: moves)
            return .none
        }
        switch self.state {
        case .moving(let since, moves) where since.duration(to: now) >= self.patience:
            self.state = .told(moves: moves)
            return .tell(since: since)
        case .moving(_, moves), .told(moves):
            return .none
        case .moving, .told:
            self.state = .moving(since: now, moves: moves)
            return .none
        }
    }
}
