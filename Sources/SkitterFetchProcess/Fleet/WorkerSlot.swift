internal import SkitterCore

/// The place of one worker process in a fleet; processes come and go in it.
struct WorkerSlot: Sendable {
    enum State: Equatable, Sendable {
        /// There is no process, and none is asked for.
        case off
        /// A process is asked for. It says hello before `deadline`, or is ended.
        case starting(deadline: CrawlInstant)
        /// The process takes requests.
        case up
        /// The process is being killed; what it had in flight is decided when it is gone.
        case dying(wasStarting: Bool)
        /// There is no process, and there will be none before `until`: the last ones died.
        case resting(until: CrawlInstant)
    }

    /// Whether it serves one request at a time, so that its death has one cause.
    let isolates: Bool
    var state = State.off
    /// What the process has been sent and has not answered, with the instant by which it must; cancelled requests too.
    var inFlight: [FleetMachine.RequestID: CrawlInstant] = [:]
    /// Answers of this process.
    var served = 0
    /// Processes that died in this place without an answer since the last one.
    var deaths = 0

    /// The process died, and what follows for the place: the first death costs nothing, more of them cost time, up to
    /// `longest`.
    mutating func died(at now: CrawlInstant, longest: Duration) {
        self.deaths = min(self.deaths + 1, 20)
        self.inFlight = [:]
        self.served = 0
        let rest = min(longest, .milliseconds(25 << self.deaths))
        self.state = self.deaths < 2 ? .off : .resting(until: now.advanced(by: rest))
    }
}
