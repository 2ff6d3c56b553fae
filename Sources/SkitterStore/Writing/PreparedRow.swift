internal import GRDB
internal import GRDBSQLite
internal import SkitterCore

/// A prepared statement whose values are bound to SQLite directly: a third of what GRDB's arguments cost a row.
///
/// Used on the queue of its database alone, which made it. Every value is bound anew for each row.
final class PreparedRow {
    /// Keeps ``handle`` alive.
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?
    /// The first failure of binding the row at hand.
    private var code = SQLITE_OK
    private var index: CInt = 0

    /// Copies the bytes before the call returns.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ database: Database, _ sql: String) throws {
        self.statement = try database.makeStatement(sql: sql)
        self.handle = self.statement.sqliteStatement
        self.connection = database.sqliteConnection
    }

    /// A row of `table` with values for `columns`.
    convenience init(_ database: Database, into table: String, _ columns: String) throws {
        let count = columns.split(separator: ",").count
        let places = Array(repeating: "?", count: count).joined(separator: ", ")
        try self.init(database, "INSERT INTO \(table) (\(columns)) VALUES (\(places))")
    }

    // MARK: - The next value

    func add(_ value: Int64) {
        self.index += 1
        self.note(sqlite3_bind_int64(self.handle, self.index, value))
    }

    func add(_ value: Int) { self.add(Int64(value)) }

    /// An id: its bits.
    func add(_ bits: UInt64) { self.add(Int64(bitPattern: bits)) }

    func add(_ value: Int?) {
        if let value { self.add(Int64(value)) } else { self.addNull() }
    }

    func add(_ bits: UInt64?) {
        if let bits { self.add(bits) } else { self.addNull() }
    }

    func add(_ text: String?) {
        if let text { self.add(text) } else { self.addNull() }
    }

    func add(_ text: String) {
        self.index += 1
        var text = text
        let code = text.withUTF8 { bytes in
            // An empty buffer may have no address, which SQLite would take for NULL.
            bytes.isEmpty
                ? sqlite3_bind_text(self.handle, self.index, "", 0, nil)
                : bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(self.handle, self.index, $0.baseAddress, CInt(clamping: $0.count), Self.transient)
                }
        }
        self.note(code)
    }

    func add(blob bytes: [UInt8]) {
        self.index += 1
        self.note(
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(self.handle, self.index, 0)
                : sqlite3_bind_blob(self.handle, self.index, bytes, CInt(clamping: bytes.count), Self.transient))
    }

    /// Text that stays where it is until the row is written.
    func add(borrowing text: UnsafeBufferPointer<UInt8>) {
        self.index += 1
        let code = text.withMemoryRebound(to: CChar.self) {
            sqlite3_bind_text(self.handle, self.index, $0.baseAddress, CInt(clamping: $0.count), nil)
        }
        self.note(code)
    }

    func addNull() {
        self.index += 1
        self.note(sqlite3_bind_null(self.handle, self.index))
    }

    // MARK: - The row

    /// Writes the row and begins the next one.
    func write() throws {
        defer {
            sqlite3_reset(self.handle)
            self.index = 0
            self.code = SQLITE_OK
        }
        guard self.code == SQLITE_OK else { throw DatabaseError(self.code, on: self.connection) }
        let code = sqlite3_step(self.handle)
        guard code == SQLITE_DONE else { throw DatabaseError(code, on: self.connection) }
    }

    private func note(_ code: CInt) {
        if self.code == SQLITE_OK { self.code = code }
    }
}
