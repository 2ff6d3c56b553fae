internal import SkitterArchive

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Opens `crawl.sqlite`, or says in one sentence why it is none that this program may use.
enum JournalFile {
    /// Records are long rows: larger pages than SQLite's 4 KB leave less room unused, and are fewer to write.
    static let pageBytes = 8192
    /// The log is written back into the database when it has so many pages: see docs/decisions/journal.md.
    static let checkpointPages = 2000

    /// The journal at `path`, of this version or an older one, for reading alone: nothing in it changes, not even its version.
    static func read(_ path: String) throws(ArchiveError) -> SQLiteConnection {
        try JournalFile.checkExistence(path)
        do {
            let connection = try SQLiteConnection(path, .readOnly)
            // An older one lacks tables that were empty; whoever reads those looks whether they are there.
            _ = try JournalFile.version(of: connection, path: path)
            return connection
        } catch {
            throw ArchiveError(error, database: path)
        }
    }

    /// The journal at `path`, for writing, in the newest version; one that is not there is refused.
    static func write(_ path: String, durability: Durability, pageLimit: Int?) throws(ArchiveError) -> SQLiteConnection
    {
        try JournalFile.checkExistence(path)
        try JournalFile.recover(path)
        do {
            // Looked at first by a connection that changes nothing: the file may be anybody's.
            let version = try JournalFile.version(of: SQLiteConnection(path, .readOnly), path: path)
            let connection = try JournalFile.open(path, durability: durability, pageLimit: pageLimit)
            if version < JournalSchema.version {
                try connection.transaction { try JournalFile.migrate(connection, from: version) }
            }
            return connection
        } catch {
            throw ArchiveError(error, database: path)
        }
    }

    /// A new journal at `path` with `meta` and the position before the first step.
    static func create(
        _ path: String, meta: JournalMeta, position: JournalPosition, durability: Durability, pageLimit: Int?
    ) throws(ArchiveError) -> SQLiteConnection {
        if let size = JournalFile.size(path), size > 0 {
            throw ArchiveError(.notEmpty, path: path, "is there already; resume that crawl or choose another directory")
        }
        // A kill at any instant leaves a whole journal under this name, or none.
        let temporary = path.dropLast(CrawlFile.journal.rawValue.utf8.count) + ".\(CrawlFile.journal.rawValue).tmp"
        unlink(String(temporary))
        defer { unlink(String(temporary)) }
        do {
            try JournalFile.write(meta, position, to: String(temporary))
            guard rename(String(temporary), path) == 0 else {
                throw ArchiveError(.failed, path: path, "could not be made (\(String(cString: strerror(errno))))")
            }
            return try JournalFile.open(path, durability: durability, pageLimit: pageLimit)
        } catch {
            throw ArchiveError(error, database: path)
        }
    }

    /// A journal before its first step, on the device: without a log, and without a file beside it.
    private static func write(_ meta: JournalMeta, _ position: JournalPosition, to path: String) throws {
        let connection = try SQLiteConnection(path, .create)
        try connection.execute(
            script: "PRAGMA page_size = \(JournalFile.pageBytes); PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL")
        try connection.transaction {
            try connection.execute(script: "PRAGMA application_id = \(JournalSchema.applicationID)")
            try JournalFile.migrate(connection, from: 0)
            try meta.write(to: connection)
            try position.write(with: PreparedRow(connection, JournalPosition.statement))
        }
        try connection.close()
    }

    /// Undoes what a kill left half done while the log was turned on or off, which a connection for reading cannot. For whoever
    /// has locked the directory; a file that is no journal is left alone.
    static func recover(_ path: String) throws(ArchiveError) {
        guard let size = JournalFile.size(path + "-journal"), size > 0, JournalFile.hasApplicationID(path) else {
            return
        }
        do {
            let connection = try SQLiteConnection(path, .readWrite)
            _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
            try connection.close()
        } catch {
            throw ArchiveError(error, database: path)
        }
    }

    /// Whether the file says that it is a journal, in the four bytes at 68 (https://sqlite.org/fileformat.html).
    private static func hasApplicationID(_ path: String) -> Bool {
        guard let file = fopen(path, "rb") else { return false }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 72)
        guard fread(&bytes, 1, bytes.count, file) == bytes.count else { return false }
        return bytes[68...].reduce(Int64(0)) { $0 << 8 | Int64($1) } == JournalSchema.applicationID
    }

    private static func open(_ path: String, durability: Durability, pageLimit: Int?) throws -> SQLiteConnection {
        let connection = try SQLiteConnection(path, .readWrite)
        try connection.execute(
            script: """
                PRAGMA page_size = \(JournalFile.pageBytes);
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = \(durability == .power ? "FULL" : "NORMAL");
                PRAGMA wal_autocheckpoint = \(JournalFile.checkpointPages);
                """)
        if let pageLimit { try connection.execute(script: "PRAGMA max_page_count = \(pageLimit)") }
        return connection
    }

    private static func migrate(_ connection: SQLiteConnection, from version: Int) throws(SQLiteError) {
        for migration in JournalSchema.migrations[version...] { try connection.execute(script: migration) }
        try connection.execute(script: "PRAGMA user_version = \(JournalSchema.version)")
    }

    /// The version of a journal; anything else is refused.
    private static func version(of connection: SQLiteConnection, path: String) throws -> Int {
        guard try connection.integer("PRAGMA application_id") == JournalSchema.applicationID else {
            throw ArchiveError(
                .foreign, path: path, "is a database, but not the journal of a crawl; nothing was changed")
        }
        let version = try connection.integer("PRAGMA user_version").map(Int.init) ?? 0
        guard version <= JournalSchema.version else {
            throw ArchiveError(
                .corrupt, path: path,
                "has format \(version), which is newer than this program's \(JournalSchema.version); use the version of skitter that wrote it"
            )
        }
        guard version > 0 else {
            throw ArchiveError(.corrupt, path: path, "has a format that no version of skitter wrote")
        }
        return version
    }

    private static func checkExistence(_ path: String) throws(ArchiveError) {
        guard let size = JournalFile.size(path) else {
            throw ArchiveError(.missing, path: path, "is not there; is this the directory of a crawl with a journal?")
        }
        guard size > 0 else {
            throw ArchiveError(
                .corrupt, path: path, "is empty: the crawl was ended before it began; start again with --overwrite")
        }
    }

    private static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }
}
