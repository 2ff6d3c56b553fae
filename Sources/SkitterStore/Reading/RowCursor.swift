internal import SkitterArchive
internal import SkitterCore

/// Reads rows one by one, in the order of their steps. Used within one access to its database.
///
/// What a file holds instead of what belongs there is an error, never a trap.
final class RowCursor: SQLiteRow {
    let statement: SQLiteStatement
    private let path: String
    private let table: String
    /// The first value of the row at hand, its step; nil behind the last row.
    private(set) var step: Int64?

    /// The rows of `sql`, the step first, standing on the first one.
    init(_ connection: SQLiteConnection, _ sql: String, table: String, path: String) throws {
        self.statement = try SQLiteStatement(connection, sql)
        self.path = path
        self.table = table
        self.step = nil
        try self.advance()
    }

    /// Goes to the next row.
    func advance() throws {
        let before = self.step
        guard try self.statement.step() else {
            self.step = nil
            return
        }
        let step = self.integer(0)
        guard step >= before ?? 0 else { throw self.error("its steps are not in order") }
        self.step = step
    }

    /// What is wrong with the row at hand.
    func error(_ message: String) -> ArchiveError {
        ArchiveError(
            .corrupt, path: self.path,
            "holds in table \(self.table), step \(self.step ?? 0), what no crawl wrote: \(message)")
    }

    func optionalID(_ column: CInt) -> UInt64? { self.isNull(column) ? nil : self.id(column) }

    /// A number from 0 to 2^53: too small for sums of such numbers to overflow.
    func count(_ column: CInt) throws -> Int {
        let value = self.integer(column)
        guard value >= 0, value <= 1 << 53 else { throw self.error("\(value) is out of range") }
        return Int(value)
    }

    func optionalCount(_ column: CInt) throws -> Int? { self.isNull(column) ? nil : try self.count(column) }

    func optionalText(_ column: CInt) -> String? { self.isNull(column) ? nil : self.text(column) }

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
}
