#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Makes a file of records anew, line by line: the old one stays until the new one is whole and takes its name.
package struct RecordFileRebuild: ~Copyable {
    private let path: String
    private let temporary: String
    private var file: AppendFile
    private var buffer: [UInt8] = []
    private var isFinished = false

    private static let bufferBytes = 1 << 20

    /// Begins a new `file` for `directory`.
    package init(_ file: CrawlFile, in directory: String) throws(ArchiveError) {
        self.path = file.path(in: directory)
        self.temporary = directory + "/" + AtomicFile.temporaryName(file.rawValue)
        // What an earlier process left there is of no use to anyone.
        unlink(self.temporary)
        self.file = try AppendFile(self.temporary)
    }

    /// How many bytes it holds so far.
    package var length: Int { self.file.length + self.buffer.count }

    /// Appends `record` and a line break.
    package mutating func append(line record: [UInt8]) throws(ArchiveError) {
        self.buffer += record
        self.buffer.append(UInt8(ascii: "\n"))
        if self.buffer.count >= RecordFileRebuild.bufferBytes { try self.flush() }
    }

    /// Puts the new file in the place of the old one, on the device itself before its name points to it.
    package mutating func finish() throws(ArchiveError) {
        try self.flush()
        try self.file.synchronize()
        guard rename(self.temporary, self.path) == 0 else {
            let error = SystemError(number: errno)
            throw ArchiveError(
                error.isFull ? .full : .failed, path: self.path, "could not be replaced (\(error.reason))")
        }
        self.isFinished = true
    }

    private mutating func flush() throws(ArchiveError) {
        try self.file.append(self.buffer)
        self.buffer.removeAll(keepingCapacity: true)
    }

    deinit {
        if !self.isFinished { unlink(self.temporary) }
    }
}
