/// Cuts a stream of bytes into frames, wherever the pieces end in which it comes.
package struct FrameReader: Sendable {
    private var bytes: [UInt8] = []
    /// Where the next frame begins; what lies before is done with.
    private var start = 0

    /// Nothing has come.
    package init() {}

    /// Takes the next bytes of the stream.
    package mutating func append(_ piece: UnsafeRawBufferPointer) {
        if self.start == self.bytes.count {
            self.bytes.removeAll(keepingCapacity: self.bytes.capacity <= 2 * Wire.longestPiece)
            self.start = 0
        } else if self.start > Wire.longestPiece {
            self.bytes.removeSubrange(..<self.start)
            self.start = 0
        }
        self.bytes.append(contentsOf: piece)
    }

    /// Lets `body` have the next frame, kind and fields; false when it has not come whole.
    package mutating func next(_ body: (UInt8, ArraySlice<UInt8>) throws(WireError) -> Void) throws(WireError) -> Bool {
        let rest = self.bytes[self.start...]
        guard rest.count >= 4 else { return false }
        let length = Int(rest.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) })
        guard length >= 1, length <= Wire.longestFrame else { throw WireError("a frame of \(length) bytes") }
        guard rest.count - 4 >= length else { return false }
        let first = self.start + 4
        self.start = first + length
        try body(self.bytes[first], self.bytes[(first + 1)..<(first + length)])
        return true
    }
}
