public import SkitterCore

/// Reads the directory of a crawl: one that ended, that runs, or that was killed.
public struct CrawlDirectoryReader: Sendable {
    /// Where the directory is.
    public let path: String
    /// What was crawled and how; nil where the directory holds records only.
    public let manifest: Manifest?
    /// Whether the names of files in ``FileReading`` begin with the directory, for several are read.
    var isOneOfSeveral = false

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
        var tail = self.tail(.pages)
        try tail.forEachNew(parse: { reader throws(JSONError) in try reader.visit() }) { record, _ in body(record) }
        return tail.reading
    }

    /// Hands each URL that was not visited to `body`, in the order in which they were settled.
    public func forEachSkip(_ body: (SkippedRecord) -> Void) throws(ArchiveError) -> FileReading {
        var tail = self.tail(.skipped)
        try tail.forEachNew(parse: { reader throws(JSONError) in try reader.skippedRecord() }) { record, _ in
            body(record)
        }
        return tail.reading
    }

    /// Hands each change of a depth to `body`; the last one for a page is final.
    public func forEachDepthChange(_ body: (DepthChange) -> Void) throws(ArchiveError) -> FileReading {
        var tail = self.tail(.depths)
        try tail.forEachNew(parse: { reader throws(JSONError) in try reader.depthChange() }) { change, _ in
            body(change)
        }
        return tail.reading
    }

    /// Hands each visit whose line begins before `end` of the file to `body`: those that a journal's commit speaks of.
    package func forEachVisit(before end: Int, _ body: (VisitRecord) -> Void) throws(ArchiveError) -> FileReading {
        var tail = self.tail(.pages)
        try tail.forEachNew(parse: { reader throws(JSONError) in try reader.visit() }) { record, place in
            if place < end { body(record) }
        }
        return tail.reading
    }

    /// Hands each skip whose line begins before `end` of the file to `body`.
    package func forEachSkip(before end: Int, _ body: (SkippedRecord) -> Void) throws(ArchiveError) -> FileReading {
        var tail = self.tail(.skipped)
        try tail.forEachNew(parse: { reader throws(JSONError) in try reader.skippedRecord() }) { record, place in
            if place < end { body(record) }
        }
        return tail.reading
    }

    /// The records of `file`, from the first.
    func tail(_ file: CrawlFile) -> RecordTail {
        RecordTail(file, in: self.path, name: self.isOneOfSeveral ? file.path(in: self.path) : file.rawValue)
    }
}
