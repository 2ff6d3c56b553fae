#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Replaces a whole file in one step: a reader sees the old bytes or the new ones, never some of each.
enum AtomicFile {
    /// The name under which a new `name` is written before it takes the old one's place.
    static func temporaryName(_ name: String) -> String { "." + name + ".tmp" }

    /// Writes `bytes` as `file` of `directory`, on the device itself before the name points to them.
    static func write(_ bytes: [UInt8], as file: CrawlFile, in directory: String) throws(ArchiveError) {
        try AtomicFile.write(bytes, named: file.rawValue, in: directory)
    }

    /// The same for a file of any name.
    static func write(_ bytes: [UInt8], named name: String, in directory: String) throws(ArchiveError) {
        let folder = directory.hasSuffix("/") ? directory : directory + "/"
        let path = folder + name
        let temporary = folder + AtomicFile.temporaryName(name)
        // What an earlier process left there is of no use to anyone.
        unlink(temporary)
        do throws(ArchiveError) {
            var new = try AppendFile(temporary)
            try new.append(bytes)
            try new.synchronize()
        } catch {
            unlink(temporary)
            let state = "what was there before stays as it was"
            throw ArchiveError(
                error.code, path: path,
                error.code == .full
                    ? "no room left to write it; \(state); free some space"
                    : "cannot be written, \(state): \(error.message)")
        }
        guard rename(temporary, path) == 0 else {
            let error = SystemError(number: errno)
            unlink(temporary)
            throw ArchiveError(error.isFull ? .full : .failed, path: path, "could not be replaced (\(error.reason))")
        }
    }
}
