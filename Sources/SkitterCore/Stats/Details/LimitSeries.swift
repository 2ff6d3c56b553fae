/// What limited a crawl, over its time: as `timeseries.csv` tells.
package struct LimitSeries: Hashable, Sendable {
    /// A stretch of time in which one thing limited the crawl.
    package struct Stretch: Hashable, Sendable {
        /// What it was, where that is known.
        package var limiter: Limiter?
        /// How long.
        package var length: Duration
    }

    /// The stretches, in order; neighbours differ.
    package private(set) var stretches: [Stretch] = []
    private var end: Duration = .zero

    /// Stretches beyond this are no longer told apart: two become one, which has the limit of the longer.
    package static let limit = 1_000

    /// A series of no time.
    package init() {}

    /// The time that is told of.
    package var length: Duration { self.end }

    /// From the last instant to `time` the crawl was limited by `limiter`. A run that goes on goes on counting; an instant
    /// before the last one tells nothing.
    package mutating func add(_ limiter: Limiter?, until time: Duration) {
        guard time > self.end else { return }
        self.append(Stretch(limiter: limiter, length: time - self.end))
        self.end = time
        if self.stretches.count > 2 * LimitSeries.limit { self.coarsen() }
    }

    /// The time for which each was the limit, longest first.
    package var totals: [Stretch] {
        var totals: [Limiter?: Duration] = [:]
        for stretch in self.stretches { totals[stretch.limiter, default: .zero] += stretch.length }
        return totals.map { Stretch(limiter: $0.key, length: $0.value) }
            .sorted { ($1.length, $0.limiter?.rawValue ?? "~") < ($0.length, $1.limiter?.rawValue ?? "~") }
    }

    private mutating func append(_ stretch: Stretch) {
        if let last = self.stretches.last, last.limiter == stretch.limiter {
            self.stretches[self.stretches.count - 1].length += stretch.length
        } else {
            self.stretches.append(stretch)
        }
    }

    private mutating func coarsen() {
        let fine = self.stretches
        self.stretches = []
        for index in stride(from: 0, to: fine.count, by: 2) {
            let pair = fine[index..<min(index + 2, fine.count)]
            let length = pair.reduce(.zero) { $0 + $1.length }
            let longer = pair.max { $0.length < $1.length }
            self.append(Stretch(limiter: longer?.limiter, length: length))
        }
    }
}
