internal import CSQLite

/// Reads the values of the row on which a statement stands, straight from SQLite's memory. A file may hold anything anywhere: nothing
/// of it traps.
package protocol SQLiteRow {
    /// What stands on the row.
    var statement: SQLiteStatement { get }
}

extension SQLiteRow {
    /// Whether nothing is there.
    package func isNull(_ column: CInt) -> Bool {
        sqlite3_column_type(self.statement.handle, column) == SQLITE_NULL
    }

    // MARK: - What is there, as what is asked for

    /// A number; 0 where there is none.
    package func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(self.statement.handle, column) }

    /// An id: the bits of a number.
    func id(_ column: CInt) -> UInt64 { UInt64(bitPattern: self.integer(column)) }

    /// A text, what is no UTF-8 in it replaced; empty where there is none.
    package func text(_ column: CInt) -> String {
        self.withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a text or a blob; none where there is neither.
    package func bytes(_ column: CInt) -> [UInt8] { self.withBytes(column) { [UInt8]($0) } }

    /// Runs `body` with the bytes of a text or a blob; none where there is neither.
    func withBytes<Result>(_ column: CInt, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        // The bytes first: asking for the length afterwards is the order that SQLite documents as safe. There are none
        // where the text is empty, and where a damaged file does not have them.
        guard let start = sqlite3_column_blob(self.statement.handle, column) else {
            return try body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        let count = Int(sqlite3_column_bytes(self.statement.handle, column))
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    // MARK: - What is there, if it is what is asked for

    /// A number; nil where something else stands, a text of digits too.
    package func integerIfAny(_ column: CInt) -> Int64? {
        switch sqlite3_column_type(self.statement.handle, column) {
        case SQLITE_INTEGER: return self.integer(column)
        case SQLITE_FLOAT:
            let value = sqlite3_column_double(self.statement.handle, column).rounded(.towardZero)
            return Int64(exactly: value)
        default: return nil
        }
    }

    /// A text, or bytes that are one; nil where something else stands.
    package func textIfAny(_ column: CInt) -> String? {
        switch sqlite3_column_type(self.statement.handle, column) {
        case SQLITE_TEXT: self.text(column)
        case SQLITE_BLOB: String(validating: self.bytes(column), as: UTF8.self)
        default: nil
        }
    }

    /// The column of this name; nil where there is none.
    func column(named name: String) -> CInt? {
        (0..<sqlite3_column_count(self.statement.handle)).first { column in
            sqlite3_column_name(self.statement.handle, column).map { String(cString: $0) } == name
        }
    }
}
