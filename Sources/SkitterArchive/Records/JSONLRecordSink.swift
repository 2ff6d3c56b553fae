public import SkitterCore

/// Writes the steps of a crawl to `pages.jsonl`, `skipped.jsonl` and `depths.jsonl`, one JSON text a line.
///
/// A batch is at most one write(2) for each file and survives a kill of the process when ``append(_:)`` returns. When a
/// file cannot be written all three are cut back to where they were, and every later call throws the same error.
/// Writing blocks; it happens on a thread that does nothing else, never on one that crawls.
public actor JSONLRecordSink: RecordSink {
    /// The thread on which this actor runs; nothing else runs there.
    private let queue = WriterQueue(label: "skitter.records")
    /// `pages.jsonl`.
    private var pages: AppendFile
    /// `skipped.jsonl`.
    private var skipped: AppendFile
    /// `depths.jsonl`.
    private var depths: AppendFile
    /// Lines of the batch at hand; the memory is kept for the next batch.
    private var writer = JSONWriter()
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
        self.pages = try AppendFile(pages, writeCall: writeCall)
        self.skipped = try AppendFile(skipped, writeCall: writeCall)
        self.depths = try AppendFile(depths, writeCall: writeCall)
    }

    /// Writes `entries`, all or none; returns when the files hold them.
    public func append(_ entries: [StepEntry]) throws {
        if let failure = self.failure { throw failure }
        for entry in entries {
            precondition(entry.step > self.lastStep, "steps are written in ascending order")
            self.lastStep = entry.step
        }
        let offsets = (self.pages.length, self.skipped.length, self.depths.length)
        do throws(ArchiveError) {
            try self.write(entries)
        } catch {
            // The first error tells what happened; one while cutting back is a consequence of it.
            try? self.pages.truncate(to: offsets.0)
            try? self.skipped.truncate(to: offsets.1)
            try? self.depths.truncate(to: offsets.2)
            self.failure = error
            throw error
        }
    }

    /// Tells whether everything handed in was written; the files close with this sink.
    public func close() throws {
        if let failure = self.failure { throw failure }
    }

    private func write(_ entries: [StepEntry]) throws(ArchiveError) {
        self.writer.removeAll()
        for entry in entries {
            guard let visit = entry.visit else { continue }
            self.writer.visit(visit)
            self.writer.newline()
        }
        try self.pages.append(self.writer.bytes)
        self.writer.removeAll()
        for entry in entries {
            for record in entry.skipped {
                self.writer.skipped(record)
                self.writer.newline()
            }
        }
        try self.skipped.append(self.writer.bytes)
        self.writer.removeAll()
        for entry in entries {
            for change in entry.depthChanges {
                self.writer.depthChange(change)
                self.writer.newline()
            }
        }
        try self.depths.append(self.writer.bytes)
    }
}
