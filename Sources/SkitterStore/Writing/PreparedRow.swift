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

    /// Texts and lists of the row at hand: here they cost a copy, in SQLite's hands an allocation each as well.
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 1)
    private var scratchCount = 0

    /// Has SQLite copy the bytes before the call returns.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ database: Database, _ sql: String) throws {
        self.statement = try database.makeStatement(sql: sql)
        self.handle = self.statement.sqliteStatement
        self.connection = database.sqliteConnection
    }

    deinit {
        // Nothing reads what is bound any more: the statement is only finalized after this.
        self.scratch.deallocate()
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
        var text = text
        text.withUTF8 { self.add(UnsafeRawBufferPointer($0), isText: true) }
    }

    func add(blob bytes: [UInt8]) {
        bytes.withUnsafeBytes { self.add($0, isText: false) }
    }

    /// Ids as they lie in the file: 8 bytes each, the lowest first.
    func add(ids: [UInt64]) {
        guard ids.count * 8 <= self.scratch.count - self.scratchCount else { return self.add(blob: IDList.bytes(ids)) }
        self.index += 1
        let start = self.scratchCount
        for id in ids {
            self.scratch.storeBytes(of: id.littleEndian, toByteOffset: self.scratchCount, as: UInt64.self)
            self.scratchCount += 8
        }
        let bytes = self.scratch.baseAddress.map { $0 + start }
        self.note(sqlite3_bind_blob(self.handle, self.index, bytes, CInt(clamping: ids.count * 8), nil))
    }

    private func add(_ bytes: UnsafeRawBufferPointer, isText: Bool) {
        self.index += 1
        var start = bytes.baseAddress
        var destructor: sqlite3_destructor_type? = Self.transient
        if bytes.count <= self.scratch.count - self.scratchCount, let base = self.scratch.baseAddress {
            if let start, !bytes.isEmpty { (base + self.scratchCount).copyMemory(from: start, byteCount: bytes.count) }
            // An empty text has an address too: without one it would be NULL.
            start = UnsafeRawPointer(base + self.scratchCount)
            self.scratchCount += bytes.count
            destructor = nil
        }
        let count = CInt(clamping: bytes.count)
        self.note(
            isText
                ? sqlite3_bind_text(
                    self.handle, self.index, start?.assumingMemoryBound(to: CChar.self), count, destructor)
                : sqlite3_bind_blob(self.handle, self.index, start, count, destructor))
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
            self.scratchCount = 0
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
