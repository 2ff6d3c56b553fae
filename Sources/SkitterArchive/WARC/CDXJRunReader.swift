/// Reads a sorted run line by line, in memory of 64 KiB and one line.
final class CDXJRunReader {
    private var file: ReadFile
    private var buffer: [UInt8] = []
    private var range = 0..<0

    init(_ path: String) throws(ArchiveError) {
        self.file = try ReadFile(path)
    }

    /// The line at hand with its line break.
    var line: ArraySlice<UInt8> { self.buffer[self.range] }

    /// Goes to the next line; false at the end. What follows the last line break is no line.
    func advance() throws(ArchiveError) -> Bool {
        var start = self.range.upperBound
        var searched = start
        while true {
            if let end = self.buffer[searched...].firstIndex(of: 0x0A) {
                self.range = start..<(end + 1)
                return true
            }
            self.buffer.removeSubrange(..<start)
            start = 0
            searched = self.buffer.count
            let piece = try self.file.next(atMost: 1 << 16)
            if piece.isEmpty {
                self.buffer = []
                self.range = 0..<0
                return false
            }
            self.buffer += piece
        }
    }
}
