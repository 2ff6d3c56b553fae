public import SkitterCore

/// Reads the directory of a crawl: one that ended, that runs, or that was killed.
public struct CrawlDirectoryReader: Sendable {
    /// Where the directory is.
    public let path: String
    /// What was crawled and how; nil where the directory holds records only.
    public let manifest: Manifest?

    /// A reader of the directory at `path`, which must hold a manifest or pages.
    public init(_ path: String) throws(ArchiveError) {
        self.path = path
        do {
            self.manifest = try Manifest(readingFrom: path)
        } catch {
            guard error.code == .missing else { throw error }
            self.manifest = nil
            _ = try ReadFile(CrawlFile.pages.path(in: path))
        }
    }

    /// Hands each visit to `body`, in the order in which they were settled.
    public func forEachVisit(_ body: (VisitRecord) -> Void) throws(ArchiveError) -> FileReading {
        try self.forEach(in: .pages, body) { reader throws(JSONError) in try reader.visit() }
    }

    /// Hands each URL that was not visited to `body`, in the order in which they were settled.
    public func forEachSkip(_ body: (SkippedRecord) -> Void) throws(ArchiveError) -> FileReading {
        try self.forEach(in: .skipped, body) { reader throws(JSONError) in try reader.skippedRecord() }
    }

    /// Hands each change of a depth to `body`; the last one for a page is final.
    public func forEachDepthChange(_ body: (DepthChange) -> Void) throws(ArchiveError) -> FileReading {
        try self.forEach(in: .depths, body) { reader throws(JSONError) in try reader.depthChange() }
    }

    private func forEach<Record>(
        in file: CrawlFile, _ body: (Record) -> Void, parse: (inout JSONReader) throws(JSONError) -> Record
    ) throws(ArchiveError) -> FileReading {
        var reading = FileReading(name: file.rawValue)
        var lines: LineReader
        do {
            lines = try LineReader(file.path(in: self.path))
        } catch {
            // A crawl makes its files when it first needs them.
            if error.code == .missing { return reading }
            throw error
        }
        var number = 0
        try lines.forEach { line in
            number += 1
            switch line {
            case .whole(let bytes, let range):
                do throws(JSONError) {
                    var reader = JSONReader(bytes, in: range)
                    let record = try parse(&reader)
                    try reader.finish()
                    reading.records += 1
                    body(record)
                } catch {
                    reading.countBroken(line: number, error.description)
                }
            case .tooLong: reading.countBroken(line: number, "the line is too long")
            case .unfinished: reading.endsAmidLine = true
            }
        }
        return reading
    }
}
