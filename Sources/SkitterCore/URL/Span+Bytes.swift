extension Span<UInt8> {
    /// Whether the bytes are those of `text`.
    func isEqual(to text: StaticString) -> Bool {
        guard self.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { other in
            self.withUnsafeBufferPointer { $0.elementsEqual(other) }
        }
    }

    /// Whether both hold the same bytes.
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard self.count == other.count else { return false }
        return self.withUnsafeBufferPointer { left in
            other.withUnsafeBufferPointer { left.elementsEqual($0) }
        }
    }

    /// The last `/` in `start..<end`, sought eight bytes at a time.
    @inline(__always)
    func lastSlash(from start: Int, to end: Int) -> Int? {
        precondition(start >= 0 && end <= self.count, "the range lies outside the bytes")
        return self.withUnsafeBytes { bytes in
            let ones: UInt64 = 0x0101_0101_0101_0101
            var end = end
            while end &- start >= 8 {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self))
                // The top bit of a byte is set exactly when it is a slash: no addition carries out of its byte.
                let other = word ^ (ones &* 0x2F)
                let slashes = ~(((other & (ones &* 0x7F)) &+ ones &* 0x7F) | other) & (ones &* 0x80)
                if slashes != 0 { return end &- 1 &- slashes.leadingZeroBitCount &>> 3 }
                end &-= 8
            }
            while end > start {
                end &-= 1
                if bytes[end] == 0x2F { return end }
            }
            return nil
        }
    }
}
