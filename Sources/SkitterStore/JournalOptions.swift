package import SkitterArchive

/// How a journal is written.
package struct JournalOptions: Sendable {
    /// Against what a commit is safe.
    package var durability = Durability.process
    /// How exchanges are archived in `warc/`; nil where they are not.
    package var archive: WARCConfiguration?
    /// The start of this run, in microseconds since 1970 (UTC): what the engine's instants count from.
    package var runStartedMicroseconds: Int64
    /// Tells the time of day, in microseconds since 1970 (UTC).
    package var wallMicroseconds: @Sendable () -> Int64 = StoreClock.systemMicroseconds
    /// Does as write(2) does, for the files of records: for tests that need a disk that is full. nil for write(2) itself.
    package var writeCall: (@Sendable (Int32, UnsafeRawBufferPointer) -> Int)?
    /// The greatest number of pages (8 KB) that the database may have: for tests that need one that is full.
    package var databasePageLimit: Int?

    /// The defaults for a run that started so.
    package init(runStartedMicroseconds: Int64) {
        self.runStartedMicroseconds = runStartedMicroseconds
    }
}
