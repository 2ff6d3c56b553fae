internal import GRDB
internal import SkitterArchive
package import SkitterCore

extension JournalReader {
    /// The visits of the steps behind `step`, `limit` of them at most, in their order: what a ``RecordConsumer`` that has taken
    /// all up to there gets next.
    package func visits(behind step: UInt64, limit: Int) throws -> [StepEntry] {
        try self.read { connection in
            let sql = "SELECT step, record FROM pages WHERE step > ? ORDER BY step LIMIT \(limit)"
            var entries: [StepEntry] = []
            try KeyedQuery(connection, sql).forEach(Int64(clamping: step)) { row in
                var reader = JSONReader(row.withBytes(1) { [UInt8]($0) })
                do throws(JSONError) {
                    entries.append(StepEntry(step: UInt64(bitPattern: row.integer(0)), visit: try reader.visit()))
                } catch {
                    throw ArchiveError(
                        .corrupt, path: self.path, "holds, behind step \(step), a record that is none (\(error))")
                }
            }
            return entries
        }
    }
}
