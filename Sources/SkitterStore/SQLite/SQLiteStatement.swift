internal import CSQLite

/// A statement that is prepared once and run any number of times. Used by one task at a time, like its connection.
package final class SQLiteStatement: SQLiteRow {
    /// Is not closed before this.
    private let connection: SQLiteConnection
    /// SQLite's own.
    let handle: OpaquePointer
    /// The first failure of binding values to this run.
    private var failure = SQLITE_OK

    /// Has SQLite copy the bytes before the call returns.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// The one statement of `sql`.
    package init(_ connection: SQLiteConnection, _ sql: String) throws(SQLiteError) {
        var handle: OpaquePointer?
        try connection.check(sqlite3_prepare_v2(connection.handle, sql, -1, &handle, nil))
        guard let handle else { preconditionFailure("\"\(sql)\" is no statement") }
        self.connection = connection
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(self.handle)
    }

    package var statement: SQLiteStatement { self }

    // MARK: - Values

    /// Binds `values`, one for each parameter in turn.
    package func bind(_ values: [SQLiteValue]) {
        for (index, value) in zip(CInt(1)..., values) {
            switch value {
            case .integer(let number): self.bind(number, at: index)
            case .text(var text): text.withUTF8 { self.bind(text: UnsafeRawBufferPointer($0), at: index) }
            case .blob(let bytes): bytes.withUnsafeBytes { self.bind(blob: $0, at: index) }
            case .null: self.bindNull(at: index)
            }
        }
    }

    func bind(_ number: Int64, at index: CInt) {
        self.note(sqlite3_bind_int64(self.handle, index, number))
    }

    func bindNull(at index: CInt) {
        self.note(sqlite3_bind_null(self.handle, index))
    }

    /// Binds a text.
    ///
    /// - Parameter staysInPlace: whether its bytes stay where they are until the run is over, and are not copied.
    func bind(text bytes: UnsafeRawBufferPointer, at index: CInt, staysInPlace: Bool = false) {
        let destructor = staysInPlace ? nil : Self.transient
        // Without an address it would be NULL; a text that is empty may have none.
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else {
            return self.note(sqlite3_bind_text(self.handle, index, "", 0, Self.transient))
        }
        self.note(sqlite3_bind_text(self.handle, index, start, CInt(clamping: bytes.count), destructor))
    }

    /// Binds bytes, as ``bind(text:at:staysInPlace:)`` a text.
    func bind(blob bytes: UnsafeRawBufferPointer, at index: CInt, staysInPlace: Bool = false) {
        guard let start = bytes.baseAddress else { return self.note(sqlite3_bind_zeroblob(self.handle, index, 0)) }
        let destructor = staysInPlace ? nil : Self.transient
        self.note(sqlite3_bind_blob(self.handle, index, start, CInt(clamping: bytes.count), destructor))
    }

    private func note(_ code: CInt) {
        if self.failure == SQLITE_OK { self.failure = code }
    }

    // MARK: - Runs

    /// Goes to the next row; false behind the last one. Throws, too, where a value could not be bound.
    func step() throws(SQLiteError) -> Bool {
        try self.connection.check(self.failure)
        switch sqlite3_step(self.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw SQLiteError(code, on: self.connection.handle)
        }
    }

    /// Ends this run. Values stay bound.
    func reset() {
        sqlite3_reset(self.handle)
        self.failure = SQLITE_OK
    }

    /// Runs it for its effect.
    package func run() throws(SQLiteError) {
        defer { self.reset() }
        while try self.step() {}
    }

    /// Runs `body` with each row; values are there while it runs.
    package func forEachRow(_ body: (SQLiteStatement) throws -> Void) throws {
        defer { self.reset() }
        while try self.step() { try body(self) }
    }

    /// Runs `body` with each row for `key`, the one parameter.
    func forEachRow(of key: Int64, _ body: (SQLiteStatement) throws -> Void) throws {
        self.bind(key, at: 1)
        try self.forEachRow(body)
    }
}
