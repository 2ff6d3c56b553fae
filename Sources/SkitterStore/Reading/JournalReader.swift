package import SkitterArchive
package import SkitterCore

/// Reads the journal of a crawl: one that ended, that runs, or that was killed.
///
/// Each method sees the journal as it was after one commit, and reads it once from its beginning to its end: memory does
/// not grow with it.
package struct JournalReader: Sendable {
    /// The file.
    package let path: String
    /// What it says of the crawl as a whole.
    package let meta: JournalMeta
    /// How far the crawl was durable when this reader was made.
    package let position: JournalPosition
    private let connection: SharedConnection

    /// A reader of `crawl.sqlite` in `directory`; changes nothing.
    ///
    /// - Parameter recovers: whether what a kill left half done is undone first: for whoever has locked the directory.
    package init(directory: String, recovers: Bool = false) throws(ArchiveError) {
        let path = CrawlFile.journal.path(in: directory)
        if recovers { try JournalFile.recover(path) }
        let connection = try JournalFile.read(path)
        do {
            (self.meta, self.position) = try connection.snapshot {
                (
                    try JournalMeta(reading: connection, path: path),
                    try JournalPosition(reading: connection, path: path)
                )
            }
        } catch {
            throw ArchiveError(error, database: path)
        }
        self.path = path
        self.connection = SharedConnection(connection)
    }

    /// A reader of `crawl.sqlite` in `directory`; nil where the crawl there keeps none.
    package static func ifKept(in directory: String) throws(ArchiveError) -> JournalReader? {
        do {
            return try JournalReader(directory: directory)
        } catch {
            guard error.code == .missing else { throw error }
            return nil
        }
    }

    /// Hands each step to `body`, in their order, instants counted from `runStartedMicroseconds`.
    ///
    /// - Parameter withRecords: whether the lines of the records are read as well.
    package func forEachStep(
        runStartedMicroseconds: Int64, withRecords: Bool = false, _ body: (JournalStep) throws -> Void
    ) throws {
        try self.read { connection in
            let merger = try StepMerger(
                connection, path: self.path, clock: StoreClock(startedMicroseconds: runStartedMicroseconds),
                withRecords: withRecords)
            while let step = try merger.next() { try body(step) }
        }
    }

    /// Hands each step to `body` as it was written, records and all.
    package func forEachEntry(runStartedMicroseconds: Int64, _ body: (StepEntry) throws -> Void) throws {
        try self.forEachStep(runStartedMicroseconds: runStartedMicroseconds, withRecords: true) { step in
            try body(try step.entry(path: self.path))
        }
    }

    /// Runs `body` on a snapshot; errors of the database come out as those of an archive, others as they are.
    func read<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        do {
            return try self.connection.read(body)
        } catch let error as SQLiteError {
            throw ArchiveError(error, database: self.path)
        }
    }
}
