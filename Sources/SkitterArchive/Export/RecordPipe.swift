package import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Writes the records of pages, a line each, to whoever reads them while a crawl runs: a file, a pipe or a terminal.
///
/// A reader that takes its time is waited for; one that has gone is ``ConsumerLeft``. Waiting blocks: it happens on a thread that
/// does nothing else.
package actor RecordPipe: RecordConsumer {
    private let queue = WriterQueue(label: "skitter.jsonl")
    private let descriptor: CInt
    private let path: String
    /// Whether ``descriptor`` is this pipe's to close.
    private let isOwned: Bool
    /// Bytes that are written at a time: a pipe that is ready takes as many without waiting.
    private let portion: Int
    private let selection: RecordSelection?
    private var lines = RecordLines()
    /// The lines of a selection; the memory is kept.
    private var selected: [UInt8] = []

    /// The thread of its own, not the pool that crawls.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    /// To stdout.
    package init(toStandardOutputWith selection: RecordSelection?) {
        self.init(STDOUT_FILENO, path: "stdout", isOwned: false, selection)
    }

    /// To the file at `path`, behind what it holds where that is `kept`; a last line that a kill cut is taken off. A regular file that
    /// is neither to be kept nor replaced must be empty.
    package init(to path: String, kept: Bool, replaced: Bool, selection: RecordSelection?) throws(ArchiveError) {
        var status = stat()
        let isPlain = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        // Who also reads a pipe never hears that its reader has gone.
        let mode = isPlain ? O_RDWR | O_CREAT : O_WRONLY
        let descriptor = open(path, mode | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw RecordPipe.error(path, "cannot be written") }
        self.init(descriptor, path: path, isOwned: true, selection)
        guard let size = RecordPipe.regularSize(self.descriptor), size > 0 else { return }
        if replaced {
            guard ftruncate(self.descriptor, 0) == 0 else { throw RecordPipe.error(path, "cannot be emptied") }
        } else if kept {
            let whole = RecordPipe.lengthOfLines(self.descriptor, size)
            guard whole == size || ftruncate(self.descriptor, off_t(whole)) == 0 else {
                throw RecordPipe.error(path, "cannot be cut back to its last line")
            }
        } else {
            throw ArchiveError(
                .notEmpty, path: path, "holds something already: choose another name, or replace it with --overwrite")
        }
    }

    private init(_ descriptor: CInt, path: String, isOwned: Bool, _ selection: RecordSelection?) {
        self.descriptor = descriptor
        self.path = path
        self.isOwned = isOwned
        self.portion = RecordPipe.regularSize(descriptor) == nil ? Int(PIPE_BUF) : 1 << 20
        self.selection = selection
    }

    deinit {
        if self.isOwned { close(self.descriptor) }
    }

    /// Writes a line for each page of `entries`.
    package func consume(_ entries: [StepEntry]) throws {
        self.lines.encode(entries)
        guard let selection else { return try self.write(self.lines.pages) }
        self.selected.removeAll(keepingCapacity: true)
        for range in self.lines.pageRanges {
            selection.append(self.lines.pages, in: range, to: &self.selected)
            self.selected.append(0x0A)
        }
        try self.write(self.selected)
    }

    private func write(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            try self.waitUntilReady()
            let count = bytes.withUnsafeBytes { bytes in
                Self.systemWrite(
                    self.descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...].prefix(self.portion)))
            }
            if count >= 0 {
                start += count
            } else if errno == EPIPE {
                throw ConsumerLeft()
            } else if errno != EINTR, errno != EAGAIN {
                throw RecordPipe.error(self.path, "cannot be written")
            }
        }
    }

    private static func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// Returns when something can be written without waiting, or writing fails at once.
    private func waitUntilReady() throws {
        var place = pollfd(fd: self.descriptor, events: Int16(POLLOUT), revents: 0)
        repeat {
            try Task.checkCancellation()
        } while poll(&place, 1, RecordPipe.patienceMilliseconds) == 0
    }

    /// So long a task that was cancelled waits at most.
    private static let patienceMilliseconds: CInt = 100

    /// The bytes of a regular file; nil for anything else.
    private static func regularSize(_ descriptor: CInt) -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// The bytes up to the end of the last line break in the first `size` bytes of a file.
    private static func lengthOfLines(_ descriptor: CInt, _ size: Int) -> Int {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        var end = size
        while end > 0 {
            let start = max(0, end - block.count)
            let count = pread(descriptor, &block, end - start, off_t(start))
            if let index = block[..<max(0, count)].lastIndex(of: 0x0A) { return start + index + 1 }
            end = start
        }
        return 0
    }

    private static func error(_ path: String, _ words: String) -> ArchiveError {
        ArchiveError(.failed, path: path, "\(words) (\(String(cString: strerror(errno))))")
    }
}
