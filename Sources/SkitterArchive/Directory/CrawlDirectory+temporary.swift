#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

extension CrawlDirectory {
    /// Makes an empty directory of a name that nobody has, where temporary files go (`TMPDIR`, or `/tmp`), and returns its path.
    package static func makeTemporary() throws(ArchiveError) -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        var name = Array("\(parent.isEmpty ? "/tmp" : parent)/skitter-XXXXXX".utf8CString)
        let isMade = name.withUnsafeMutableBufferPointer { name in
            name.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard isMade else {
            let reason = SystemError(number: errno).reason
            throw ArchiveError(.unwritable, path: path, "cannot be made as a temporary directory (\(reason))")
        }
        return path
    }

    /// Removes the directory at `path` with the files that a crawl made in it, as far as that can be done.
    package static func removeTemporary(_ path: String) {
        if let names = try? CrawlDirectory.names(in: path) { try? CrawlDirectory.removeCrawl(from: path, names: names) }
        rmdir(path)
    }
}
