/// Reads a file that is read as a whole.
enum WholeFile {
    /// More than any manifest or summary of a real crawl; a greater file is none.
    static let limitBytes = 256 * 1024 * 1024

    /// All bytes of the file at `path`, of `limitBytes` at most.
    static func read(_ path: String, limitBytes: Int = WholeFile.limitBytes) throws(ArchiveError) -> [UInt8] {
        var file = try ReadFile(path)
        var bytes: [UInt8] = []
        while true {
            guard bytes.count <= limitBytes else {
                throw ArchiveError(.corrupt, path: path, "is larger than any file of its kind")
            }
            let chunk = try file.next(atMost: 1 << 16)
            if chunk.isEmpty { return bytes }
            bytes.append(contentsOf: chunk)
        }
    }
}
