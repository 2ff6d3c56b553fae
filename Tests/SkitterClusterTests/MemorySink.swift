#if Cluster
import SkitterCore
import SkitterLock

/// Keeps what is recorded.
final class MemorySink: RecordSink {
    private let kept = Locked<[StepEntry]>([])

    var entries: [StepEntry] { self.kept.withLock { $0 } }
    var visits: [VisitRecord] { self.entries.compactMap(\.visit) }

    func append(_ entries: [StepEntry]) async throws {
        self.kept.withLock { $0 += entries }
    }

    func consumed(upTo step: UInt64) async {}
    func close() async throws {}
}
#endif
