internal import SkitterCore

/// Entries of the frontier's steps on their way to the sink, numbered in order. Bounded: while it is full, nothing is leased.
struct Outbox {
    private var entries: [StepEntry] = []
    private var underWay = 0
    /// Bytes of exchanges that wait or are being written.
    private var bytes = 0
    private var bytesUnderWay = 0
    private var lastStep: UInt64
    private let capacity: Int
    private(set) var isClosed = false

    /// Room for `capacity` entries; the first is number `lastStep` + 1.
    init(capacity: Int, lastStep: UInt64 = 0) {
        self.capacity = capacity
        self.lastStep = lastStep
    }

    /// Exchanges of so many bytes may wait for the disk.
    private static let byteCapacity = 64 << 20

    /// Whether leasing must wait. Visits that are under way may still add their entries.
    var isFull: Bool {
        self.entries.count + self.underWay >= self.capacity || self.bytes + self.bytesUnderWay >= Outbox.byteCapacity
    }

    /// Whether nothing waits to be taken.
    var isEmpty: Bool { self.entries.isEmpty }

    /// Numbers a step and adds its entry, if there is something to write.
    mutating func append(_ entry: StepEntry) {
        guard !entry.isEmpty else { return }
        self.lastStep += 1
        var entry = entry
        entry.step = self.lastStep
        self.bytes += entry.fetched.reduce(0) { $0 + $1.bodyBytes }
        self.entries.append(entry)
    }

    /// All entries that wait, in order; they count against the capacity until ``written()``.
    mutating func take() -> [StepEntry] {
        defer { self.entries = [] }
        self.underWay = self.entries.count
        (self.bytesUnderWay, self.bytes) = (self.bytes, 0)
        return self.entries
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
