/// The links of a `Link` header, by RFC 8288 appendix B.2 and B.3: lenient, linear, never failing as a whole.
package struct LinkHeaderParser {
    /// One link-value; ranges of the header's value.
    package struct Found: Equatable, Sendable {
        package var target: Range<Int>
        /// The first `rel`; later ones do not count (section 3.3).
        package var rel: Range<Int>?
        /// Whether an `anchor` makes it a link of another document (section 3.2).
        package var hasAnchor = false
    }

    private var position = 0

    package init() {}

    /// The next link, nil at the end. The same bytes must be given each time.
    package mutating func next(in value: Span<UInt8>) -> Found? {
        while self.position < value.count {
            self.skip(value) { ASCII.isWhitespace($0) || $0 == UInt8(ascii: ",") }
            guard self.position < value.count else { return nil }
            guard self.accept(value, UInt8(ascii: "<")) else {
                // Not a link-value: on to the next comma outside of quotes.
                _ = self.parameters(value, of: Found(target: 0..<0))
                continue
            }
            let start = self.position
            self.skip(value) { $0 != UInt8(ascii: ">") }
            let target = start..<self.position
            guard self.accept(value, UInt8(ascii: ">")) else { return nil }
            return self.parameters(value, of: Found(target: target))
        }
        return nil
    }

    /// Parameters to the next comma that is not inside quotes.
    private mutating func parameters(_ value: Span<UInt8>, of link: Found) -> Found {
        var found = link
        while self.position < value.count, value[self.position] != UInt8(ascii: ",") {
            self.skip(value) { ASCII.isWhitespace($0) || $0 == UInt8(ascii: ";") }
            let start = self.position
            self.skip(value) { !ASCII.isWhitespace($0) && !Self.delimiters.contains($0) }
            let name = value.extracting(start..<self.position)
            self.skip(value, while: ASCII.isWhitespace)
            var text = self.position..<self.position
            if self.accept(value, UInt8(ascii: "=")) {
                self.skip(value, while: ASCII.isWhitespace)
                text = self.text(value)
            } else if start == self.position {
                // A quote or an equals sign that belongs to nothing.
                if self.position < value.count, value[self.position] == UInt8(ascii: "\"") {
                    _ = self.text(value)
                } else if self.position < value.count, value[self.position] != UInt8(ascii: ",") {
                    self.position += 1
                }
            }
            if found.rel == nil, ASCII.equalsIgnoringCase(name, "rel") { found.rel = text }
            if ASCII.equalsIgnoringCase(name, "anchor") { found.hasAnchor = true }
        }
        return found
    }

    private static let delimiters = [UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\"")]

    /// A quoted string without its quotes, or a token.
    private mutating func text(_ value: Span<UInt8>) -> Range<Int> {
        guard self.accept(value, UInt8(ascii: "\"")) else {
            let start = self.position
            self.skip(value) { !ASCII.isWhitespace($0) && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
            return start..<self.position
        }
        let start = self.position
        while self.position < value.count, value[self.position] != UInt8(ascii: "\"") {
            self.position = min(self.position + (value[self.position] == UInt8(ascii: "\\") ? 2 : 1), value.count)
        }
        defer { _ = self.accept(value, UInt8(ascii: "\"")) }
        return start..<self.position
    }

    private mutating func accept(_ value: Span<UInt8>, _ byte: UInt8) -> Bool {
        guard self.position < value.count, value[self.position] == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func skip(_ value: Span<UInt8>, while matches: (UInt8) -> Bool) {
        while self.position < value.count, matches(value[self.position]) { self.position += 1 }
    }
}
