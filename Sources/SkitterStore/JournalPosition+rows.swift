internal import SkitterArchive
internal import SkitterCore

extension JournalPosition {
    /// Takes the values that ``write(with:)`` binds.
    static let statement = """
        INSERT OR REPLACE INTO position (one, step, time_us, pages_bytes, skipped_bytes, depths_bytes, warc_file,
            warc_bytes, in_flight, state, exit_code, exit_cause, consumed_step)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Replaces the position.
    func write(with row: PreparedRow) throws {
        row.add(self.step)
        row.add(self.writtenMicroseconds)
        row.add(self.records.pages)
        row.add(self.records.skipped)
        row.add(self.records.depths)
        row.add(self.archive?.fileName)
        row.add(self.archive?.length)
        row.add(self.inFlight)
        row.add(self.ending == nil ? "running" : "finished")
        row.add(self.ending?.code)
        row.add(self.ending?.cause)
        row.add(self.consumed)
        try row.write()
    }

    /// The position that the journal at `path`, opened as `connection`, holds.
    init(reading connection: SQLiteConnection, path: String) throws {
        let position = try connection.firstRow("SELECT * FROM position") { JournalPosition(row: $0) }
        guard let position = position.flatMap(\.self) else {
            throw ArchiveError(.corrupt, path: path, "does not say how far its crawl came")
        }
        self = position
    }

    /// The position in `row`; nil where it says none.
    private init?(row: SQLiteStatement) {
        func number(_ name: String) -> Int64? { row.column(named: name).flatMap(row.integerIfAny) }
        func text(_ name: String) -> String? { row.column(named: name).flatMap(row.textIfAny) }
        guard let step = number("step"), let time = number("time_us"), let pages = number("pages_bytes"),
            let skipped = number("skipped_bytes"), let depths = number("depths_bytes"),
            step >= 0, pages >= 0, skipped >= 0, depths >= 0
        else { return nil }
        self.init(writtenMicroseconds: time)
        self.step = UInt64(step)
        self.inFlight = number("in_flight").map(Int.init) ?? 0
        self.records = RecordOffsets(pages: Int(pages), skipped: Int(skipped), depths: Int(depths))
        // Journals of the first version have no such column.
        if let consumed = number("consumed_step"), consumed >= 0 { self.consumed = UInt64(consumed) }
        if let name = text("warc_file"), let length = number("warc_bytes"), length >= 0 {
            self.archive = WARCPosition(fileName: name, length: Int(length))
        }
        if text("state") == "finished" {
            self.ending = CrawlEnding(code: number("exit_code").map(Int.init) ?? 1, cause: text("exit_cause") ?? "")
        }
    }
}
