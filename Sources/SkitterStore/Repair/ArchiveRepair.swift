package import SkitterArchive

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Gives up what WARC files have lost, so that a crawl can go on: `skitter repair`.
///
/// Pages whose exchange is gone stay visited: they were recorded and their links followed, and a second visit would be a
/// second line in `pages.jsonl`. What is dropped is the journal's word of where their exchange lies; `repairs` says so,
/// and the pages without one can be listed and crawled again. The files themselves are cut when the crawl goes on.
package struct ArchiveRepair: Sendable {
    /// What was given up.
    package struct Report: Sendable, Hashable {
        /// How many exchanges of each file are gone.
        package var lost: [String: Int] = [:]
        /// Where the archive goes on; nil where it begins anew.
        package var position: WARCPosition?
    }

    private let directory: String
    private let wallMicroseconds: @Sendable () -> Int64

    /// A repair of `directory`, which the caller has locked.
    package init(
        directory: String, wallMicroseconds: @escaping @Sendable () -> Int64 = StoreClock.systemMicroseconds
    ) {
        self.directory = directory
        self.wallMicroseconds = wallMicroseconds
    }

    /// Does what is needed; where nothing is lost nothing changes.
    package func run() throws(ArchiveError) -> Report {
        let path = CrawlFile.journal.path(in: self.directory)
        let connection = try JournalFile.write(path, durability: .power, pageLimit: nil)
        do {
            return try connection.transaction { try self.run(on: connection, path: path) }
        } catch {
            throw ArchiveError(error, database: path)
        }
    }

    private func run(on connection: SQLiteConnection, path: String) throws -> Report {
        var position = try JournalPosition(reading: connection, path: path)
        var report = Report(position: position.archive)
        guard let archive = position.archive else { return report }
        var good: [String: Int] = [:]
        let files = try connection.rows("SELECT file, max(end), max(seq) FROM captures GROUP BY file ORDER BY 3") {
            (name: $0.textIfAny(0), end: $0.integerIfAny(1).map(Int.init))
        }
        for file in files {
            guard let name = file.name, let end = file.end else { continue }
            let length = try self.wholeLength(of: name, committed: end, isLast: name == archive.fileName)
            guard length < end else {
                good[name] = end
                continue
            }
            try connection.execute(
                "DELETE FROM captures WHERE file = ? AND end > ?", .text(name), .integer(Int64(length)))
            let lost = connection.changes
            report.lost[name] = lost
            try connection.execute(
                "INSERT INTO repairs (step, time_us, what) VALUES (?, ?, ?)",
                .integer(Int64(bitPattern: position.step)), .integer(self.wallMicroseconds()),
                .text("\(lost) exchanges of \(name) are gone; their pages stay visited"))
            good[name] = try connection.integer("SELECT max(end) FROM captures WHERE file = ?", .text(name))
                .map(Int.init)
        }
        guard good[archive.fileName] != archive.length else { return report }
        let names = files.compactMap(\.name)
        position.archive = self.goesOn(at: archive, good: good, names: names)
        report.position = position.archive
        try position.write(with: PreparedRow(connection, JournalPosition.statement))
        return report
    }

    /// The last file that is there, and how much of it is known to be good.
    private func goesOn(at archive: WARCPosition, good: [String: Int], names: [String]) -> WARCPosition? {
        if self.size(of: archive.fileName) != nil {
            return WARCPosition(fileName: archive.fileName, length: good[archive.fileName] ?? 0)
        }
        for name in names.reversed() where self.size(of: name) != nil {
            if let length = good[name] { return WARCPosition(fileName: name, length: length) }
        }
        return nil
    }

    /// How much of the file is there: read record by record where it is short, and where it is the last one.
    private func wholeLength(of name: String, committed: Int, isLast: Bool) throws(ArchiveError) -> Int {
        guard let size = self.size(of: name) else { return 0 }
        if size >= committed && !isLast { return committed }
        var reader = try WARCReader(ArchiveSeries.path(in: self.directory) + "/" + name)
        var length = 0
        while try reader.next() != nil {
            guard let extent = try reader.finish() else { break }
            length = extent.offset + extent.length
        }
        return length
    }

    private func size(of name: String) -> Int? {
        var status = stat()
        return stat(ArchiveSeries.path(in: self.directory) + "/" + name, &status) == 0 ? Int(status.st_size) : nil
    }
}
