internal import SkitterArchive
internal import SkitterCore

/// Appends the rows of steps, all that belongs to a batch in one transaction.
///
/// Belongs to one actor; its statements live as long as it does.
final class JournalWriter {
    private let path: String
    private let connection: SQLiteConnection
    private let rows: JournalRows
    private let clock: StoreClock
    private let hashSeed: UInt64

    /// A writer to the open journal at `path`.
    init(_ connection: SQLiteConnection, path: String, clock: StoreClock, hashSeed: UInt64) throws(ArchiveError) {
        do {
            self.rows = try JournalRows(connection)
        } catch {
            throw ArchiveError(error, database: path)
        }
        self.path = path
        self.connection = connection
        self.clock = clock
        self.hashSeed = hashSeed
    }

    /// Adds all of `batch` or nothing.
    func commit(_ batch: JournalBatch) throws(ArchiveError) {
        do {
            try self.connection.transaction { try self.write(batch) }
        } catch {
            throw ArchiveError(error, database: self.path)
        }
    }

    /// Brings the log into the database and does without one: what is left is one file that any reader can open, from a
    /// device that is read-only too. Where somebody reads at the moment, the log stays beside it as before.
    func close() throws(ArchiveError) {
        do throws(SQLiteError) {
            self.connection.wait(milliseconds: 0)
            defer { self.connection.wait(milliseconds: SQLiteConnection.patienceMilliseconds) }
            try self.connection.execute(script: "PRAGMA journal_mode = DELETE")
        } catch {
            if error.kind == .busy { return }
            throw ArchiveError(error, database: self.path)
        }
    }

    private func write(_ batch: JournalBatch) throws {
        var page = 0
        var skip = 0
        let lastOfHost = JournalWriter.lastStepOfHosts(batch.entries)
        try batch.lines.pages.withUnsafeBufferPointer { pages in
            try batch.lines.skipped.withUnsafeBufferPointer { skipped in
                for entry in batch.entries {
                    if let visit = entry.visit {
                        let line = UnsafeBufferPointer(rebasing: pages[batch.lines.pageRanges[page]])
                        try self.rows.page(visit, entry.notes, line: line, step: entry.step)
                        page += 1
                    }
                    for record in entry.skipped {
                        let line = UnsafeBufferPointer(rebasing: skipped[batch.lines.skippedRanges[skip]])
                        try self.rows.skip(record, line: line, step: entry.step)
                        skip += 1
                    }
                    for change in entry.depthChanges { try self.rows.depth(change, step: entry.step) }
                    guard let notes = entry.notes else { continue }
                    try self.write(notes, of: entry, writesHost: notes.host.map { lastOfHost[$0.name] } == entry.step)
                    if let robots = notes.robots {
                        try self.rows.robots(
                            robots, step: entry.step, fetched: batch.position.writtenMicroseconds, self.clock)
                    }
                }
            }
        }
        for capture in batch.captures { try self.rows.capture(capture.location, step: capture.step) }
        for row in batch.series { try self.rows.series(row, self.clock) }
        try batch.position.write(with: self.rows.position)
    }

    private func write(_ notes: JournalNotes, of entry: StepEntry, writesHost: Bool) throws {
        precondition(
            entry.visit != nil || (notes.accepted.isEmpty && notes.redirect == nil),
            "links belong to a page that was visited")
        for seed in notes.seeds {
            let id = seed.url.fingerprint(seed: self.hashSeed).rawValue
            try self.rows.seed(seed, id: id, step: entry.step)
        }
        for discovery in notes.discovered { try self.rows.url(discovery, step: entry.step) }
        if let url = notes.scopeExtension { try self.rows.scope(url, step: entry.step) }
        if let parking = notes.parking { try self.rows.parking(parking, step: entry.step) }
        for link in notes.awaiting { try self.rows.awaiting(link, step: entry.step) }
        if let retry = notes.retry { try self.rows.retry(retry, step: entry.step, self.clock) }
        if writesHost, let host = notes.host { try self.rows.host(host, step: entry.step, self.clock) }
    }

    /// A later note of a host makes an earlier one of the same commit useless: nobody can ever come to stand between them.
    private static func lastStepOfHosts(_ entries: [StepEntry]) -> [String: UInt64] {
        var last: [String: UInt64] = [:]
        // By index: a loop over the entries would copy each of them, all their texts retained.
        for index in entries.indices {
            if let name = entries[index].notes?.host?.name { last[name] = entries[index].step }
        }
        return last
    }
}
