/// Reads a record of a ``PackedQueue``, which lends its bytes for the time of a call.
///
/// Whatever stands in the record, reading it does not trap: beyond its end everything is 0, and ``isDamaged`` tells.
package struct PackedReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    /// More was asked for than there is.
    package private(set) var isDamaged = false

    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    package mutating func byte() -> UInt8 {
        guard self.position < self.bytes.count else {
            self.isDamaged = true
            return 0
        }
        defer { self.position += 1 }
        return self.bytes[self.position]
    }

    package mutating func fixed() -> UInt64 {
        guard self.position <= self.bytes.count - 8 else {
            self.isDamaged = true
            return 0
        }
        defer { self.position += 8 }
        return UInt64(littleEndian: self.bytes.loadUnaligned(fromByteOffset: self.position, as: UInt64.self))
    }

    package mutating func number() -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while shift < 64 {
            let byte = self.byte()
            value |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(bitPattern: value) }
            shift += 7
        }
        self.isDamaged = true
        return 0
    }

    /// The next `count` bytes.
    package mutating func raw(_ count: Int) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= self.bytes.count - self.position else {
            self.isDamaged = true
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        defer { self.position += count }
        return UnsafeRawBufferPointer(rebasing: self.bytes[self.position..<(self.position + count)])
    }

    package mutating func text() -> String {
        let count = self.number()
        return String(decoding: self.raw(count), as: UTF8.self)
    }

    /// What was not read yet.
    package var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self.bytes[self.position...]) }
}
