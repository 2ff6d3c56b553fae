internal import SkitterCore

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Writes exchanges into a recording's directory, which is locked against a second writer while this value lives.
///
/// Bodies go first and lines after them, so that a line that is there has its body. It blocks while it writes.
package struct ExchangeWriter: ~Copyable {
    /// Whose the recording is.
    package let header: RecordingHeader
    private let lock: Descriptor
    private var lines: AppendFile
    private var bodies: AppendFile
    /// The memory of both is kept.
    private var writer = JSONWriter()
    private var pending: [UInt8] = []

    /// Begins a recording in the directory `path`, which is made where it is not there. What is in it is removed with
    /// `overwrite`, where it is a recording, and refused otherwise.
    package init(beginningIn path: String, header: RecordingHeader, overwrite: Bool = false) throws(ArchiveError) {
        let place = try RecordingFiles.place(path)
        guard place == .empty || overwrite else {
            throw ArchiveError(
                .notEmpty, path: path,
                "holds a recording already; choose another directory, or replace it with --overwrite")
        }
        try CrawlDirectory.make(path)
        let lock = try ExchangeWriter.lock(path)
        var lines = try AppendFile(RecordingFiles.path(RecordingFiles.exchanges, in: path))
        var bodies = try AppendFile(RecordingFiles.path(RecordingFiles.bodies, in: path))
        try lines.truncate(to: 0)
        try bodies.truncate(to: 0)
        try lines.append(header.line)
        self.init(header: header, lock: lock, lines: lines, bodies: bodies)
    }

    /// Goes on with the recording at `path`; a last line that a kill cut is taken off.
    package init(appendingTo path: String) throws(ArchiveError) {
        guard try RecordingFiles.place(path) == .recording, let header = try RecordingFiles.header(in: path) else {
            throw ArchiveError(.foreign, path: path, "holds no recording")
        }
        let lock = try ExchangeWriter.lock(path)
        var lines = try AppendFile(RecordingFiles.path(RecordingFiles.exchanges, in: path))
        let bodies = try AppendFile(RecordingFiles.path(RecordingFiles.bodies, in: path))
        try lines.truncate(to: try ExchangeWriter.lengthOfLines(lines.path))
        self.init(header: header, lock: lock, lines: lines, bodies: bodies)
    }

    private init(
        header: RecordingHeader, lock: consuming Descriptor, lines: consuming AppendFile,
        bodies: consuming AppendFile
    ) {
        self.header = header
        self.lock = lock
        self.lines = lines
        self.bodies = bodies
    }

    private static func lock(_ path: String) throws(ArchiveError) -> Descriptor {
        let lock: Descriptor
        do {
            lock = try Descriptor(path, O_RDONLY | O_DIRECTORY)
        } catch {
            throw ArchiveError(.unwritable, path: path, "cannot be opened as a directory (\(error.reason))")
        }
        // Some network file systems know no locks (ENOLCK): there, nobody can promise more.
        if flock(lock.number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
            throw ArchiveError(.locked, path: path, "another crawl is recorded here; choose another directory")
        }
        return lock
    }

    /// Where the last whole line ends.
    private static func lengthOfLines(_ path: String) throws(ArchiveError) -> Int {
        var blocks = try LineBlocks(path, from: 0)
        while true {
            if case .end = try blocks.next() { return blocks.offset }
        }
    }

    /// Appends `exchanges`: one write for their bodies, one for their lines.
    package mutating func append(_ exchanges: [RecordedExchange]) throws(ArchiveError) {
        self.writer.removeAll()
        self.pending.removeAll(keepingCapacity: true)
        var lines: [UInt8] = []
        for exchange in exchanges {
            self.writer.removeAll()
            exchange.write(to: &self.writer, bodyOffset: self.bodies.length + self.pending.count)
            // A line that no reader would take is none: its URL is then not in the recording.
            guard self.writer.bytes.count <= LineBlocks.limitBytes else { continue }
            self.pending += exchange.body
            lines += self.writer.bytes
        }
        if !self.pending.isEmpty { try self.bodies.append(self.pending) }
        if !lines.isEmpty { try self.lines.append(lines) }
    }
}
