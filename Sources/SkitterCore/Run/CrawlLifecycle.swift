/// The phases of a run, and why it ends. Where several causes come together, the one that came first counts.
package struct CrawlLifecycle: Sendable {
    private enum State: Sendable {
        /// Leases are asked for.
        case running
        /// No more leases; what is in flight may finish.
        case draining(RunEnd)
        /// No more leases; what is in flight is cancelled and given back.
        case cancelling(RunEnd)
    }

    /// What the caller of ``stopRequested()`` must do.
    package enum StopAction: Hashable, Sendable {
        /// Let visits in flight finish, and call ``graceEnded()`` when the grace is over.
        case drain
        /// Cancel the visits in flight.
        case cancel
        /// Nothing: that is under way.
        case none
    }

    private var state: State = .running
    /// Whether the user lets the run wait: nothing is asked for, and nothing ends it but a stop or its time.
    package private(set) var isPaused = false

    package init() {}

    /// Whether to ask for leases.
    package var isLeasing: Bool {
        if case .running = self.state { !self.isPaused } else { false }
    }

    /// The user wants nothing more sent for now. Where the run is ending anyway that changes nothing.
    package mutating func paused() {
        if case .running = self.state { self.isPaused = true }
    }

    /// The user lets it go on.
    package mutating func resumed() {
        self.isPaused = false
    }

    /// The cause, once the run is ending.
    package var end: RunEnd? {
        switch self.state {
        case .running: nil
        case .draining(let end), .cancelling(let end): end
        }
    }

    /// Nothing is left to do, or a budget is spent, or only closed hosts are left: visits in flight may finish.
    package mutating func endReached(_ end: RunEnd) {
        guard case .running = self.state else { return }
        self.state = .draining(end)
        self.isPaused = false
    }

    /// The user (or the system) asks to stop: the first time politely, the second time at once.
    package mutating func stopRequested() -> StopAction {
        switch self.state {
        case .running:
            self.state = .draining(.signal)
            self.isPaused = false
            return .drain
        case .draining(let end):
            self.state = .cancelling(end)
            return .cancel
        case .cancelling:
            return .none
        }
    }

    /// The grace of the visits in flight is over. Returns whether to cancel them.
    package mutating func graceEnded() -> Bool {
        guard case .draining(let end) = self.state else { return false }
        self.state = .cancelling(end)
        return true
    }
}

/// Why a run ended.
public enum RunEnd: Hashable, Sendable {
    /// Nothing is pending: the crawl is complete.
    case finished
    /// A signal.
    case signal
    /// `--max-pages` is reached.
    case pageBudget
    /// `--max-time` is over.
    case timeBudget
    /// Only hosts are left that permit nothing until this instant or later.
    case onlyWaitingHosts(String, CrawlInstant)
    /// Whoever was handed the records wants no more.
    case consumerLeft
    /// The frontier cannot be reached or has failed, for this reason.
    case frontierFailed(String)
}
