import GRDB

/// Asks `crawl.sqlite` as any tool may.
enum JournalQuery {
    /// Names and numbers, as two columns of the answer to `sql`; NULL is `none`.
    static func counts(_ sql: String, in directory: String) throws -> [String: Int] {
        var configuration = Configuration()
        configuration.readonly = true
        let database = try DatabaseQueue(path: directory + "/crawl.sqlite", configuration: configuration)
        return try database.read { connection in
            try Row.fetchAll(connection, sql: sql).reduce(into: [:]) { counts, row in
                counts[String.fromDatabaseValue(row[0]) ?? "none"] = Int.fromDatabaseValue(row[1]) ?? 0
            }
        }
    }
}
