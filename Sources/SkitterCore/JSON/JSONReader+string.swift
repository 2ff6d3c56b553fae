extension JSONReader {
    /// The next value as an array of strings.
    package mutating func strings() throws(JSONError) -> [String] {
        var strings: [String] = []
        try self.beginArray()
        while try self.nextElement() { strings.append(try self.string()) }
        return strings
    }

    /// A string, its escapes replaced.
    package mutating func string() throws(JSONError) -> String {
        let range = try self.quoted()
        guard range.hasEscape else {
            return try self.validated(range.bytes)
        }
        return try self.unescaped(range.bytes)
    }

    /// A string, or nil for null.
    package mutating func optionalString() throws(JSONError) -> String? {
        try self.null() ? nil : self.string()
    }

    /// A number as ``integer()`` reads it, or nil for null.
    package mutating func optionalInteger() throws(JSONError) -> Int? {
        try self.null() ? nil : self.integer()
    }

    func unescaped(_ range: Range<Int>) throws(JSONError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = self.byte(at: index)
            index += 1
            if byte != UInt8(ascii: "\\") {
                text.append(byte)
                continue
            }
            // A backslash is never the last byte: the scan for the closing quote took the byte after it as well.
            let letter = self.byte(at: index)
            index += 1
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                guard let scalar = self.scalar(at: &index, before: range.upperBound) else {
                    throw self.error("an escape in the string before this place is wrong")
                }
                text.append(contentsOf: String(Character(scalar)).utf8)
            default: throw self.error("an escape in the string before this place is wrong")
            }
        }
        guard let utf8 = try? UTF8Span(validating: text.span) else {
            throw self.error("the string before this place is not UTF-8")
        }
        return String(copying: utf8)
    }

    /// The scalar of `\uXXXX`, or of two that make a surrogate pair; `index` stands after the `u`.
    private func scalar(at index: inout Int, before end: Int) -> Unicode.Scalar? {
        guard let first = self.hexadecimal(at: &index, before: end) else { return nil }
        if let scalar = Unicode.Scalar(first) { return scalar }
        let alone: Unicode.Scalar? = self.replacesLoneSurrogates ? "\u{FFFD}" : nil
        guard first < 0xDC00, index + 6 <= end, self.byte(at: index) == UInt8(ascii: "\\"),
            self.byte(at: index + 1) == UInt8(ascii: "u")
        else { return alone }
        var next = index + 2
        guard let second = self.hexadecimal(at: &next, before: end), (0xDC00..<0xE000).contains(second) else {
            return alone
        }
        index = next
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private func hexadecimal(at index: inout Int, before end: Int) -> UInt32? {
        guard index + 4 <= end else { return nil }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = self.byte(at: index)
            let digit = byte &- 0x30 < 10 ? byte &- 0x30 : (byte | 0x20) &- 0x61 < 6 ? (byte | 0x20) &- 0x57 : 16
            guard digit < 16 else { return nil }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
