#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The files of a series in their directory.
package enum WARCFiles {
    /// The names of all files that a writer made in `directory`, in the order in which they were begun.
    package static func names(in directory: String) throws(ArchiveError) -> [String] {
        try WARCFiles.all(in: directory).map(\.description)
    }

    /// Removes all files that a writer made in `directory`, and the directory where nothing else is in it.
    package static func removeAll(in directory: String) throws(ArchiveError) {
        for name in try WARCFiles.names(in: directory) {
            let path = directory + "/" + name
            guard unlink(path) == 0 || errno == ENOENT else {
                throw ArchiveError(
                    .unwritable, path: path, "cannot be removed (\(SystemError(number: errno).reason))")
            }
        }
        _ = rmdir(directory)
    }

    /// Cuts the series back to `position`: bytes beyond it go, and so do the files that were begun after it.
    ///
    /// Nothing is changed where the file is missing or shorter: then the series is not what its journal says.
    package static func cut(to position: WARCPosition, in directory: String) throws(ArchiveError) {
        let path = directory + "/" + position.fileName
        guard let name = WARCFileName(position.fileName) else {
            throw ArchiveError(.corrupt, path: path, "is not the name of a WARC file of a crawl")
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            let error = SystemError(number: errno)
            throw ArchiveError(
                error.number == ENOENT ? .missing : .unreadable, path: path,
                "cannot be found as the crawl left it (\(error.reason)); put it back, or run `skitter repair`")
        }
        guard Int(status.st_size) >= position.length else {
            throw ArchiveError(
                .corrupt, path: path,
                "holds \(status.st_size) bytes where the crawl wrote \(position.length); run `skitter repair`")
        }
        var file = try AppendFile(path)
        try file.truncate(to: position.length)
        for later in try WARCFiles.all(in: directory) where later.serial > name.serial && later.name == name.name {
            let path = directory + "/" + later.description
            guard unlink(path) == 0 || errno == ENOENT else {
                throw ArchiveError(
                    .unwritable, path: path,
                    "was begun after the last commit and cannot be removed (\(SystemError(number: errno).reason))")
            }
        }
    }

    /// The good part of a file of a series.
    package struct Part: Hashable, Sendable {
        /// Where the file is.
        package var path: String
        /// How many of its bytes are whole records.
        package var length: Int
    }

    /// The series in `directory` up to `position`: what was begun or written after it is left out.
    package static func parts(upTo position: WARCPosition, in directory: String) throws(ArchiveError) -> [Part] {
        var parts: [Part] = []
        for name in try WARCFiles.names(in: directory).prefix(while: { $0 != position.fileName }) + [position.fileName]
        {
            let path = directory + "/" + name
            var status = stat()
            let size = stat(path, &status) == 0 ? Int(status.st_size) : -1
            let length = name == position.fileName ? position.length : size
            guard size >= length, size >= 0 else {
                throw ArchiveError(
                    .corrupt, path: path,
                    size < 0
                        ? "is not there as the crawl left it; put it back, or run `skitter repair`"
                        : "holds \(size) bytes where the crawl wrote \(length); run `skitter repair`")
            }
            parts.append(Part(path: path, length: length))
        }
        return parts
    }

    /// Hands the bytes of `part` to `body`, piece by piece.
    package static func forEachPiece(
        of part: Part, _ body: ([UInt8]) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        var file = try ReadFile(part.path, length: part.length)
        var count = 0
        while true {
            let piece = try file.next(atMost: 1 << 18)
            if piece.isEmpty { break }
            count += piece.count
            try body(piece)
        }
        if count < part.length {
            throw ArchiveError(.corrupt, path: part.path, "became shorter while it was read")
        }
    }

    /// Makes a new file; one of that name that holds anything is refused.
    static func make(
        _ name: String, in directory: String, writeCall: @escaping AppendFile.WriteCall
    ) throws(ArchiveError) -> AppendFile {
        let path = directory + "/" + name
        let file = try AppendFile(path, writeCall: writeCall)
        guard file.length == 0 else {
            throw ArchiveError(.notEmpty, path: path, "is there already; nothing is overwritten")
        }
        return file
    }

    /// Returns when the device knows the names in `directory`.
    static func synchronizeDirectory(_ directory: String) throws(ArchiveError) {
        do throws(SystemError) {
            let descriptor = try Descriptor(directory, O_RDONLY | O_DIRECTORY)
            var result: Int32
            repeat {
                result = fsync(descriptor.number)
            } while result < 0 && errno == EINTR
            if result < 0 { throw SystemError(number: errno) }
        } catch {
            throw ArchiveError(.failed, path: directory, "could not be written to the device (\(error.reason))")
        }
    }

    private static func all(in directory: String) throws(ArchiveError) -> [WARCFileName] {
        guard let stream = opendir(directory) else {
            throw ArchiveError(
                .unreadable, path: directory, "cannot be listed (\(SystemError(number: errno).reason))")
        }
        defer { closedir(stream) }
        var names: [WARCFileName] = []
        while let entry = readdir(stream) {
            let text = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                    String(cString: $0)
                }
            }
            if let name = WARCFileName(text) { names.append(name) }
        }
        return names.sorted { ($0.serial, $0.description) < ($1.serial, $1.description) }
    }
}
