package import SkitterArchive
package import SkitterCore

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Finds what a journal holds of one URL: `crawl.index.sqlite`, made at the end of a crawl or when first needed.
///
/// Rows by id alone: the id of a URL follows from its text and the journal's key, so that no text is indexed; and the links
/// that waited for their host, by the step of their page. The file can
/// be attached to the journal (`ATTACH 'crawl.index.sqlite' AS at`), and deleted at any time.
package struct JournalIndex: Sendable {
    /// Where a URL stands in the journal.
    package struct Entry: Sendable, Hashable {
        /// The step in which it became known; nil where no row says so.
        package var discovered: UInt64?
        /// The steps that settled it, in order: one, but where it was skipped for its depth and visited later.
        package var settled: [UInt64]

        /// A URL that became known in step `discovered` and was settled in the steps `settled`.
        package init(discovered: UInt64?, settled: [UInt64]) {
            self.discovered = discovered
            self.settled = settled
        }
    }

    private let connection: SharedConnection
    private let path: String
    private let hashSeed: UInt64

    /// The index of the journal in `directory`, made anew where there is none or the crawl went on since.
    package init(directory: String) throws(ArchiveError) {
        let journal = try JournalReader(directory: directory)
        self.path = CrawlFile.journalIndex.path(in: directory)
        self.hashSeed = journal.meta.hashSeed
        if JournalIndex.step(at: self.path) != journal.position.step {
            try JournalIndex.build(of: journal, at: self.path, in: directory)
        }
        do {
            self.connection = SharedConnection(try SQLiteConnection(self.path, .readOnly))
        } catch {
            throw ArchiveError(error, database: self.path)
        }
    }

    /// What the journal holds of `url`.
    package func entry(of url: CrawlURL) throws(ArchiveError) -> Entry {
        try self.entry(of: url.fingerprint(seed: self.hashSeed).rawValue)
    }

    /// What the journal holds of the URL with this fingerprint.
    package func entry(of id: UInt64) throws(ArchiveError) -> Entry {
        do {
            return try self.connection.read { connection in
                let key = SQLiteValue.integer(Int64(bitPattern: id))
                return Entry(
                    discovered: try connection.firstRow("SELECT step FROM discovered WHERE id = ?", key) { $0.id(0) },
                    settled: try connection.rows(
                        "SELECT step FROM settled WHERE id = ? ORDER BY step LIMIT 1000", key
                    ) { $0.id(0) })
            }
        } catch {
            throw ArchiveError(error, database: self.path)
        }
    }

    /// Whether there is an index that knows all of the journal in `directory`.
    package static func isCurrent(in directory: String) throws(ArchiveError) -> Bool {
        let journal = try JournalReader(directory: directory)
        return JournalIndex.step(at: CrawlFile.journalIndex.path(in: directory)) == journal.position.step
    }

    /// Grows when a table is added, so that an index without it is made anew.
    private static let version = 2

    /// The last step that the index at `path` knows; nil where there is none of use.
    private static func step(at path: String) -> UInt64? {
        let step = try? SQLiteConnection(path, .readOnly)
            .integer("SELECT step FROM built WHERE version = \(JournalIndex.version)")
        return step.flatMap(\.self).map(UInt64.init(bitPattern:))
    }

    /// Sorted before they are put in, rows are appended as fast as in the journal. The file takes its name when it is whole.
    private static func build(of journal: JournalReader, at path: String, in directory: String)
        throws(ArchiveError)
    {
        // The name that `--overwrite` removes where a kill left it behind.
        let temporary = directory + "/." + CrawlFile.journalIndex.rawValue + ".tmp"
        unlink(temporary)
        defer { unlink(temporary) }
        do {
            let connection = try SQLiteConnection(temporary, .create)
            try connection.execute(script: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            try connection.execute("ATTACH ? AS journal", .text(journal.path))
            try connection.execute(
                script: """
                    CREATE TABLE built (step INTEGER NOT NULL, version INTEGER NOT NULL);
                    CREATE TABLE discovered (id INTEGER PRIMARY KEY, step INTEGER NOT NULL, seq INTEGER NOT NULL);
                    CREATE TABLE settled (id INTEGER, step INTEGER, PRIMARY KEY (id, step)) WITHOUT ROWID;
                    CREATE TABLE waiting (step INTEGER, seq INTEGER, PRIMARY KEY (step, seq)) WITHOUT ROWID;
                    BEGIN;
                    INSERT INTO built SELECT step, \(JournalIndex.version) FROM journal.position;
                    INSERT OR IGNORE INTO discovered SELECT id, step, seq FROM journal.urls ORDER BY id, seq;
                    INSERT OR IGNORE INTO discovered SELECT id, step, -seq FROM journal.seeds ORDER BY id, seq;
                    INSERT OR IGNORE INTO settled SELECT id, step FROM
                        (SELECT id, step FROM journal.pages UNION ALL SELECT id, step FROM journal.skips)
                        ORDER BY id, step;
                    INSERT INTO waiting SELECT step, seq FROM journal.awaiting ORDER BY seq;
                    COMMIT;
                    DETACH journal;
                    """)
            try connection.close()
        } catch {
            throw ArchiveError(error, database: path)
        }
        guard rename(temporary, path) == 0 else {
            throw ArchiveError(.failed, path: path, "could not be replaced (\(String(cString: strerror(errno))))")
        }
    }
}
