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

    /// What one look at all bytes tells.
    struct Look {
        /// Whether there are bytes below 0x20 or beyond ASCII.
        var hasUnusualBytes: Bool
        /// Whether there may be a colon, without which there is no scheme.
        var mayHaveColon: Bool
    }

    /// Looks at the range once, eight bytes at a time.
    @inline(__always)
    static func look(_ input: Span<UInt8>, _ range: Range<Int>) -> Look {
        input.withUnsafeBytes { bytes in
            let ones: UInt64 = 0x0101_0101_0101_0101
            var unusual: UInt64 = 0
            var colon: UInt64 = 0
            var index = range.lowerBound
            let end = range.upperBound
            while index &+ 8 <= end {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                // Subtracting n from each byte sets its top bit where the byte is below n (or a lower byte borrowed
                // and was itself below n), so a sum of zero proves that none is.
                unusual |= word | (word &- ones &* 0x20)
                let other = word ^ (ones &* 0x3A)
                colon |= (other &- ones) & ~other
                index &+= 8
            }
            while index < end {
                let byte = bytes[index]
                if byte &- 0x20 >= 0x60 { unusual |= 0x80 }
                if byte == 0x3A { colon |= 0x80 }
                index &+= 1
            }
            return Look(hasUnusualBytes: unusual & (ones &* 0x80) != 0, mayHaveColon: colon & (ones &* 0x80) != 0)
        }
    }

    /// Whether the range holds tabs or newlines, or is no valid UTF-8.
    @inline(never)
    static func needsCleaning(_ input: Span<UInt8>, _ range: Range<Int>) -> Bool {
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
