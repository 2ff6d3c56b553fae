/// How long the places of a crawl waited, and for what: the time of one place for one second is one second.
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

    /// Nanoseconds by ``Limiter/index``; empty for none at all.
    private var times: [Int64] = []

    /// A meter at zero.
    public init() {}

    /// Places waited for `time` together, and `limiter` kept them. Less than nothing is nothing.
    public mutating func waited(_ time: Duration, on limiter: Limiter) {
        self.waited(nanoseconds: time.wholeNanoseconds, on: limiter)
    }

    package mutating func waited(nanoseconds: Int64, on limiter: Limiter) {
        guard nanoseconds > 0 else { return }
        if self.times.isEmpty { self.times = Array(repeating: 0, count: Limiter.allCases.count) }
        let (sum, overflow) = self.times[limiter.index].addingReportingOverflow(nanoseconds)
        self.times[limiter.index] = overflow ? .max : sum
    }

    /// How long `limiter` kept places waiting.
    public func time(of limiter: Limiter) -> Duration {
        self.times.isEmpty ? .zero : .nanoseconds(self.times[limiter.index])
    }

    /// The part of all the waiting that `limiter` caused, 0...1.
    public func share(of limiter: Limiter) -> Double {
        let sum = self.sum
        return sum > 0 ? Double(self.times[limiter.index]) / sum : 0
    }

    /// Whether no time has passed.
    public var isEmpty: Bool { self.sum == 0 }

    /// All the waiting together.
    public var total: Duration { .seconds(self.sum / 1e9) }

    /// What limited the crawl longest, or nil when no time has passed; of equal ones the first.
    public var longest: Reading? { self.shares.first }

    /// What limited the crawl at all, longest first.
    public var shares: [Reading] {
        Limiter.allCases.map { Reading(limiter: $0, share: self.share(of: $0)) }.filter { $0.share > 0 }
            .sorted { ($1.share, $0.limiter.index) < ($0.share, $1.limiter.index) }
    }

    /// What has been added since `earlier`, an older state of this meter.
    public func since(_ earlier: LimitMeter) -> LimitMeter {
        var difference = LimitMeter()
        for limiter in Limiter.allCases {
            difference.waited(self.time(of: limiter) - earlier.time(of: limiter), on: limiter)
        }
        return difference
    }

    /// Adds all that `other` has.
    public mutating func merge(_ other: LimitMeter) {
        for limiter in Limiter.allCases { self.waited(other.time(of: limiter), on: limiter) }
    }

    /// The same shares of `length`: what a stretch of time was limited by, whatever the number of places.
    package func scaled(to length: Duration) -> LimitMeter {
        var scaled = LimitMeter()
        for limiter in Limiter.allCases { scaled.waited(length * self.share(of: limiter), on: limiter) }
        return scaled
    }

    private var sum: Double { self.times.reduce(0) { $0 + Double($1) } }
}

extension LimitMeter {
    /// Counts a part of the waiting for answers as waiting for the processor: over an interval of `length`, `loops` event
    /// loops were at work for `busy` of their time, 0...1.
    ///
    /// An answer that has come is seen when its loop gets to it; until then its visit seems to wait for server or network. By
    /// the mean length of a queue in front of one server, rho / (1 - rho) visits stand before a loop that is at work for rho
    /// of the time (M/M/1): nothing to speak of before a loop is nearly always at work, all of them when it always is.
    package mutating func answersWaited(forLoops loops: Int, busy: Double, over length: Duration) {
        let waiting = self.time(of: .network) + self.time(of: .server)
        guard busy > 0, loops > 0, waiting > .zero else { return }
        let queue = busy < 0.99 ? busy / (1 - busy) * Double(loops) : .infinity
        let part = min(1, queue * length.inSeconds / waiting.inSeconds)
        for limiter in [Limiter.network, .server] {
            let moved = Int64(Double(self.times[limiter.index]) * part)
            self.times[limiter.index] -= moved
            self.waited(nanoseconds: moved, on: .processor)
        }
    }
}
