/// Entries by the millisecond in which they are due: adding costs a bucket's append, whatever else waits.
///
/// A wheel of 4,096 buckets of one tick; what lies further ahead waits in its bucket for a later turn. Entries are never
/// removed: their owner tells by itself that one is out of date.
package struct TimerWheel<Payload> {
    private struct Entry {
        var tick: UInt64
        var payload: Payload
    }

    private static var bucketCount: Int { 4_096 }

    private var buckets: [[Entry]]
    /// One bit for each bucket that holds entries.
    private var occupied: [UInt64]
    /// The last tick whose entries were handed out.
    private var now: UInt64
    /// The number of entries.
    package private(set) var count = 0

    /// An empty wheel at the tick `now`.
    package init(at now: UInt64) {
        self.buckets = Array(repeating: [], count: Self.bucketCount)
        self.occupied = Array(repeating: 0, count: Self.bucketCount / 64)
        self.now = now
    }

    /// `payload` will be handed out at `tick`, or at the next tick where that is past.
    package mutating func add(_ payload: Payload, at tick: UInt64) {
        let tick = max(tick, self.now &+ 1)
        let bucket = Int(tick % UInt64(Self.bucketCount))
        self.buckets[bucket].append(Entry(tick: tick, payload: payload))
        self.occupied[bucket / 64] |= 1 << UInt64(bucket % 64)
        self.count += 1
    }

    /// Hands out all entries that are due at `tick` or earlier.
    package mutating func advance(to tick: UInt64, _ body: (Payload) -> Void) {
        guard tick > self.now else { return }
        let steps = Int(min(tick - self.now, UInt64(Self.bucketCount)))
        let start = self.now &+ 1
        self.now = tick
        guard self.count > 0 else { return }
        var step = 0
        while step < steps {
            let bucket = Int((start &+ UInt64(step)) % UInt64(Self.bucketCount))
            let word = self.occupied[bucket / 64] >> UInt64(bucket % 64)
            if word == 0 {
                step += 64 - bucket % 64
            } else if word & 1 == 0 {
                step += word.trailingZeroBitCount
            } else {
                self.empty(bucket, until: tick, body)
                step += 1
            }
        }
    }

    /// The tick at which to look again: never later than the first entry is due, nil where there is none.
    package var nextTick: UInt64? {
        guard self.count > 0 else { return nil }
        var step = 0
        while step < Self.bucketCount {
            let tick = self.now &+ 1 &+ UInt64(step)
            let bucket = Int(tick % UInt64(Self.bucketCount))
            let word = self.occupied[bucket / 64] >> UInt64(bucket % 64)
            if word != 0 { return tick &+ UInt64(word.trailingZeroBitCount) }
            step += 64 - bucket % 64
        }
        return self.now &+ UInt64(Self.bucketCount)
    }

    private mutating func empty(_ bucket: Int, until tick: UInt64, _ body: (Payload) -> Void) {
        var entries: [Entry] = []
        swap(&entries, &self.buckets[bucket])
        let due = entries.partition { $0.tick <= tick }
        let dueEntries = Array(entries[due...])
        entries.removeSubrange(due...)
        self.count -= dueEntries.count
        if entries.isEmpty { self.occupied[bucket / 64] &= ~(1 << UInt64(bucket % 64)) }
        swap(&entries, &self.buckets[bucket])
        for entry in dueEntries { body(entry.payload) }
    }
}
