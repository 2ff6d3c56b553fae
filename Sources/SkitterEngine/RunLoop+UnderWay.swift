internal import SkitterCore

extension RunLoop {
    /// What a child task of the loop came back with.
    enum Event: Sendable {
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

    /// How visits that came back wait for more.
    enum Gathering: Sendable {
        case notBegun
        /// A timer runs.
        case underWay
        /// They have waited long enough.
        case over
    }

    /// What the loop has under way.
    struct UnderWay {
        var visits = 0
        /// Visits that came back and wait to be finished.
        var returned: [FinishedVisit] = []
        /// Whether they wait for more to come back.
        var gathering = Gathering.notBegun
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
}
