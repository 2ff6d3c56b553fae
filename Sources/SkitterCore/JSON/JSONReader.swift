/// Reads one JSON text (RFC 8259) by asking for what is expected next; what is there instead is an error, never a trap.
///
/// Strict: no trailing commas, no leading zeros, no control characters or invalid UTF-8 in strings, no lone surrogates
/// unless ``replacesLoneSurrogates`` allows them.
/// Nesting of what is skipped is bounded; every byte is looked at a bounded number of times.
package struct JSONReader: Sendable {
    private let bytes: [UInt8]
    private let start: Int
    private let end: Int
    private var index: Int
    /// True where a comma must stand before the next member or element.
    private var needsComma = false
    /// Where ``nextKey(in:)`` begins its search: after the key it found last.
    package var expectedKey = 0
    /// Whether a surrogate that is not one of a pair is read as U+FFFD (as a `USVString` is made, Web IDL) and is no error.
    package var replacesLoneSurrogates = false

    /// How deep values may be nested that are passed over.
    private static let nestingLimit = 64

    /// A reader of the text in `range` of `bytes`.
    package init(_ bytes: [UInt8], in range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the range lies in the bytes")
        self.bytes = bytes
        self.start = range.lowerBound
        self.end = range.upperBound
        self.index = range.lowerBound
    }

    /// A reader of all of `bytes`.
    package init(_ bytes: [UInt8]) {
        self.init(bytes, in: 0..<bytes.count)
    }

    /// The error `message` at the place that is read next.
    package func error(_ message: String) -> JSONError {
        JSONError(offset: self.index - self.start, message)
    }

    /// Nothing but white space is left.
    package mutating func finish() throws(JSONError) {
        self.skipSpace()
        if self.index < self.end { throw self.error("something follows the value") }
    }

    package mutating func beginObject() throws(JSONError) {
        try self.expect(UInt8(ascii: "{"), "an object")
        self.needsComma = false
    }

    /// The next key of the object, whose value must be read next; nil at the object's end.
    package mutating func nextKey() throws(JSONError) -> String? {
        guard try self.nextItem(before: UInt8(ascii: "}")) else { return nil }
        let key = try self.string()
        try self.expectColon()
        return key
    }

    package mutating func beginArray() throws(JSONError) {
        try self.expect(UInt8(ascii: "["), "an array")
        self.needsComma = false
    }

    /// Whether an element follows, which must be read next; false at the array's end.
    package mutating func nextElement() throws(JSONError) -> Bool {
        try self.nextItem(before: UInt8(ascii: "]"))
    }

    /// True where null stands; then it was read.
    package mutating func null() throws(JSONError) -> Bool {
        guard self.peek() == UInt8(ascii: "n") else { return false }
        try self.word("null")
        return true
    }

    package mutating func boolean() throws(JSONError) -> Bool {
        let isTrue = self.peek() == UInt8(ascii: "t")
        try self.word(isTrue ? "true" : "false")
        return isTrue
    }

    /// A number without fraction and exponent that an `Int` holds.
    package mutating func integer() throws(JSONError) -> Int {
        let number = try self.number()
        guard !number.hasExponent, number.fraction.isEmpty, let value = self.whole(number) else {
            throw self.error("a whole number was expected before this place")
        }
        return value
    }

    /// A number times 10 to the power of `decimals`: exact for up to that many digits after the point, cut after them.
    package mutating func fixed(decimals: Int) throws(JSONError) -> Int64 {
        let number = try self.number()
        var value: Int64 = 0
        var overflows = number.hasExponent
        for place in 0..<(number.whole.count + decimals) {
            let digit: UInt8
            if place < number.whole.count {
                digit = self.bytes[number.whole.lowerBound + place] - 0x30
            } else {
                let offset = number.fraction.lowerBound + place - number.whole.count
                digit = offset < number.fraction.upperBound ? self.bytes[offset] - 0x30 : 0
            }
            let (product, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.addingReportingOverflow(Int64(digit))
            value = sum
            overflows = overflows || first || second
        }
        if overflows { throw self.error("a number of moderate size was expected before this place") }
        return number.isNegative ? -value : value
    }

    /// Any number, as near as a `Double` comes.
    package mutating func double() throws(JSONError) -> Double {
        let start = self.peekIndex()
        _ = try self.number()
        guard let value = Double(String(decoding: self.bytes[start..<self.index], as: UTF8.self)), value.isFinite else {
            throw self.error("a finite number was expected before this place")
        }
        return value
    }

    /// Passes over one value of any kind.
    package mutating func skip() throws(JSONError) {
        try self.skip(nesting: 0)
    }

    /// Passes over one value of any kind; the answer is where its bytes stand in what the reader was given.
    package mutating func skipped() throws(JSONError) -> Range<Int> {
        let start = self.peekIndex()
        try self.skip()
        return start..<self.index
    }

    private mutating func skip(nesting: Int) throws(JSONError) {
        if nesting == JSONReader.nestingLimit { throw self.error("values are nested too deeply") }
        switch self.peek() {
        case UInt8(ascii: "{"):
            try self.beginObject()
            while try self.nextKey() != nil { try self.skip(nesting: nesting + 1) }
        case UInt8(ascii: "["):
            try self.beginArray()
            while try self.nextElement() { try self.skip(nesting: nesting + 1) }
        case UInt8(ascii: "\""): try self.skipString()
        case UInt8(ascii: "n"): try self.word("null")
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try self.boolean()
        default: _ = try self.number()
        }
    }
}

// MARK: - Tokens

extension JSONReader {
    private struct Number {
        var isNegative: Bool
        var whole: Range<Int>
        var fraction: Range<Int>
        var hasExponent: Bool
    }

    private mutating func skipSpace() {
        while self.index < self.end {
            switch self.bytes[self.index] {
            case 0x20, 0x09, 0x0A, 0x0D: self.index += 1
            default: return
            }
        }
    }

    private mutating func peekIndex() -> Int {
        self.skipSpace()
        return self.index
    }

    /// The next byte that is no white space, 0 at the end of the text.
    private mutating func peek() -> UInt8 {
        self.skipSpace()
        return self.index < self.end ? self.bytes[self.index] : 0
    }

    private mutating func expect(_ byte: UInt8, _ what: StaticString) throws(JSONError) {
        // White space is rare: our own files have none.
        if self.index < self.end, self.bytes[self.index] == byte {
            self.index &+= 1
            return
        }
        guard self.peek() == byte else { throw self.error("\(what) was expected") }
        self.index += 1
    }

    mutating func expectColon() throws(JSONError) {
        try self.expect(UInt8(ascii: ":"), "a colon")
    }

    mutating func nextItem(before close: UInt8) throws(JSONError) -> Bool {
        if self.peek() == close {
            self.index += 1
            self.needsComma = true
            return false
        }
        if self.needsComma {
            try self.expect(UInt8(ascii: ","), "a comma or the end")
            if self.peek() == close { throw self.error("a value was expected after the comma") }
        }
        self.needsComma = true
        return true
    }

    /// Where the text goes on behind a comma, where one is due, and the key with this index; nil where something else stands here.
    func index(behind key: Int, of keys: JSONKeys) -> Int? {
        let start = self.needsComma ? self.index &+ 1 : self.index
        return self.bytes.withUnsafeBytes { bytes in
            if self.needsComma {
                guard self.index < self.end, bytes[self.index] == UInt8(ascii: ",") else { return nil }
            }
            return keys.end(ofKey: key, in: bytes, at: start, before: self.end)
        }
    }

    /// A key was read, and its colon; its value begins at `index`.
    mutating func passKey(to index: Int) {
        self.index = index
        self.needsComma = true
    }

    private mutating func word(_ word: StaticString) throws(JSONError) {
        let start = self.peekIndex()
        let matches = word.withUTF8Buffer { letters in
            self.end - start >= letters.count && self.bytes[start..<(start + letters.count)].elementsEqual(letters)
        }
        guard matches else { throw self.error("\(word) was expected") }
        self.index += word.utf8CodeUnitCount
    }

    /// The bytes between the quotes of the next string, and whether a backslash is among them.
    mutating func quoted() throws(JSONError) -> (bytes: Range<Int>, hasEscape: Bool) {
        try self.expect(UInt8(ascii: "\""), "a string")
        let start = self.index
        let end = self.end
        var hasEscape = false
        var close: Int?
        // One call for the whole scan: checked access to each byte would cost more than all the rest.
        self.bytes.withUnsafeBufferPointer { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            var index = start
            while index < end {
                index = JSONReader.plainEnd(of: raw, from: index, to: end)
                guard index < end else { return }
                guard bytes[index] == UInt8(ascii: "\\") else {
                    close = bytes[index] == UInt8(ascii: "\"") ? index : nil
                    return
                }
                hasEscape = true
                index += 2
            }
        }
        guard let close else {
            throw self.error("the string that begins here does not end, or holds a control character")
        }
        self.index = close + 1
        return (start..<close, hasEscape)
    }

    /// The first place from `start` on with a quote, a backslash or a control character; `end` where there is none.
    ///
    /// Eight bytes at a time: of a difference to each of them the high bit tells (the lowest one that is set tells truly, those
    /// above it may be borrowed from).
    private static func plainEnd(of bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index &+ 8 <= end {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let control = (word &- (ones &* 0x20)) & ~word
            let found =
                (control | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & (ones &* 0x80)
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < end {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index &+= 1
        }
        return end
    }

    /// The bytes of `range`, which need no unescaping, as a string.
    func validated(_ range: Range<Int>) throws(JSONError) -> String {
        let span = self.bytes.span.extracting(range)
        guard let utf8 = try? UTF8Span(validating: span) else {
            throw self.error("the string before this place is not UTF-8")
        }
        return String(copying: utf8)
    }

    /// A string of 16 hexadecimal digits as the number that they spell; nil for any other string.
    package mutating func hexadecimal16() throws(JSONError) -> UInt64? {
        let range = try self.quoted()
        guard !range.hasEscape, range.bytes.count == 16 else {
            _ = range.hasEscape ? try self.unescaped(range.bytes) : try self.validated(range.bytes)
            return nil
        }
        return self.bytes.withUnsafeBufferPointer { bytes in
            var value: UInt64 = 0
            var isNumber = true
            for byte in bytes[range.bytes] {
                let digit = byte &- 0x30 < 10 ? byte &- 0x30 : (byte | 0x20) &- 0x61 < 6 ? (byte | 0x20) &- 0x57 : 16
                isNumber = isNumber && digit < 16
                value = value << 4 | UInt64(digit & 15)
            }
            return isNumber ? value : nil
        }
    }

    /// Passes over a string, as strict as one that is read, without making it.
    private mutating func skipString() throws(JSONError) {
        let range = try self.quoted()
        if range.hasEscape {
            _ = try self.unescaped(range.bytes)
        } else {
            let span = self.bytes.span.extracting(range.bytes)
            guard (try? UTF8Span(validating: span)) != nil else {
                throw self.error("the string before this place is not UTF-8")
            }
        }
    }

    /// The bytes of `range` as a key; nil where no known key is like that.
    func packed(_ range: Range<Int>) -> JSONKeys.Packed? {
        self.bytes.withUnsafeBytes { JSONKeys.Packed($0, range) }
    }

    func byte(at index: Int) -> UInt8 {
        self.bytes[index]
    }

    private mutating func digits() -> Range<Int> {
        let start = self.index
        while self.index < self.end, self.bytes[self.index] &- 0x30 < 10 { self.index += 1 }
        return start..<self.index
    }

    private mutating func number() throws(JSONError) -> Number {
        let isNegative = self.peek() == UInt8(ascii: "-")
        if isNegative { self.index += 1 }
        let whole = self.digits()
        guard !whole.isEmpty else { throw self.error("a number was expected") }
        if whole.count > 1 && self.bytes[whole.lowerBound] == 0x30 { throw self.error("a number begins with 0") }
        var number = Number(isNegative: isNegative, whole: whole, fraction: self.index..<self.index, hasExponent: false)
        if self.index < self.end, self.bytes[self.index] == UInt8(ascii: ".") {
            self.index += 1
            number.fraction = self.digits()
            if number.fraction.isEmpty { throw self.error("a digit was expected after the point") }
        }
        if self.index < self.end, self.bytes[self.index] | 0x20 == UInt8(ascii: "e") {
            self.index += 1
            if self.index < self.end, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(self.bytes[self.index]) {
                self.index += 1
            }
            number.hasExponent = true
            if self.digits().isEmpty { throw self.error("a digit was expected in the exponent") }
        }
        return number
    }

    private func whole(_ number: Number) -> Int? {
        var value = 0
        for digit in self.bytes[number.whole] {
            let (product, first) = value.multipliedReportingOverflow(by: 10)
            let (difference, second) = product.subtractingReportingOverflow(Int(digit &- 0x30))
            if first || second { return nil }
            value = difference
        }
        // Counted downwards, for the least Int has no positive counterpart.
        if number.isNegative { return value }
        return value == .min ? nil : -value
    }
}
