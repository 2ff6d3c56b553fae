/// The URLs of a `srcset` or `imagesrcset` attribute, by the HTML standard's "parsing a srcset attribute": a candidate
/// whose descriptors are wrong is dropped, its URL with it. One pass, no allocation.
package struct SrcsetParser {
    private var position = 0

    package init() {}

    /// Where the next candidate's URL stands in `bytes`, nil at the end. The same bytes must be given each time.
    package mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
        while true {
            while self.position < bytes.count, Self.separates(bytes[self.position]) { self.position += 1 }
            guard self.position < bytes.count else { return nil }
            let start = self.position
            while self.position < bytes.count, !ASCII.isWhitespace(bytes[self.position]) { self.position += 1 }
            var end = self.position
            if bytes[end - 1] == UInt8(ascii: ",") {
                while end > start, bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
                return start..<end
            }
            if self.readDescriptors(bytes) { return start..<end }
        }
    }

    /// "Descriptor tokenizer" and "descriptor parser" in one: whether all descriptors up to the candidate's end fit.
    private mutating func readDescriptors(_ bytes: Span<UInt8>) -> Bool {
        var descriptors = Descriptors()
        while true {
            while self.position < bytes.count, ASCII.isWhitespace(bytes[self.position]) { self.position += 1 }
            let start = self.position
            var inParentheses = false
            scan: while self.position < bytes.count {
                let byte = bytes[self.position]
                switch byte {
                case UInt8(ascii: "("): inParentheses = true
                case UInt8(ascii: ")"): inParentheses = false
                case UInt8(ascii: ",") where !inParentheses: break scan
                case _ where ASCII.isWhitespace(byte) && !inParentheses: break scan
                default: break
                }
                self.position += 1
            }
            if self.position > start { descriptors.add(bytes.extracting(start..<self.position)) }
            guard self.position < bytes.count else { return descriptors.areValid }
            if bytes[self.position] == UInt8(ascii: ",") {
                self.position += 1
                return descriptors.areValid
            }
        }
    }

    private static func separates(_ byte: UInt8) -> Bool {
        ASCII.isWhitespace(byte) || byte == UInt8(ascii: ",")
    }
}

/// The descriptors of one candidate: at most one of each kind, and only together as the standard allows.
private struct Descriptors {
    private var hasWidth = false
    private var hasDensity = false
    private var hasHeight = false
    private var failed = false

    /// A height without a width is an error as well.
    var areValid: Bool {
        !self.failed && !(self.hasHeight && !self.hasWidth)
    }

    mutating func add(_ descriptor: Span<UInt8>) {
        let value = descriptor.extracting(0..<(descriptor.count - 1))
        switch descriptor[descriptor.count - 1] {
        case UInt8(ascii: "w") where Self.isPositiveInteger(value) && !self.hasWidth && !self.hasDensity:
            self.hasWidth = true
        case UInt8(ascii: "h") where Self.isPositiveInteger(value) && !self.hasHeight && !self.hasDensity:
            self.hasHeight = true
        case UInt8(ascii: "x") where Self.isDensity(value) && !self.hasWidth && !self.hasDensity && !self.hasHeight:
            self.hasDensity = true
        default:
            self.failed = true
        }
    }

    private static func isPositiveInteger(_ bytes: Span<UInt8>) -> Bool {
        var isPositive = false
        for index in bytes.indices {
            guard ASCII.isDigit(bytes[index]) else { return false }
            if bytes[index] != UInt8(ascii: "0") { isPositive = true }
        }
        return isPositive
    }

    /// A "valid floating-point number" that is not negative.
    private static func isDensity(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        var isZero = true
        func digits() -> Int {
            let start = index
            while index < bytes.count, ASCII.isDigit(bytes[index]) {
                if bytes[index] != UInt8(ascii: "0") { isZero = false }
                index += 1
            }
            return index - start
        }
        let isNegative = index < bytes.count && bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let whole = digits()
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits() > 0 else { return false }
        } else if whole == 0 {
            return false
        }
        if isNegative, !isZero { return false }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard digits() > 0 else { return false }
        }
        return index == bytes.count
    }
}
