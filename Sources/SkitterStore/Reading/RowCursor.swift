internal import GRDB
internal import GRDBSQLite
internal import SkitterArchive
internal import SkitterCore

/// Reads rows one by one, their values straight from SQLite's memory. Used within one access to its database.
///
/// What a file holds instead of what belongs there is an error, never a trap.
final class RowCursor {
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?
    private let path: String
    private let table: String
    /// The first value of the row at hand, its step; nil behind the last row.
    private(set) var step: Int64?

    /// The rows of `sql`, the step first, standing on the first one.
    init(_ connection: Database, _ sql: String, table: String, path: String) throws {
        self.statement = try connection.makeStatement(sql: sql)
        self.handle = self.statement.sqliteStatement
        self.connection = connection.sqliteConnection
        self.path = path
        self.table = table
        self.step = nil
        try self.advance()
    }

    deinit {
        sqlite3_reset(self.handle)
    }

    /// Goes to the next row.
    func advance() throws {
        let before = self.step
        switch sqlite3_step(self.handle) {
        case SQLITE_ROW:
            let step = sqlite3_column_int64(self.handle, 0)
            guard step >= before ?? 0 else { throw self.error("its steps are not in order") }
            self.step = step
        case SQLITE_DONE:
            self.step = nil
        case let code:
            throw DatabaseError(code, on: self.connection)
        }
    }

    /// What is wrong with the row at hand.
    func error(_ message: String) -> ArchiveError {
        ArchiveError(
            .corrupt, path: self.path,
            "holds in table \(self.table), step \(self.step ?? 0), what no crawl wrote: \(message)")
    }

    func isNull(_ column: CInt) -> Bool { sqlite3_column_type(self.handle, column) == SQLITE_NULL }

    func id(_ column: CInt) -> UInt64 { UInt64(bitPattern: sqlite3_column_int64(self.handle, column)) }

    func optionalID(_ column: CInt) -> UInt64? { self.isNull(column) ? nil : self.id(column) }

    func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(self.handle, column) }

    /// A number from 0 to 2^53: too small for sums of such numbers to overflow.
    func count(_ column: CInt) throws -> Int {
        let value = sqlite3_column_int64(self.handle, column)
        guard value >= 0, value <= 1 << 53 else { throw self.error("\(value) is out of range") }
        return Int(value)
    }

    func optionalCount(_ column: CInt) throws -> Int? { self.isNull(column) ? nil : try self.count(column) }

    func text(_ column: CInt) -> String {
        self.withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    func optionalText(_ column: CInt) -> String? { self.isNull(column) ? nil : self.text(column) }

    func bytes(_ column: CInt) -> [UInt8] { self.withBytes(column) { [UInt8]($0) } }

    /// The ids of a list; none where there is no list.
    func ids(_ column: CInt) throws -> [UInt64] {
        guard !self.isNull(column) else { return [] }
        guard let ids = self.withBytes(column, IDList.ids) else { throw self.error("a list of ids is cut") }
        return ids
    }

    /// A URL: parsed, as nothing that came from a file is trusted; a tenth of a microsecond.
    func url(_ column: CInt) throws -> CrawlURL {
        do {
            return try self.withBytes(column) { try CrawlURL.parse(Span(_unsafeBytes: $0), base: nil) }
        } catch let error as URLParseError {
            throw self.error("\"\(self.text(column))\" is no URL (\(error))")
        }
    }

    func source(_ column: CInt) throws -> LinkSource {
        let word = self.text(column)
        guard let source = LinkSource(rawValue: word) else { throw self.error("\"\(word)\" names no kind of link") }
        return source
    }

    private func withBytes<Result>(_ column: CInt, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
    {
        // The bytes first: asking for the length afterwards is the order that SQLite documents as safe. There are none
        // where the text is empty, and where a damaged file does not have them.
        guard let start = sqlite3_column_blob(self.handle, column) else {
            return try body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(self.handle, column))))
    }
}
