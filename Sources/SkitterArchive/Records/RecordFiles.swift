/// `pages.jsonl`, `skipped.jsonl` and `depths.jsonl`, which grow together: a batch is in all three or in none.
package struct RecordFiles: ~Copyable {
    private var pages: AppendFile
    private var skipped: AppendFile
    private var depths: AppendFile

    /// The files in `directory`; what they hold already stays.
    package init(in directory: String) throws(ArchiveError) {
        try self.init(
            pages: CrawlFile.pages.path(in: directory), skipped: CrawlFile.skipped.path(in: directory),
            depths: CrawlFile.depths.path(in: directory), writeCall: AppendFile.systemWrite)
    }

    /// Three files that are written by `writeCall`, which does as write(2) does: for tests that need a disk that is
    /// full, slow or interrupted.
    package init(
        pages: String, skipped: String, depths: String,
        writeCall: @escaping @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    ) throws(ArchiveError) {
        let pages = try AppendFile(pages, writeCall: writeCall)
        let skipped = try AppendFile(skipped, writeCall: writeCall)
        let depths = try AppendFile(depths, writeCall: writeCall)
        self.pages = pages
        self.skipped = skipped
        self.depths = depths
    }

    /// How long they are.
    package var offsets: RecordOffsets {
        RecordOffsets(pages: self.pages.length, skipped: self.skipped.length, depths: self.depths.length)
    }

    /// Appends `lines`, one write(2) for each file; where one cannot be written all are cut back to where they were.
    package mutating func append(_ lines: RecordLines) throws(ArchiveError) {
        let offsets = self.offsets
        do throws(ArchiveError) {
            try self.pages.append(lines.pages)
            try self.skipped.append(lines.skipped)
            try self.depths.append(lines.depths)
        } catch {
            // The first error tells what happened; one while cutting back is a consequence of it.
            try? self.cut(to: offsets)
            throw error
        }
    }

    /// Cuts the files back to `offsets`, an earlier ``offsets``: all of them, also where one fails.
    package mutating func cut(to offsets: RecordOffsets) throws(ArchiveError) {
        var failure: ArchiveError?
        do throws(ArchiveError) { try self.pages.truncate(to: offsets.pages) } catch { failure = error }
        do throws(ArchiveError) { try self.skipped.truncate(to: offsets.skipped) } catch { failure = failure ?? error }
        do throws(ArchiveError) { try self.depths.truncate(to: offsets.depths) } catch { failure = failure ?? error }
        if let failure { throw failure }
    }

    /// Returns when the device holds what was appended.
    package func synchronize() throws(ArchiveError) {
        try self.pages.synchronize()
        try self.skipped.synchronize()
        try self.depths.synchronize()
    }
}
