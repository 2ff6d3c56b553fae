internal import HeapModule

/// The hosts that have something to fetch, by the instant at which each may start next.
///
/// Equal instants leave in the order in which they came, so that ready hosts take turns.
package struct Workbench: Sendable {
    private struct Place: Comparable, Sendable {
        let instant: CrawlInstant
        let turn: UInt64
        let host: Int

        static func < (left: Place, right: Place) -> Bool {
            left.instant == right.instant ? left.turn < right.turn : left.instant < right.instant
        }
    }

    private var heap = Heap<Place>()
    private var turn: UInt64 = 0

    package init() {}

    /// Adds a host that is not on the workbench.
    package mutating func insert(_ host: Int, at instant: CrawlInstant) {
        self.turn += 1
        self.heap.insert(Place(instant: instant, turn: self.turn, host: host))
    }

    /// The first host, if its instant has come; it is then off the workbench.
    package mutating func popReady(at now: CrawlInstant) -> Int? {
        guard let first = self.heap.min, first.instant <= now else { return nil }
        return self.heap.removeMin().host
    }

    /// The next host to become ready, and when.
    package var next: (host: Int, instant: CrawlInstant)? {
        self.heap.min.map { ($0.host, $0.instant) }
    }
}
