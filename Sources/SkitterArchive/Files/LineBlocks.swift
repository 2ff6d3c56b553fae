#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Reads a file in blocks of whole lines, from an offset on, in bounded memory; also while another process appends to it.
struct LineBlocks: ~Copyable, Sendable {
    /// Some lines, each with its line break; the first begins at `offset` of the file.
    struct Block: Sendable {
        var bytes: [UInt8]
        var offset: Int
    }

    /// What comes next.
    enum Next: Sendable {
        /// Whole lines.
        case lines(Block)
        /// The end of a line of more than ``limitBytes``, which no record is.
        case tooLong
        /// The end of the file; `isAmidLine` where the last line has no line break.
        case end(isAmidLine: Bool)
    }

    /// No record is longer than this.
    static let limitBytes = 16 * 1024 * 1024
    /// Enough for both cores; of a block there are its bytes, those of the next, and some twice as much in records.
    static let blockBytes = 1024 * 1024

    private var file: PlacedFile
    /// Where the first line begins that was not handed out.
    private(set) var offset: Int
    /// What follows ``offset``, as far as it was read: no whole line. Empty within a line that is too long.
    private var rest: [UInt8] = []
    /// So many bytes of it hold no line break.
    private var searched = 0
    private var isTooLong = false

    /// The lines of the file at `path` from `offset` on, where a line begins; none where the file is shorter.
    init(_ path: String, from offset: Int) throws(ArchiveError) {
        self.file = try PlacedFile(path, from: offset)
        self.offset = offset
    }

    /// The next lines.
    mutating func next() throws(ArchiveError) -> Next {
        while true {
            if let end = self.rest[self.searched...].lastIndex(of: 0x0A) { return .lines(self.take(end + 1)) }
            self.searched = self.rest.count
            if self.rest.count > LineBlocks.limitBytes {
                self.isTooLong = true
                self.drop(self.rest.count)
            }
            let known = self.rest.count
            self.rest = try self.file.next(atMost: LineBlocks.blockBytes, behind: self.rest)
            if self.rest.count == known { return .end(isAmidLine: self.isTooLong || known > 0) }
            guard self.isTooLong else { continue }
            guard let end = self.rest.firstIndex(of: 0x0A) else {
                self.drop(self.rest.count)
                continue
            }
            self.isTooLong = false
            self.drop(end + 1)
            return .tooLong
        }
    }

    private mutating func take(_ count: Int) -> Block {
        let rest = Array(self.rest[count...])
        self.rest.removeSubrange(count...)
        let block = Block(bytes: self.rest, offset: self.offset)
        self.offset += count
        self.rest = rest
        self.searched = rest.count
        return block
    }

    private mutating func drop(_ count: Int) {
        self.rest.removeSubrange(..<count)
        self.offset += count
        self.searched = 0
    }
}

extension LineBlocks.Block {
    /// The block cut at line breaks into at most `count` of about the same length.
    func pieces(_ count: Int) -> [LineBlocks.Block] {
        let length = self.bytes.count / max(1, count) + 1
        var pieces: [LineBlocks.Block] = []
        var start = 0
        while start < self.bytes.count {
            let aim = min(start + length, self.bytes.count - 1)
            let end = self.lineBreak(from: aim) ?? self.bytes.count - 1
            pieces.append(
                LineBlocks.Block(bytes: Array(self.bytes[start...end]), offset: self.offset + start))
            start = end + 1
        }
        return pieces
    }

    /// Hands where each line lies to `body`, without its line break.
    func forEachLine(_ body: (Range<Int>) -> Void) {
        var start = 0
        while let end = self.lineBreak(from: start) {
            body(start..<end)
            start = end + 1
        }
    }

    private func lineBreak(from start: Int) -> Int? {
        self.bytes.withUnsafeBytes { buffer in
            guard start < buffer.count, let base = buffer.baseAddress else { return nil }
            guard let found = memchr(base + start, 0x0A, buffer.count - start) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
