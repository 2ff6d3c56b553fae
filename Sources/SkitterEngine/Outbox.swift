internal import SkitterCore

/// Entries of the frontier's steps on their way to the sink, numbered in order. Bounded: while it is full, nothing is leased.
struct Outbox {
    /// Entries that were taken stand before ``taken`` until there are many of them.
    private var entries: [StepEntry] = []
    private var taken = 0
    private var underWay = 0
    /// Bytes of exchanges, and about those of skips, that wait or are being written.
    private var bytes = 0
    private var bytesUnderWay = 0
    /// The number of the last step that was added.
    private(set) var lastStep: UInt64
    private let capacity: Int
    private(set) var isClosed = false

    /// Room for `capacity` entries; the first is number `lastStep` + 1.
    init(capacity: Int, lastStep: UInt64 = 0) {
        self.capacity = capacity
        self.lastStep = lastStep
    }

    /// Exchanges, and URLs that were parked in lots, of so many bytes may wait for the disk.
    private static let byteCapacity = 64 << 20

    /// Whether leasing must wait. Visits that are under way may still add their entries.
    var isFull: Bool {
        self.waiting >= self.capacity || self.bytes + self.bytesUnderWay >= Outbox.byteCapacity
    }

    /// Whether nothing waits to be taken.
    var isEmpty: Bool { self.count == 0 }

    /// How many entries wait to be taken, or are being written.
    var waiting: Int { self.count + self.underWay }

    /// How many entries wait to be taken.
    var count: Int { self.entries.count - self.taken }

    /// Numbers a step and adds its entry, if there is something to write.
    mutating func append(_ entry: consuming StepEntry) {
        guard !entry.isEmpty else { return }
        self.lastStep += 1
        entry.step = self.lastStep
        self.bytes += entry.heldBytes
        self.entries.append(entry)
    }

    /// The first entries that wait, `limit` at most; they count against the capacity until ``written()``.
    mutating func take(upTo limit: Int) -> [StepEntry] {
        var group: [StepEntry] = []
        if self.taken == 0, self.entries.count <= limit {
            swap(&group, &self.entries)
        } else {
            group = Array(self.entries[self.taken...].prefix(limit))
            self.taken += group.count
        }
        // At most as many places stay behind as entries wait, and each entry is moved once.
        if self.taken * 2 >= self.entries.count {
            self.entries.removeFirst(self.taken)
            self.taken = 0
        }
        self.underWay = group.count
        // By index: a loop over the entries would copy each of them, all their texts retained.
        self.bytesUnderWay = group.indices.reduce(0) { $0 + group[$1].heldBytes }
        self.bytes -= self.bytesUnderWay
        return group
    }

    /// What was taken last is written.
    mutating func written() {
        self.underWay = 0
        self.bytesUnderWay = 0
    }

    /// Nothing will be added any more.
    mutating func close() {
        self.isClosed = true
    }
}

extension StepEntry {
    /// About what it holds of exchanges, links and skips, in bytes.
    fileprivate var heldBytes: Int {
        self.fetched.reduce(0) { $0 + $1.bodyBytes } + self.skipped.count * 256 + (self.links?.heldBytes ?? 0)
    }
}
