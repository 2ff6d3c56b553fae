internal import SkitterArchive
package import SkitterCore

extension JournalReader {
    /// The records of the steps behind `step`, some `limit` of them, in their order, each step whole: what a ``RecordConsumer`` that
    /// has taken all up to there gets next. None where none is left.
    package func entries(behind step: UInt64, limit: Int) throws -> [StepEntry] {
        try self.read { connection in
            let pages = try self.pages(behind: step, limit: limit, connection)
            let skips = try self.skips(behind: step, limit: limit, connection)
            // Of each kind all is known up to the last step that was read, where more may follow.
            let end = min(
                pages.count < limit ? .max : pages.last?.step ?? .max,
                skips.count < limit ? .max : skips.last?.step ?? .max)
            var entries: [StepEntry] = []
            var (page, skip) = (pages.makeIterator(), skips.makeIterator())
            var (nextPage, nextSkip) = (page.next(), skip.next())
            while let step = [nextPage?.step, nextSkip?.step].compactMap(\.self).min(), step <= end {
                var entry = StepEntry(step: step)
                if nextPage?.step == step {
                    entry.visit = nextPage?.record
                    nextPage = page.next()
                }
                while let record = nextSkip, record.step == step {
                    entry.skipped.append(record.record)
                    nextSkip = skip.next()
                }
                entries.append(entry)
            }
            return entries
        }
    }

    private typealias Pages = [(step: UInt64, record: VisitRecord)]
    private typealias Skips = [(step: UInt64, record: SkippedRecord)]

    private func pages(behind step: UInt64, limit: Int, _ connection: SQLiteConnection) throws -> Pages {
        let sql = "SELECT step, record FROM pages WHERE step > ? ORDER BY step LIMIT \(limit)"
        var pages: Pages = []
        try SQLiteStatement(connection, sql).forEachRow(of: Int64(clamping: step)) { row in
            let visit = try self.record(of: row, behind: step) { reader throws(JSONError) in try reader.visit() }
            pages.append((UInt64(bitPattern: row.integer(0)), visit))
        }
        return pages
    }

    /// Whole steps, until there are `limit` skips.
    private func skips(behind step: UInt64, limit: Int, _ connection: SQLiteConnection) throws -> Skips {
        let row = try SQLiteStatement(connection, "SELECT step, record FROM skips WHERE seq = ?")
        guard var number = try self.firstSkip(behind: step, connection) else { return [] }
        var skips: Skips = []
        while true {
            let count = skips.count
            try row.forEachRow(of: number) { row in
                let last = skips.last?.step
                let step = UInt64(bitPattern: row.integer(0))
                if skips.count >= limit, step != last { return }
                let skip = try self.record(of: row, behind: step) { reader throws(JSONError) in
                    try reader.skippedRecord()
                }
                skips.append((step, skip))
            }
            if skips.count == count { return skips }
            number += 1
        }
    }

    /// The number of the first skip behind `step`: rows are numbered in the order of their steps, which have no index.
    private func firstSkip(behind step: UInt64, _ connection: SQLiteConnection) throws -> Int64? {
        let last = try connection.integer("SELECT max(seq) FROM skips") ?? 0
        let query = try SQLiteStatement(connection, "SELECT step FROM skips WHERE seq = ?")
        var (low, high) = (Int64(1), last + 1)
        while low < high {
            let middle = low + (high - low) / 2
            var isBehind = false
            try query.forEachRow(of: middle) { isBehind = UInt64(bitPattern: $0.integer(0)) > step }
            if isBehind { high = middle } else { low = middle + 1 }
        }
        return low <= last ? low : nil
    }

    private func record<Record>(
        of row: SQLiteStatement, behind step: UInt64, _ read: (inout JSONReader) throws(JSONError) -> Record
    ) throws -> Record {
        var reader = JSONReader(row.bytes(1))
        do throws(JSONError) {
            return try read(&reader)
        } catch {
            throw ArchiveError(
                .corrupt, path: self.path, "holds, behind step \(step), a record that is none (\(error))")
        }
    }
}
