/// How long a crawl was limited by what: time-weighted, over a run and over the interval since the last reading.
public struct LimitMeter: Sendable, Hashable {
    /// The longest limit of an interval and its share of it.
    public struct Reading: Sendable, Hashable {
        /// What limited the crawl longest.
        public var limiter: Limiter
        /// Its share of the time, 0...1.
        public var share: Double

        /// A reading.
        public init(limiter: Limiter, share: Double) {
            self.limiter = limiter
            self.share = share
        }
    }

    private var times: [Limiter: Duration] = [:]

    /// A meter at zero.
    public init() {}

    /// The crawl waited for `time`, and `limiter` kept it.
    public mutating func waited(_ time: Duration, on limiter: Limiter) {
        self.times[limiter, default: .zero] += time
    }

    /// The longest limit so far, or nil when no time has passed.
    public var longest: Reading? {
        let total = self.times.values.reduce(.zero, +)
        guard total > .zero, let most = self.times.max(by: { $0.value < $1.value }) else { return nil }
        return Reading(limiter: most.key, share: most.value / total)
    }

    /// What has been added since `earlier`, an older state of this meter.
    public func since(_ earlier: LimitMeter) -> LimitMeter {
        var difference = self
        for (reason, time) in earlier.times { difference.times[reason, default: .zero] -= time }
        return difference
    }
}
