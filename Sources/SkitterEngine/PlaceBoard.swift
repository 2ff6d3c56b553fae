internal import SkitterCore
internal import SkitterLock

/// The places of a run, and what each waits for. The run loop hands places out and takes them back; who reports on the run
/// reads, on whichever thread.
final class PlaceBoard: Sendable {
    /// One for each request that may be in flight.
    let places: [VisitPlace]
    /// The time of the places that are free.
    private let idle: Locked<IdleMeter>
    private let pause = Locked(false)

    init(places count: Int, clock: CrawlClock) {
        self.places = (0..<count).map { _ in VisitPlace { clock.now } }
        self.idle = Locked(IdleMeter(at: clock.now))
    }

    /// Whether the user has paused the run.
    var isPaused: Bool {
        get { self.pause.withLock { $0 } }
        set { self.pause.withLock { $0 = newValue } }
    }

    /// From `now` on so many places are free: some because of look-ups, the others for `reason`.
    func free(_ count: Int, lookUps: Int, reason: Limiter?, at now: CrawlInstant) {
        self.idle.withLock { $0.changed(free: count, lookUps: lookUps, reason: reason, at: now) }
    }

    /// What a look at all places tells.
    struct Look: Sendable {
        /// What they waited for, since the start of the run.
        var limits = LimitMeter()
        /// Differs from that of an earlier look where a visit has moved in between.
        var moves: UInt64 = 0
        /// The visit that has stood still longest.
        var oldest: (lease: UInt64, stage: Limiter, since: CrawlInstant)?
    }

    /// How things stand at `now`.
    func look(at now: CrawlInstant) -> Look {
        var look = Look(limits: self.idle.withLock { $0.reading(at: now) })
        for place in self.places {
            let reading = place.read(at: now, into: &look.limits)
            look.moves &+= reading.moves
            guard let stage = reading.stage, stage.since < look.oldest?.since ?? .distantFuture else { continue }
            look.oldest = (reading.lease, stage.limiter, stage.since)
        }
        return look
    }
}
