/// Writes JSON (RFC 8259) into bytes that are kept and used again: no allocation for a value once they have grown.
///
/// Commas are its own business; that braces are balanced and keys precede values is the caller's. Strings are valid
/// UTF-8 by their type, so a lone surrogate cannot be written. DEL and the C1 control characters are escaped as well as
/// what JSON demands: a record may be shown on a terminal.
package struct JSONWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    /// True where the next value of this object or array needs a comma before it.
    private var needsComma = false
    private let isIndented: Bool
    private var depth = 0

    /// Nothing was written. With `indented`, each member and element stands on a line of its own, for people.
    package init(indented: Bool = false) {
        self.isIndented = indented
    }

    /// Forgets what was written and keeps the memory.
    package mutating func removeAll() {
        self.bytes.removeAll(keepingCapacity: true)
        self.needsComma = false
        self.depth = 0
    }

    /// Ends a line: what follows is a text of its own.
    package mutating func newline() {
        self.bytes.append(UInt8(ascii: "\n"))
        self.needsComma = false
    }

    package mutating func beginObject() { self.open(UInt8(ascii: "{")) }
    package mutating func endObject() { self.close(UInt8(ascii: "}")) }
    package mutating func beginArray() { self.open(UInt8(ascii: "[")) }
    package mutating func endArray() { self.close(UInt8(ascii: "]")) }

    /// A key that is known to need no escape.
    package mutating func key(_ name: StaticString) {
        self.separate()
        self.bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { self.bytes.append(contentsOf: $0) }
        self.bytes.append(UInt8(ascii: "\""))
        self.colon()
    }

    /// A key of any text. Its label keeps literals with the cheaper ``key(_:)``: they would be strings by default.
    package mutating func key(text name: String) {
        self.separate()
        self.quote(name)
        self.colon()
    }

    package mutating func null() {
        self.separate()
        self.append("null")
        self.needsComma = true
    }

    package mutating func value(_ value: Bool) {
        self.separate()
        self.append(value ? "true" : "false")
        self.needsComma = true
    }

    package mutating func value(_ value: String) {
        self.separate()
        self.quote(value)
        self.needsComma = true
    }

    package mutating func value(_ value: Int) {
        self.fixed(Int64(value), decimals: 0)
    }

    /// `value` with exactly `decimals` (0...9) digits after the point; null where it is no number of less than 2^53.
    package mutating func value(_ value: Double, decimals: Int) {
        guard value.magnitude < 9_007_199_254_740_992 else { return self.null() }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value * scale).rounded()
        guard scaled.magnitude < 9e18 else { return self.fixed(Int64(value), decimals: 0) }
        self.fixed(Int64(scaled), decimals: decimals)
    }

    /// `value` over 10 to the power of `decimals`, all digits written: exact, where a `Double` is not.
    package mutating func fixed(_ value: Int64, decimals: Int) {
        self.separate()
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        if value < 0 { self.bytes.append(UInt8(ascii: "-")) }
        self.digits(value.magnitude / scale, least: 1)
        if decimals > 0 {
            self.bytes.append(UInt8(ascii: "."))
            self.digits(value.magnitude % scale, least: decimals)
        }
        self.needsComma = true
    }

    /// `value` as 16 hexadecimal digits in a string.
    package mutating func hexadecimal(_ value: UInt64) {
        self.separate()
        self.bytes.append(UInt8(ascii: "\""))
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            self.bytes.append(JSONWriter.hexDigit(UInt8(truncatingIfNeeded: value >> shift & 15)))
        }
        self.bytes.append(UInt8(ascii: "\""))
        self.needsComma = true
    }

    /// The instant `microseconds` since 1970 as a string (ISO 8601, UTC).
    package mutating func time(_ microseconds: Int64) {
        self.separate()
        self.bytes.append(UInt8(ascii: "\""))
        UTCTime.append(microseconds, to: &self.bytes)
        self.bytes.append(UInt8(ascii: "\""))
        self.needsComma = true
    }

    private mutating func open(_ brace: UInt8) {
        self.separate()
        self.bytes.append(brace)
        self.needsComma = false
        self.depth += 1
    }

    private mutating func close(_ brace: UInt8) {
        self.depth -= 1
        if self.isIndented && self.needsComma { self.indent() }
        self.bytes.append(brace)
        self.needsComma = true
    }

    /// Before each key, and before each value that follows none.
    private mutating func separate() {
        if self.needsComma { self.bytes.append(UInt8(ascii: ",")) }
        if self.isIndented && self.depth > 0 && self.bytes.last != UInt8(ascii: " ") { self.indent() }
        self.needsComma = false
    }

    private mutating func colon() {
        self.bytes.append(UInt8(ascii: ":"))
        if self.isIndented { self.bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func indent() {
        self.bytes.append(UInt8(ascii: "\n"))
        self.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * self.depth))
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { self.bytes.append(contentsOf: $0) }
    }

    private mutating func digits(_ value: UInt64, least: Int) {
        var divisor: UInt64 = 1
        var count = 1
        while count < least || (value / divisor >= 10) {
            divisor *= 10
            count += 1
        }
        while divisor > 0 {
            self.bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension JSONWriter {
    /// A string in quotes (RFC 8259, section 7). Runs without an escape are copied whole.
    private mutating func quote(_ text: String) {
        self.bytes.append(UInt8(ascii: "\""))
        let span = text.utf8Span.span
        span.withUnsafeBufferPointer { utf8 in
            let count = utf8.count
            var copied = 0
            var index = 0
            while index < count {
                let byte = utf8[index]
                if byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F && byte != 0xC2 {
                    index += 1
                    continue
                }
                // U+0080...U+009F begin with C2 in UTF-8, and so do U+00A0...U+00BF, which are text.
                let isC1 = byte == 0xC2 && index + 1 < count && utf8[index + 1] < 0xA0
                if byte == 0xC2 && !isC1 {
                    index += 1
                    continue
                }
                self.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied..<index]))
                self.escape(isC1 ? utf8[index + 1] : byte)
                index += isC1 ? 2 : 1
                copied = index
            }
            self.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied...]))
        }
        self.bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ character: UInt8) {
        self.bytes.append(UInt8(ascii: "\\"))
        switch character {
        case 0x22, 0x5C: self.bytes.append(character)
        case 0x08: self.bytes.append(UInt8(ascii: "b"))
        case 0x09: self.bytes.append(UInt8(ascii: "t"))
        case 0x0A: self.bytes.append(UInt8(ascii: "n"))
        case 0x0C: self.bytes.append(UInt8(ascii: "f"))
        case 0x0D: self.bytes.append(UInt8(ascii: "r"))
        default:
            self.append("u00")
            self.bytes.append(JSONWriter.hexDigit(character >> 4))
            self.bytes.append(JSONWriter.hexDigit(character & 15))
        }
    }
}

extension JSONWriter {
    /// `value`, or null.
    package mutating func optional(_ value: String?) {
        if let value { self.value(value) } else { self.null() }
    }

    /// `value`, or null.
    package mutating func optional(_ value: Int?) {
        if let value { self.value(value) } else { self.null() }
    }

    /// `value` to so many `decimals`, or null.
    package mutating func optional(_ value: Double?, decimals: Int) {
        if let value { self.value(value, decimals: decimals) } else { self.null() }
    }

    /// A member; null where there is no value.
    package mutating func member(_ name: StaticString, _ value: Int?) {
        self.key(name)
        self.optional(value)
    }

    /// A member; null where there is no value.
    package mutating func member(_ name: StaticString, _ value: String?) {
        self.key(name)
        self.optional(value)
    }

    /// An array of texts.
    package mutating func values(_ texts: some Sequence<String>) {
        self.beginArray()
        for text in texts { self.value(text) }
        self.endArray()
    }

    /// An array of numbers.
    package mutating func values(_ numbers: some Sequence<Int>) {
        self.beginArray()
        for number in numbers { self.value(number) }
        self.endArray()
    }

    /// An array of objects, one for each of `elements`; `members` writes what is in it.
    package mutating func objects<Element>(
        _ elements: some Sequence<Element>, _ members: (inout JSONWriter, Element) -> Void
    ) {
        self.beginArray()
        for element in elements {
            self.beginObject()
            members(&self, element)
            self.endObject()
        }
        self.endArray()
    }
}
