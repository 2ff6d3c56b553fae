/// A table of code points in the text of the program: no memory is touched before it is used, and none is copied.
struct EncodingTable: Sendable {
    let columns: Int
    /// Rows end in a line feed. An entry is three octets from `0` to `o`, the digits of a code point to the base 64, the
    /// least significant first.
    let text: StaticString

    init(columns: Int, text: StaticString) {
        self.columns = columns
        self.text = text
    }

    /// The code point at a pointer of the standard's index; nil where the index has none or does not reach.
    subscript(pointer: Int) -> UInt32? {
        guard pointer >= 0 else { return nil }
        let offset = pointer * 3 + pointer / self.columns
        let scalar: UInt32 = self.text.withUTF8Buffer { octets in
            guard offset + 2 < octets.count else { return 0 }
            return UInt32(octets[offset] &- 0x30) | UInt32(octets[offset + 1] &- 0x30) << 6
                | UInt32(octets[offset + 2] &- 0x30) << 12
        }
        return scalar == 0 ? nil : scalar
    }

    var count: Int {
        let rowBytes = self.columns * 3 + 1
        return (self.text.utf8CodeUnitCount + 1) / rowBytes * self.columns
    }
}
