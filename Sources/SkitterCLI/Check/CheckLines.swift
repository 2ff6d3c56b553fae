/// Cuts what comes in pieces into lines; linear in the input whatever the pieces are.
struct CheckLines {
    private var bytes: [UInt8] = []
    /// Up to here no line feed stands in `bytes`.
    private var searched = 0

    /// Adds a piece and hands over each line that it ends, without its line feed.
    mutating func add(_ piece: UnsafeRawBufferPointer, line: ([UInt8], Range<Int>) -> Void) {
        self.bytes.append(contentsOf: piece)
        var start = 0
        while let end = self.bytes[self.searched...].firstIndex(of: UInt8(ascii: "\n")) {
            self.searched = end + 1
            line(self.bytes, start..<end)
            start = end + 1
        }
        self.bytes.removeFirst(start)
        self.searched = self.bytes.count
    }

    /// Hands over the last line if it has no line feed.
    mutating func finish(line: ([UInt8], Range<Int>) -> Void) {
        if !self.bytes.isEmpty { line(self.bytes, 0..<self.bytes.count) }
        self.bytes = []
    }
}
