import SkitterStore

/// Asks `crawl.sqlite` as any tool may.
enum JournalQuery {
    /// Names and numbers, as two columns of the answer to `sql`; NULL is `none`.
    static func counts(_ sql: String, in directory: String) throws -> [String: Int] {
        let rows = try SQLiteConnection(directory + "/crawl.sqlite", .readOnly).rows(sql) {
            ($0.textIfAny(0) ?? "none", $0.integerIfAny(1).map(Int.init) ?? 0)
        }
        return rows.reduce(into: [:]) { counts, row in counts[row.0] = row.1 }
    }
}
