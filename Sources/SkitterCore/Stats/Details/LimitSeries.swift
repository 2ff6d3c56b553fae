/// What limited a crawl, over its time: as `timeseries.csv` tells.
package struct LimitSeries: Hashable, Sendable {
    /// A stretch of time in which one thing limited the crawl most.
    package struct Stretch: Hashable, Sendable {
        /// What it was, where that is known.
        package var limiter: Limiter?
        /// How long.
        package var length: Duration
    }

    /// A row of the series.
    private struct Row: Hashable, Sendable {
        var length: Duration
        /// The row's length by what was waited for; less in all where that is not known.
        var limits: LimitMeter
    }

    private var rows: [Row] = []
    private var end: Duration = .zero

    /// Rows beyond twice this number are no longer told apart: two become one.
    package static let limit = 1_000

    /// A series of no time.
    package init() {}

    /// The time that is told of.
    package var length: Duration { self.end }

    /// From the last instant to `time` the crawl was limited so. A run that goes on goes on counting; an instant before the
    /// last one tells nothing.
    package mutating func add(_ limits: LimitMeter, until time: Duration) {
        guard time > self.end else { return }
        let length = time - self.end
        self.rows.append(Row(length: length, limits: limits.scaled(to: length)))
        self.end = time
        if self.rows.count > 2 * LimitSeries.limit { self.coarsen() }
    }

    /// The stretches of one limit, in order; neighbours differ.
    package var stretches: [Stretch] {
        var stretches: [Stretch] = []
        for row in self.rows {
            let limiter = row.limits.longest?.limiter
            if let last = stretches.indices.last, stretches[last].limiter == limiter {
                stretches[last].length += row.length
            } else {
                stretches.append(Stretch(limiter: limiter, length: row.length))
            }
        }
        return stretches
    }

    /// The time for which each was the limit, by its share of every moment, longest first; what is not known last among equals.
    package var totals: [Stretch] {
        var sum = LimitMeter()
        for row in self.rows { sum.merge(row.limits) }
        var totals = Limiter.allCases.map { Stretch(limiter: $0, length: sum.time(of: $0)) }
        // Shares are rounded to whole nanoseconds: what they lack is no time of its own.
        let known = totals.reduce(.zero) { $0 + $1.length }
        if self.end - known > self.end / 1_000 { totals.append(Stretch(limiter: nil, length: self.end - known)) }
        return totals.filter { $0.length > .zero }
            .sorted { ($1.length, $0.limiter?.index ?? .max) < ($0.length, $1.limiter?.index ?? .max) }
    }

    /// What limited the crawl in each of `count` equally long parts of its time, or of as many as there are rows.
    package func parts(_ count: Int) -> [LimitMeter] {
        let count = max(1, min(count, self.rows.count))
        return self.parts(edges: (0...count).map { self.end * $0 / count })
    }

    /// What limited the crawl between each edge and the next; edges ascend.
    package func parts(edges: [Duration]) -> [LimitMeter] {
        guard edges.count > 1 else { return [] }
        var parts = Array(repeating: LimitMeter(), count: edges.count - 1)
        var part = 0
        var start = Duration.zero
        for row in self.rows {
            let end = start + row.length
            while part < parts.count, edges[part] < end {
                let shared = min(end, edges[part + 1]) - max(start, edges[part])
                if shared > .zero { parts[part].merge(row.limits.scaled(to: row.limits.total * (shared / row.length))) }
                if edges[part + 1] > end { break }
                part += 1
            }
            start = end
        }
        return parts
    }

    /// The series of crawlers that were at work at the same time, each `offset` after the first instant: of every moment what all of
    /// them waited for, each as much as the others.
    package static func merged(_ parts: [(series: LimitSeries, offset: Duration)]) -> LimitSeries {
        if parts.count == 1, parts[0].offset == .zero { return parts[0].series }
        var instants: Set<Duration> = []
        for part in parts {
            var end = part.offset
            instants.insert(end)
            for row in part.series.rows {
                end += row.length
                instants.insert(end)
            }
        }
        instants.insert(.zero)
        let edges = instants.sorted()
        let known = parts.map { part in part.series.parts(edges: edges.map { $0 - part.offset }) }
        var merged = LimitSeries()
        for index in edges.indices.dropFirst() {
            var limits = LimitMeter()
            for part in known { limits.merge(part[index - 1]) }
            merged.add(limits, until: edges[index])
        }
        return merged
    }

    private mutating func coarsen() {
        let fine = self.rows
        self.rows = []
        for index in stride(from: 0, to: fine.count, by: 2) {
            var row = fine[index]
            if index + 1 < fine.count {
                row.length += fine[index + 1].length
                row.limits.merge(fine[index + 1].limits)
            }
            self.rows.append(row)
        }
    }
}
