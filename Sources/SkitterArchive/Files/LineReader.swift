#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Reads a file line by line in bounded memory, also while another process appends to it.
struct LineReader: ~Copyable {
    /// One line, as far as it is there.
    enum Line {
        /// A whole line: `range` of `bytes`, without its line break.
        case whole(bytes: [UInt8], range: Range<Int>)
        /// A whole line of more than ``limitBytes``, which no record is.
        case tooLong
        /// What follows the last line break: a line that is still being written, or never was.
        case unfinished
    }

    /// No record is longer than this.
    static let limitBytes = 16 * 1024 * 1024
    private static let chunkBytes = 1024 * 1024

    private var file: ReadFile

    init(_ path: String) throws(ArchiveError) {
        self.file = try ReadFile(path)
    }

    /// Hands each line to `body`, in order.
    mutating func forEach(_ body: (Line) -> Void) throws(ArchiveError) {
        var bytes: [UInt8] = []
        var isTooLong = false
        while true {
            let chunk = try self.file.next(atMost: LineReader.chunkBytes)
            if chunk.isEmpty { break }
            // What is left of the bytes before holds no line break: the search goes on where it ended.
            var searched = bytes.count
            if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
            var start = 0
            while let end = LineReader.lineBreak(in: bytes, from: searched) {
                body(
                    isTooLong || end - start > LineReader.limitBytes
                        ? .tooLong : .whole(bytes: bytes, range: start..<end))
                isTooLong = false
                start = end + 1
                searched = start
            }
            bytes.removeSubrange(0..<start)
            if bytes.count > LineReader.limitBytes {
                isTooLong = true
                bytes.removeAll()
            }
        }
        if isTooLong || !bytes.isEmpty { body(.unfinished) }
    }

    private static func lineBreak(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard start < buffer.count, let base = buffer.baseAddress else { return nil }
            guard let found = memchr(base + start, 0x0A, buffer.count - start) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
