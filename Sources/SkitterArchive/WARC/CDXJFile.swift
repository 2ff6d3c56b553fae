#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The index of a crawl's archive, made anew where there is none of use.
package enum CDXJFile {
    /// An archive that is to be in an index.
    package struct Archive: Sendable {
        /// Its files, as far as they are committed.
        package var files: [WARCFiles.Part]
        /// The index that its crawl made at the end, which is taken where none of the files was changed after it.
        package var index: String?
        /// What stands before the names of its files.
        package var prefix: String

        package init(files: [WARCFiles.Part], index: String?, prefix: String = "") {
            self.files = files
            self.index = index
            self.prefix = prefix
        }

        fileprivate var currentIndex: String? {
            self.index.flatMap { CDXJFile.isCurrent($0, for: self.files) ? $0 : nil }
        }
    }

    /// Hands one sorted index of `archives` to `body`, piece by piece. What is not there is made anew in a temporary directory, and no
    /// file beside an archive changes.
    package static func forEachPiece(
        of archives: [Archive], _ body: ([UInt8]) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        if archives.count == 1, archives[0].prefix.isEmpty, let index = archives[0].currentIndex {
            return try CDXJFile.copy(try ReadFile(index), body)
        }
        let directory = try CDXJFile.makeTemporaryDirectory()
        let path = directory + "/index.cdxj"
        // Gone before anything is handed on: who reads that may end this process.
        func open() throws(ArchiveError) -> ReadFile {
            defer {
                unlink(path)
                rmdir(directory)
            }
            var sorter = CDXJSorter(path: path)
            for archive in archives {
                if let index = archive.currentIndex {
                    try sorter.add(indexAt: index, filesIn: archive.prefix)
                } else {
                    try CDXJIndexer.add(archive.files, in: archive.prefix, to: &sorter)
                }
            }
            try sorter.finish()
            return try ReadFile(path)
        }
        try CDXJFile.copy(try open(), body)
    }

    private static func copy(
        _ file: consuming ReadFile, _ body: ([UInt8]) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        while true {
            let piece = try file.next(atMost: 1 << 18)
            if piece.isEmpty { return }
            try body(piece)
        }
    }

    private static func isCurrent(_ index: String, for files: [WARCFiles.Part]) -> Bool {
        guard let written = CDXJFile.changed(index) else { return false }
        return files.allSatisfy { file in CDXJFile.changed(file.path).map { $0 <= written } ?? false }
    }

    private static func changed(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            return status.st_mtimespec.tv_sec * 1_000_000_000 + status.st_mtimespec.tv_nsec
        #else
            return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        #endif
    }

    private static func makeTemporaryDirectory() throws(ArchiveError) -> String {
        let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array((place + "/skitter-export-XXXXXX").utf8CString)
        guard mkdtemp(&name) != nil else {
            throw ArchiveError(
                .unwritable, path: place,
                "takes no temporary directory (\(SystemError(number: errno).reason)); set TMPDIR")
        }
        return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
