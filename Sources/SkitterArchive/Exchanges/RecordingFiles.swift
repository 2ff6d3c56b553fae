#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// The files of a recording's directory.
package enum RecordingFiles {
    /// One line an exchange, behind a ``RecordingHeader``.
    static let exchanges = "exchanges.jsonl"
    /// The bodies, one behind the other.
    static let bodies = "bodies"

    static func path(_ name: String, in directory: String) -> String {
        directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }

    /// What is at a path.
    package enum Place: Hashable, Sendable {
        /// Nothing, or an empty directory.
        case empty
        /// A recording.
        case recording
    }

    /// What is at `path`; a directory that holds anything but a recording is refused, and nothing is changed.
    package static func place(_ path: String) throws(ArchiveError) -> Place {
        var status = stat()
        guard !path.isEmpty else { throw ArchiveError(.unwritable, path: path, "a directory needs a name") }
        guard stat(path, &status) == 0 else { return .empty }
        let names = try CrawlDirectory.names(in: path)
        if names.isEmpty { return .empty }
        guard names.isSubset(of: [self.exchanges, self.bodies]), names.contains(self.exchanges) else {
            throw ArchiveError(.foreign, path: path, "is not empty and holds no recording; choose another directory")
        }
        // A kill may have come before its first line.
        let header = try self.header(in: path)
        return header == nil ? .empty : .recording
    }

    /// The header of the recording in `directory`; nil where its first line is not whole.
    static func header(in directory: String) throws(ArchiveError) -> RecordingHeader? {
        let path = self.path(self.exchanges, in: directory)
        var file = try ReadFile(path)
        let bytes = try file.next(atMost: 1 << 16)
        guard let end = bytes.firstIndex(of: 0x0A) else {
            guard bytes.count < 4096 else { throw ArchiveError(.foreign, path: path, "is no recording") }
            return nil
        }
        return try RecordingHeader(bytes[..<end], path: path)
    }
}
