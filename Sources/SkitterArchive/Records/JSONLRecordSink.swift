public import SkitterCore

/// Writes the steps of a crawl to `pages.jsonl`, `skipped.jsonl` and `depths.jsonl`, one JSON text a line.
///
/// A batch is at most one write(2) for each file and survives a kill of the process when ``append(_:)`` returns. When a
/// file cannot be written all three are cut back to where they were, and every later call throws the same error.
/// Writing blocks; it happens on a thread that does nothing else, never on one that crawls.
public actor JSONLRecordSink: RecordSink {
    /// The thread on which this actor runs; nothing else runs there.
    private let queue = WriterQueue(label: "skitter.records")
    /// The three files.
    private var files: RecordFiles
    /// The lines of the batch at hand; the memory is kept for the next batch.
    private var lines = RecordLines()
    /// The number of the last step handed in.
    private var lastStep: UInt64 = 0
    /// What keeps this sink from writing, once something does.
    private var failure: ArchiveError?

    /// The thread of its own, not the pool that crawls.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    /// A sink into the files of `directory`; what they hold already stays.
    public init(directory: CrawlDirectory) throws(ArchiveError) {
        try self.init(
            pages: CrawlFile.pages.path(in: directory.path), skipped: CrawlFile.skipped.path(in: directory.path),
            depths: CrawlFile.depths.path(in: directory.path), writeCall: AppendFile.systemWrite)
    }

    /// A sink into three files that writes by `writeCall`, which does as write(2) does: for tests that need a disk
    /// that is full, slow or interrupted.
    package init(
        pages: String, skipped: String, depths: String,
        writeCall: @escaping @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    ) throws(ArchiveError) {
        self.files = try RecordFiles(pages: pages, skipped: skipped, depths: depths, writeCall: writeCall)
    }

    /// Writes `entries`, all or none; returns when the files hold them.
    public func append(_ entries: [StepEntry]) throws {
        if let failure = self.failure { throw failure }
        for entry in entries {
            precondition(entry.step > self.lastStep, "steps are written in ascending order")
            self.lastStep = entry.step
        }
        self.lines.encode(entries)
        do throws(ArchiveError) {
            try self.files.append(self.lines)
        } catch {
            self.failure = error
            throw error
        }
    }

    /// Keeps no mark: a crawl without a journal cannot be gone on with.
    public func consumed(upTo step: UInt64) {}

    /// Tells whether everything handed in was written; the files close with this sink.
    public func close() throws {
        if let failure = self.failure { throw failure }
    }
}
