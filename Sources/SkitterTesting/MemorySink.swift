public import SkitterCore
internal import SkitterLock

/// Keeps the entries it gets; may fail.
public final class MemorySink: RecordSink {
    /// It was told to keep no more.
    public struct Full: Error {}

    private let entries = Locked<[StepEntry]>([])
    private let failsAfter: Int

    /// A sink that is empty, and fails once it would hold more than `failsAfter` entries.
    public init(failsAfter: Int = .max) {
        self.failsAfter = failsAfter
    }

    /// Keeps `entries`; throws ``Full``.
    public func append(_ entries: [StepEntry]) throws {
        try self.entries.withLock { kept in
            if kept.count + entries.count > self.failsAfter { throw Full() }
            kept += entries
        }
    }

    /// Keeps no mark.
    public func consumed(upTo step: UInt64) {}

    /// Does nothing.
    public func close() {}

    /// All entries so far, in their order.
    public var all: [StepEntry] { self.entries.withLock { $0 } }
    /// The visits among them.
    public var visits: [VisitRecord] { self.all.compactMap(\.visit) }
    /// The skips among them.
    public var skips: [SkippedRecord] { self.all.flatMap(\.skipped) }
}

extension MemorySink: HoldingRecordSink {
    /// Holds nothing: what is not appended does not count.
    package func hold(_ entries: [HeldEntry]) {}
}
