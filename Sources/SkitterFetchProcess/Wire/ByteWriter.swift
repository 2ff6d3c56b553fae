/// Frames, one after the other, as bytes.
package struct ByteWriter: Sendable {
    /// What has been written.
    package private(set) var bytes: [UInt8] = []

    /// Nothing yet.
    package init() {}

    /// Everything written so far; the writer is empty then.
    package mutating func take() -> [UInt8] {
        let bytes = self.bytes
        self.bytes = []
        return bytes
    }

    /// Writes a frame: its length, `kind`, and what `fields` writes.
    mutating func frame(_ kind: UInt8, _ fields: (inout ByteWriter) -> Void) {
        let start = self.bytes.count
        self.number(UInt32(0))
        self.bytes.append(kind)
        fields(&self)
        let length = UInt32(truncatingIfNeeded: self.bytes.count - start - 4)
        for index in 0..<4 { self.bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    }

    mutating func number<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { self.bytes.append(contentsOf: $0) }
    }

    mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            self.number(UInt32(truncatingIfNeeded: utf8.count))
            self.bytes.append(contentsOf: utf8)
        }
    }

    mutating func raw(_ bytes: ArraySlice<UInt8>) {
        self.bytes.append(contentsOf: bytes)
    }
}
