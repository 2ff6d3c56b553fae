package import SkitterArchive
package import SkitterCore

/// How far a crawl is durable: changed by each commit together with the rows that it speaks of.
package struct JournalPosition: Hashable, Sendable {
    /// The last step; 0 before the first.
    package var step: UInt64 = 0
    /// When it was written, in microseconds since 1970 (UTC).
    package var writtenMicroseconds: Int64
    /// How long the files of records were then.
    package var records = RecordOffsets()
    /// How far the WARC files were good then; nil without any.
    package var archive: WARCPosition?
    /// The last step up to which a ``RecordConsumer`` has taken what was recorded; nil where the crawl never had one.
    package var consumed: UInt64?
    /// URLs that were handed out after the last step; a run that goes on fetches them again.
    package var inFlight = 0
    /// How the crawl ended; nil while it runs and where it was killed.
    package var ending: CrawlEnding?

    /// Nothing is written yet.
    package init(writtenMicroseconds: Int64) {
        self.writtenMicroseconds = writtenMicroseconds
    }
}
