/// The WHATWG UTF-8 decoder, without its byte order mark.
enum UTF8Decoder {
    static func decode(_ bytes: Span<UInt8>, from start: Int, into output: inout UTF8Output) {
        var runStart = start
        var index = start
        while index < bytes.count {
            let (length, isValid) = Self.sequence(in: bytes, at: index)
            if !isValid {
                output.append(verbatim: runStart..<index, of: bytes)
                output.appendError()
                runStart = index + length
            }
            index += length
        }
        output.append(verbatim: runStart..<bytes.count, of: bytes)
    }

    /// Whether all of `bytes` is UTF-8, and whether any of it is not ASCII. A sequence cut by the end counts as valid
    /// when `allowsCutEnd`.
    static func validity(of bytes: Span<UInt8>, allowsCutEnd: Bool) -> (isValid: Bool, hasNonASCII: Bool) {
        var index = 0
        var hasNonASCII = false
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            hasNonASCII = true
            let (length, isValid) = Self.sequence(in: bytes, at: index)
            if !isValid {
                let isCut = allowsCutEnd && index + length == bytes.count && Self.lead(bytes[index]) != nil
                return (isCut, hasNonASCII)
            }
            index += length
        }
        return (true, hasNonASCII)
    }

    /// The length of the sequence at `index`; of an invalid one, the length of its longest part that could have begun a
    /// valid one ("maximal subpart"), which is one error.
    private static func sequence(in bytes: Span<UInt8>, at index: Int) -> (length: Int, isValid: Bool) {
        let first = bytes[index]
        if first < 0x80 {
            return (1, true)
        }
        guard let (trailCount, lower, upper) = Self.lead(first) else { return (1, false) }
        var length = 1
        while length <= trailCount {
            guard index + length < bytes.count else { return (length, false) }
            let octet = bytes[index + length]
            let isTrail = length == 1 ? octet >= lower && octet <= upper : octet & 0xC0 == 0x80
            guard isTrail else { return (length, false) }
            length += 1
        }
        return (length, true)
    }

    /// How many octets follow a lead octet, and the bounds of the first of them, which keep out overlong forms,
    /// surrogates and what lies beyond U+10FFFF.
    private static func lead(_ octet: UInt8) -> (trailCount: Int, lower: UInt8, upper: UInt8)? {
        switch octet {
        case 0xC2...0xDF: (1, 0x80, 0xBF)
        case 0xE0: (2, 0xA0, 0xBF)
        case 0xED: (2, 0x80, 0x9F)
        case 0xE1...0xEF: (2, 0x80, 0xBF)
        case 0xF0: (3, 0x90, 0xBF)
        case 0xF1...0xF3: (3, 0x80, 0xBF)
        case 0xF4: (3, 0x80, 0x8F)
        default: nil
        }
    }
}
