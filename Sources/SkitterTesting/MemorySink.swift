package import SkitterCore
internal import SkitterLock

/// Keeps the entries it gets; may fail.
package final class MemorySink: HoldingRecordSink {
    /// It was told to keep no more.
    package struct Full: Error {}

    private let entries = Locked<[StepEntry]>([])
    private let failsAfter: Int

    package init(failsAfter: Int = .max) {
        self.failsAfter = failsAfter
    }

    package func append(_ entries: [StepEntry]) throws {
        try self.entries.withLock { kept in
            if kept.count + entries.count > self.failsAfter { throw Full() }
            kept += entries
        }
    }

    package func hold(_ entries: [HeldEntry]) {}

    package func consumed(upTo step: UInt64) {}

    package func close() {}

    package var all: [StepEntry] { self.entries.withLock { $0 } }
    package var visits: [VisitRecord] { self.all.compactMap(\.visit) }
    package var skips: [SkippedRecord] { self.all.flatMap(\.skipped) }
}
