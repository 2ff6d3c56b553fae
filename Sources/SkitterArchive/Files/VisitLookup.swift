internal import SkitterCore

/// Reads single lines of `pages.jsonl` again, by the place where they begin.
struct VisitLookup: ~Copyable {
    private var file: PlacedFile
    private static let chunkBytes = 16 * 1024

    init(in directory: String) throws(ArchiveError) {
        self.file = try PlacedFile(CrawlFile.pages.path(in: directory))
    }

    /// The visit whose line begins at `place`; nil where none does.
    mutating func visit(at place: Int) throws(ArchiveError) -> VisitRecord? {
        self.file.seek(to: place)
        var line: [UInt8] = []
        while line.count <= LineBlocks.limitBytes {
            let chunk = try self.file.next(atMost: VisitLookup.chunkBytes)
            if chunk.isEmpty { return nil }
            if let end = chunk.firstIndex(of: 0x0A) {
                line += chunk[..<end]
                var reader = JSONReader(line)
                return try? reader.visit()
            }
            line += chunk
        }
        return nil
    }
}
