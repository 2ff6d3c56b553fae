/// The continuous clock, whose sleepers wait in the timer wheel of an event loop: waiting wakes no other thread, neither a
/// timer's nor one of the global pool.
///
/// A sleeper wakes at most a turn of the loop and a millisecond late, and never early.
package struct LoopClock: Clock {
    private let loop: CurlLoop

    /// The clock of `loop`.
    package init(_ loop: CurlLoop) {
        self.loop = loop
    }

    package var now: ContinuousClock.Instant { .now }

    package var minimumResolution: Duration { .milliseconds(1) }

    package func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try await self.loop.sleep(until: deadline)
    }
}
