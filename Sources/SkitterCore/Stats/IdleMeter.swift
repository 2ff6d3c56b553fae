/// How long the free places of a run stayed free, and why. Told at each change; the time between two changes is exact.
package struct IdleMeter: Sendable {
    private var meter = LimitMeter()
    private var since = CrawlInstant.start
    private var free = 0
    private var lookUps = 0
    private var reason: Limiter?

    /// No place is free at `start`.
    package init(at start: CrawlInstant = .start) {
        self.since = start
    }

    /// From `now` on so many places are free: `lookUps` of them because names are being looked up, the others for `reason`,
    /// where there is one.
    package mutating func changed(free: Int, lookUps: Int, reason: Limiter?, at now: CrawlInstant) {
        // Once for each turn of the run loop: the meter is changed where it stands.
        let time = now.nanoseconds &- self.since.nanoseconds
        if time > 0 {
            if self.lookUps > 0 { self.meter.waited(nanoseconds: time &* Int64(self.lookUps), on: .dns) }
            if let reason = self.reason, self.free > self.lookUps {
                self.meter.waited(nanoseconds: time &* Int64(self.free &- self.lookUps), on: reason)
            }
            self.since = now
        }
        self.free = max(0, free)
        self.lookUps = min(max(0, lookUps), self.free)
        self.reason = reason
    }

    /// All up to `now`.
    package func reading(at now: CrawlInstant) -> LimitMeter {
        var meter = self.meter
        let time = self.since.duration(to: now)
        guard time > .zero else { return meter }
        meter.waited(time * self.lookUps, on: .dns)
        if let reason { meter.waited(time * (self.free - self.lookUps), on: reason) }
        return meter
    }
}
