internal import GRDB
internal import GRDBSQLite
internal import SkitterCore

/// Looks rows up by one number, with a statement that is prepared once and values straight from SQLite's memory: a fraction of
/// what GRDB's rows cost. Used on the queue of its database alone.
final class KeyedQuery {
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?

    /// The rows of `sql`, whose one parameter is the number.
    init(_ connection: Database, _ sql: String) throws {
        self.statement = try connection.makeStatement(sql: sql)
        self.handle = self.statement.sqliteStatement
        self.connection = connection.sqliteConnection
    }

    /// Runs `body` with each row for `key`; values are there while it runs.
    func forEach(_ key: Int64, _ body: (KeyedQuery) throws -> Void) throws {
        defer { sqlite3_reset(self.handle) }
        let code = sqlite3_bind_int64(self.handle, 1, key)
        guard code == SQLITE_OK else { throw DatabaseError(code, on: self.connection) }
        while true {
            switch sqlite3_step(self.handle) {
            case SQLITE_ROW: try body(self)
            case SQLITE_DONE: return
            case let code: throw DatabaseError(code, on: self.connection)
            }
        }
    }

    func isNull(_ column: CInt) -> Bool { sqlite3_column_type(self.handle, column) == SQLITE_NULL }

    func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(self.handle, column) }

    /// The bytes of a text or a blob; none where there is neither.
    func withBytes<Result>(_ column: CInt, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        // The bytes first, as in ``RowCursor``.
        guard let start = sqlite3_column_blob(self.handle, column) else {
            return try body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(self.handle, column))))
    }
}
