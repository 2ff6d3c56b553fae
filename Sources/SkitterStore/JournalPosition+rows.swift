internal import GRDB
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
    init(reading connection: Database, path: String) throws {
        guard let row = try Row.fetchOne(connection, sql: "SELECT * FROM position"),
            let step = Int64.fromDatabaseValue(row["step"]), let time = Int64.fromDatabaseValue(row["time_us"]),
            let pages = Int.fromDatabaseValue(row["pages_bytes"]),
            let skipped = Int.fromDatabaseValue(row["skipped_bytes"]),
            let depths = Int.fromDatabaseValue(row["depths_bytes"]), step >= 0, pages >= 0, skipped >= 0, depths >= 0
        else { throw ArchiveError(.corrupt, path: path, "does not say how far its crawl came") }
        self.init(writtenMicroseconds: time)
        self.step = UInt64(step)
        self.inFlight = Int.fromDatabaseValue(row["in_flight"]) ?? 0
        self.records = RecordOffsets(pages: pages, skipped: skipped, depths: depths)
        // Journals of the first version have no such column.
        if row.hasColumn("consumed_step"), let consumed = Int64.fromDatabaseValue(row["consumed_step"]), consumed >= 0 {
            self.consumed = UInt64(consumed)
        }
        if let name = String.fromDatabaseValue(row["warc_file"]), let length = Int.fromDatabaseValue(row["warc_bytes"]),
            length >= 0
        {
            self.archive = WARCPosition(fileName: name, length: length)
        }
        if String.fromDatabaseValue(row["state"]) == "finished" {
            self.ending = CrawlEnding(
                code: Int.fromDatabaseValue(row["exit_code"]) ?? 1,
                cause: String.fromDatabaseValue(row["exit_cause"]) ?? "")
        }
    }
}
