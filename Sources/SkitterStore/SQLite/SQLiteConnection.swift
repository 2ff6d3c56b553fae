internal import CSQLite

/// A connection to one database, for one task at a time; it is closed with its last statement.
package final class SQLiteConnection {
    /// What a connection may do.
    package enum Access: Sendable {
        /// Read; nothing in the file changes.
        case readOnly
        /// Read and write a file that is there.
        case readWrite
        /// Read and write, and make a file that is not there.
        case create
    }

    /// How long a call waits for what another connection has locked: 5 s, beyond any commit of a crawl, and short enough that
    /// somebody waits for the message.
    package static let patienceMilliseconds: CInt = 5000

    /// SQLite's own; nil once it is closed.
    private var open: OpaquePointer?
    /// Whether the handle is closed with this object.
    private let isOwner: Bool

    /// SQLite's own.
    var handle: OpaquePointer {
        guard let open = self.open else { preconditionFailure("a closed connection is asked") }
        return open
    }

    /// Opens the database at `path`. SQLite looks into the file when it is first asked for something.
    ///
    /// - Parameter patienceMilliseconds: how long a call waits for what another connection has locked.
    package init(
        _ path: String, _ access: Access, patienceMilliseconds: CInt = SQLiteConnection.patienceMilliseconds
    ) throws(SQLiteError) {
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var handle: OpaquePointer?
        // Without SQLite's own locks: no two tasks use one connection at the same time.
        let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            let error = SQLiteError(code, on: handle)
            sqlite3_close_v2(handle)
            throw error
        }
        self.open = handle
        self.isOwner = true
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, patienceMilliseconds)
    }

    /// The connection whose handle lies at `address`, which another object closes.
    init?(sharing address: UInt) {
        guard let handle = OpaquePointer(bitPattern: address) else { return nil }
        self.open = handle
        self.isOwner = false
    }

    /// Where the handle lies: what another thread may be told of this object.
    var address: UInt { UInt(bitPattern: self.handle) }

    deinit {
        // Statements hold their connection; the call that closes once the last of them is gone is for those of ``init(sharing:)``.
        if self.isOwner { sqlite3_close_v2(self.open) }
    }

    /// The rows that the last statement changed.
    package var changes: Int { Int(sqlite3_changes64(self.handle)) }

    /// Whether each statement is a transaction of its own.
    private var isOutsideTransaction: Bool { sqlite3_get_autocommit(self.handle) != 0 }

    /// Closes it now, and says where that is not possible; nothing may be asked of it afterwards.
    package func close() throws(SQLiteError) {
        try self.check(sqlite3_close(self.handle))
        self.open = nil
    }

    // MARK: - Statements without values

    /// Runs all statements of `script`, up to the first that fails.
    package func execute(script: String) throws(SQLiteError) {
        try self.check(sqlite3_exec(self.handle, script, nil, nil, nil))
    }

    /// How long a call waits for what another connection has locked, from now on.
    func wait(milliseconds: CInt) {
        sqlite3_busy_timeout(self.handle, milliseconds)
    }

    /// Throws what `code` means, unless it is that all is well.
    func check(_ code: CInt) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw SQLiteError(code, on: self.handle) }
    }

    // MARK: - Transactions

    /// Runs `body` in a transaction that may write from its beginning; where anything throws, nothing of it stays.
    package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try self.within("BEGIN IMMEDIATE", body)
    }

    /// Runs `body` on the database as it is when `body` first reads of it.
    package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        try self.within("BEGIN", body)
    }

    private func within<Result>(_ begin: String, _ body: () throws -> Result) throws -> Result {
        try self.execute(script: begin)
        do {
            let result = try body()
            try self.execute(script: "COMMIT")
            return result
        } catch {
            // SQLite itself has rolled back where the device was full or failed.
            if !self.isOutsideTransaction { try? self.execute(script: "ROLLBACK") }
            throw error
        }
    }
}
