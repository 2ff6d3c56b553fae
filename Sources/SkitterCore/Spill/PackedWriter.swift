/// Writes a record of a ``PackedQueue``.
package struct PackedWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    package mutating func removeAll() { self.bytes.removeAll(keepingCapacity: true) }

    package mutating func byte(_ value: UInt8) { self.bytes.append(value) }

    /// 8 bytes: for hashes, which no shorter form fits.
    package mutating func fixed(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { self.bytes.append(contentsOf: $0) }
    }

    /// One byte for each seven bits (LEB128).
    package mutating func number(_ value: Int) {
        PackedWriter.append(value, to: &self.bytes)
    }

    /// The same, to bytes of somebody else.
    static func append(_ value: Int, to bytes: inout [UInt8]) {
        var rest = UInt(bitPattern: value)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Bytes that the reader asks for by their count.
    package mutating func raw(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

    package mutating func text(_ text: String) {
        var text = text
        text.withUTF8 {
            self.number($0.count)
            self.bytes.append(contentsOf: $0)
        }
    }
}
