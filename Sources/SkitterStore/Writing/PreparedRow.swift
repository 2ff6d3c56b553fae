internal import SkitterCore

/// A statement whose values are added one after another, for rows that are written by the thousand.
///
/// Used by the task alone that has its connection. Every value is bound anew for each row.
final class PreparedRow {
    private let statement: SQLiteStatement
    private var index: CInt = 0

    /// Texts and lists of the row at hand: here they cost a copy, in SQLite's hands an allocation each as well.
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 1)
    private var scratchCount = 0

    init(_ connection: SQLiteConnection, _ sql: String) throws(SQLiteError) {
        self.statement = try SQLiteStatement(connection, sql)
    }

    deinit {
        // Nothing reads what is bound any more: the statement is only finalized after this.
        self.scratch.deallocate()
    }

    /// A row of `table` with values for `columns`.
    convenience init(_ connection: SQLiteConnection, into table: String, _ columns: String) throws(SQLiteError) {
        let count = columns.split(separator: ",").count
        let places = Array(repeating: "?", count: count).joined(separator: ", ")
        try self.init(connection, "INSERT INTO \(table) (\(columns)) VALUES (\(places))")
    }

    // MARK: - The next value

    func add(_ value: Int64) {
        self.index += 1
        self.statement.bind(value, at: self.index)
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
        text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            let copy = self.copy(bytes)
            self.index += 1
            self.statement.bind(text: copy ?? bytes, at: self.index, staysInPlace: copy != nil)
        }
    }

    func add(blob bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            let copy = self.copy(bytes)
            self.index += 1
            self.statement.bind(blob: copy ?? bytes, at: self.index, staysInPlace: copy != nil)
        }
    }

    /// Ids as they lie in the file: 8 bytes each, the lowest first.
    func add(ids: [UInt64]) {
        guard ids.count * 8 <= self.scratch.count - self.scratchCount else { return self.add(blob: IDList.bytes(ids)) }
        let start = self.scratchCount
        for id in ids {
            self.scratch.storeBytes(of: id.littleEndian, toByteOffset: self.scratchCount, as: UInt64.self)
            self.scratchCount += 8
        }
        self.index += 1
        let bytes = UnsafeRawBufferPointer(rebasing: self.scratch[start..<self.scratchCount])
        self.statement.bind(blob: bytes, at: self.index, staysInPlace: true)
    }

    /// Text that stays where it is until the row is written.
    func add(borrowing text: UnsafeBufferPointer<UInt8>) {
        self.index += 1
        self.statement.bind(text: UnsafeRawBufferPointer(text), at: self.index, staysInPlace: true)
    }

    func addNull() {
        self.index += 1
        self.statement.bindNull(at: self.index)
    }

    /// `bytes` where they stay until the row is written; nil where there is no room for them.
    private func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard bytes.count <= self.scratch.count - self.scratchCount else { return nil }
        let room = UnsafeMutableRawBufferPointer(
            rebasing: self.scratch[self.scratchCount..<self.scratchCount + bytes.count])
        room.copyMemory(from: bytes)
        self.scratchCount += bytes.count
        return UnsafeRawBufferPointer(room)
    }

    // MARK: - The row

    /// Writes the row and begins the next one.
    func write() throws(SQLiteError) {
        defer {
            self.index = 0
            self.scratchCount = 0
        }
        try self.statement.run()
    }
}
