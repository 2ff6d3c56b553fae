/// Writes sorted lines, a line that repeats once, in pieces of 256 KiB.
struct CDXJRunWriter: ~Copyable {
    private static let pieceBytes = 1 << 18

    private var file: AppendFile
    private var buffer: [UInt8] = []
    private var last: [UInt8] = []

    init(_ path: String) throws(ArchiveError) {
        self.file = try AppendFile(path)
    }

    mutating func append(_ line: ArraySlice<UInt8>) throws(ArchiveError) {
        guard !line.elementsEqual(self.last) else { return }
        self.last.removeAll(keepingCapacity: true)
        self.last.append(contentsOf: line)
        self.buffer.append(contentsOf: line)
        if self.buffer.count >= CDXJRunWriter.pieceBytes { try self.flush() }
    }

    mutating func finish(synchronizing: Bool) throws(ArchiveError) {
        try self.flush()
        if synchronizing { try self.file.synchronize() }
    }

    private mutating func flush() throws(ArchiveError) {
        try self.file.append(self.buffer)
        self.buffer.removeAll(keepingCapacity: true)
    }
}
