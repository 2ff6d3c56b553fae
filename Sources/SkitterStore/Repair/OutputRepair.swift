package import SkitterArchive
internal import SkitterCore

/// Brings the files of a crawl directory to what its journal says, before a crawl goes on in it.
///
/// A file of records that is longer was cut off amid a batch and is shortened; one that is shorter, or missing, is made
/// anew from the journal, byte for byte. WARC files that are longer are cut; where one is shorter nothing is changed at all.
package struct OutputRepair: Sendable {
    /// What was done.
    package struct Report: Sendable, Hashable {
        /// Files that were cut back, and by how many bytes.
        package var shortened: [String: Int] = [:]
        /// Files that were made anew.
        package var rebuilt: [String] = []

        /// Nothing was done.
        package init() {}
    }

    private let directory: String
    private let reader: JournalReader

    /// A repair of `directory`, which the caller has locked, by the journal that `reader` reads.
    package init(directory: String, reader: JournalReader) {
        self.directory = directory
        self.reader = reader
    }

    /// Does what is needed.
    package func run() throws(ArchiveError) -> Report {
        var report = Report()
        let position = self.reader.position
        if let archive = position.archive { try self.cutArchive(to: archive) }
        var files = try RecordFiles(in: self.directory)
        let found = files.offsets
        try files.cut(to: position.records)
        for (file, has, needs) in [
            (CrawlFile.pages, found.pages, position.records.pages),
            (.skipped, found.skipped, position.records.skipped), (.depths, found.depths, position.records.depths),
        ] {
            if has > needs { report.shortened[file.rawValue] = has - needs }
            if has < needs {
                try self.rebuild(file, length: needs)
                report.rebuilt.append(file.rawValue)
            }
        }
        return report
    }

    private func cutArchive(to position: WARCPosition) throws(ArchiveError) {
        do throws(ArchiveError) {
            try WARCFiles.cut(to: position, in: ArchiveSeries.path(in: self.directory))
        } catch {
            guard error.code == .missing || error.code == .corrupt else { throw error }
            throw ArchiveError(
                error.code, path: error.path,
                "is not as the crawl left it, and nothing was changed; put it back, or give up what is missing: skitter repair \(self.directory)"
            )
        }
    }

    /// Makes `file` anew from the records of the journal.
    private func rebuild(_ file: CrawlFile, length: Int) throws(ArchiveError) {
        var new = try RecordFileRebuild(file, in: self.directory)
        do {
            try self.reader.read { connection in
                var writer = JSONWriter()
                let rows = try RowCursor(
                    connection, OutputRepair.statement(for: file), table: file.rawValue, path: self.reader.path)
                while rows.step != nil {
                    if file == .depths {
                        writer.removeAll()
                        writer.depthChange(
                            DepthChange(id: rows.id(1), from: try rows.count(2), depth: try rows.count(3)))
                        try new.append(line: writer.bytes)
                    } else {
                        try new.append(line: rows.bytes(1))
                    }
                    try rows.advance()
                }
            }
        } catch {
            throw ArchiveError(error, database: self.reader.path)
        }
        guard new.length == length else {
            throw ArchiveError(
                .corrupt, path: self.reader.path,
                "holds \(new.length) bytes of records for \(file.rawValue), where it says that there are \(length)")
        }
        try new.finish()
    }

    private static func statement(for file: CrawlFile) -> String {
        switch file {
        case .skipped: "SELECT step, record FROM skips ORDER BY seq"
        case .depths: "SELECT step, id, depth_from, depth FROM depths ORDER BY seq"
        default: "SELECT step, record FROM pages ORDER BY step"
        }
    }
}
