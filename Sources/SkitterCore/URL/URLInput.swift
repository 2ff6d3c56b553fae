/// What the basic URL parser does to its input before the first state.
enum URLInput {
    /// The range without leading and trailing C0 controls and spaces.
    @inline(__always)
    static func trimmed(_ input: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = input.count
        while start < end, input[start] <= 0x20 { start &+= 1 }
        while end > start, input[end &- 1] <= 0x20 { end &-= 1 }
        return start..<end
    }

    /// Whether the range holds tabs or newlines, or is no valid UTF-8.
    @inline(__always)
    static func needsCleaning(_ input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        // One pass over words: a byte below 0x20 or above 0x7F is rare, so anything of that kind goes to the slow look.
        var index = range.lowerBound
        let end = range.upperBound
        return input.withUnsafeBytes { bytes in
            while index &+ 8 <= end {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                // Bit 7 of a byte is set where it is beyond ASCII, or where subtracting 0x20 borrows (or follows one).
                if (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 != 0 {
                    return Self.needsCleaningSlowly(input, range)
                }
                index &+= 8
            }
            while index < end {
                if bytes[index] &- 0x20 >= 0x60 { return Self.needsCleaningSlowly(input, range) }
                index &+= 1
            }
            return false
        }
    }

    @inline(never)
    private static func needsCleaningSlowly(_ input: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var isASCII = true
        for index in range {
            let byte = input[index]
            if byte == 0x09 || byte == 0x0A || byte == 0x0D { return true }
            if byte >= 0x80 { isASCII = false }
        }
        if isASCII { return false }
        return (try? UTF8Span(validating: input.extracting(range))) == nil
    }

    /// The range as valid UTF-8 without tabs and newlines.
    @inline(never)
    static func cleaned(_ input: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        let text = input.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        return text.utf8.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    /// The position of the colon that ends a scheme, if the input has one (scheme start and scheme states).
    @inline(__always)
    static func schemeEnd(_ input: Span<UInt8>, from start: Int) -> Int? {
        guard start < input.count, ASCII.isLetter(input[start]) else { return nil }
        var index = start &+ 1
        while index < input.count {
            let byte = input[index]
            if byte == 0x3A { return index }
            guard ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E else {
                return nil
            }
            index &+= 1
        }
        return nil
    }
}
