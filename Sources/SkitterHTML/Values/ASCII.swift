/// White space and letters as the standards for HTML and CSS mean them: ASCII only, whatever the locale.
enum ASCII {
    /// HTML's "ASCII whitespace": tab, LF, FF, CR, space.
    @inline(__always)
    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte <= 0x20
            && (1 &<< UInt64(byte)) & (1 << 0x20 | 1 << 0x09 | 1 << 0x0A | 1 << 0x0C | 1 << 0x0D as UInt64) != 0
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26
    }

    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Whether two byte strings are the same but for ASCII case; `lower` is lower case.
    static func equalsIgnoringCase(_ bytes: Span<UInt8>, _ lower: StaticString) -> Bool {
        guard bytes.count == lower.utf8CodeUnitCount else { return false }
        let expected = UnsafeBufferPointer(start: lower.utf8Start, count: lower.utf8CodeUnitCount)
        for index in bytes.indices where ASCII.lowercased(bytes[index]) != expected[index] {
            return false
        }
        return true
    }

    /// Whether a value is a `data:` URL, behind some white space at most.
    static func isDataURL(_ value: Span<UInt8>) -> Bool {
        let start = value.extracting(first: 64)
        return Self.equalsIgnoringCase(start.extracting(Self.trimmed(start).prefix(5)), "data:")
    }

    /// The range without white space at either end.
    static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = bytes.count
        while start < end, ASCII.isWhitespace(bytes[start]) { start += 1 }
        while end > start, ASCII.isWhitespace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
