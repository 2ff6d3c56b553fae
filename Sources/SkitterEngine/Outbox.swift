internal import SkitterCore

/// Entries of the frontier's steps on their way to the sink, numbered in order. Bounded: while it is full, nothing is leased.
struct Outbox {
    private var entries: [StepEntry] = []
    private var underWay = 0
    private var lastStep: UInt64 = 0
    private let capacity: Int
    private(set) var isClosed = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Whether leasing must wait. Visits that are under way may still add their entries.
    var isFull: Bool { self.entries.count + self.underWay >= self.capacity }

    /// Whether nothing waits to be taken.
    var isEmpty: Bool { self.entries.isEmpty }

    /// Numbers a step and adds its entry, if there is something to write.
    mutating func append(visit: VisitRecord?, skipped: [SkippedRecord], depthChanges: [DepthChange]) {
        let entry = StepEntry(step: self.lastStep + 1, visit: visit, skipped: skipped, depthChanges: depthChanges)
        guard !entry.isEmpty else { return }
        self.lastStep += 1
        self.entries.append(entry)
    }

    /// All entries that wait, in order; they count against the capacity until ``written()``.
    mutating func take() -> [StepEntry] {
        defer { self.entries = [] }
        self.underWay = self.entries.count
        return self.entries
    }

    /// What was taken last is written.
    mutating func written() {
        self.underWay = 0
    }

    /// Nothing will be added any more.
    mutating func close() {
        self.isClosed = true
    }
}
