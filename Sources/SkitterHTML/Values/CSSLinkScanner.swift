/// The URLs of a style sheet, in order: `url()` tokens and functions, and strings after `@import`, as CSS Syntax 3
/// tokenises them (comments, strings and escapes are read, so that a `url(` inside one is none). One pass, no
/// allocation, no parse tree.
package struct CSSLinkScanner {
    /// A URL as it stands in the sheet.
    package struct Found: Equatable, Sendable {
        package var range: Range<Int>
        /// Whether a backslash stands in it: ``CSSLinkScanner/unescape(_:in:)`` it.
        package var hasEscapes: Bool
        /// Whether an `@import` brought it: a style sheet.
        package var isImport: Bool
    }

    private var position = 0
    /// Whether an `@import` waits for its URL.
    private var isImport = false

    package init() {}

    /// The next URL, nil at the end. The same bytes must be given each time.
    package mutating func next(in css: Span<UInt8>) -> Found? {
        while self.position < css.count {
            let byte = css[self.position]
            switch byte {
            case UInt8(ascii: "/") where self.peek(css, 1) == UInt8(ascii: "*"):
                self.skipComment(css)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let string = self.readString(css)
                if self.isImport, let string {
                    self.isImport = false
                    return Found(range: string.range, hasEscapes: string.hasEscapes, isImport: true)
                }
            case UInt8(ascii: "@"):
                self.position += 1
                self.isImport = self.acceptName(css) == .import
            case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                self.isImport = false
                self.position += 1
            case _ where Self.startsName(byte):
                if self.acceptName(css) == .url, let found = self.readURL(css) { return found }
            default:
                self.position += 1
            }
        }
        return nil
    }

    private enum Name {
        case url, `import`, other
    }

    /// Reads an identifier; `url` counts only with its parenthesis, which is read too.
    private mutating func acceptName(_ css: Span<UInt8>) -> Name {
        let start = self.position
        while self.position < css.count {
            if css[self.position] == UInt8(ascii: "\\") {
                self.position = min(self.position + 2, css.count)
            } else if Self.continuesName(css[self.position]) {
                self.position += 1
            } else {
                break
            }
        }
        let name = css.extracting(start..<self.position)
        if ASCII.equalsIgnoringCase(name, "import") { return .import }
        if ASCII.equalsIgnoringCase(name, "url"), self.peek(css, 0) == UInt8(ascii: "(") {
            self.position += 1
            return .url
        }
        return .other
    }

    /// After `url(`: a quoted string, or bare characters to the parenthesis ("consume a url token").
    private mutating func readURL(_ css: Span<UInt8>) -> Found? {
        let isImport = self.isImport
        self.isImport = false
        while self.position < css.count, ASCII.isWhitespace(css[self.position]) { self.position += 1 }
        guard self.position < css.count else { return nil }
        if css[self.position] == UInt8(ascii: "\"") || css[self.position] == UInt8(ascii: "'") {
            return self.readString(css).map { Found(range: $0.range, hasEscapes: $0.hasEscapes, isImport: isImport) }
        }
        let start = self.position
        var hasEscapes = false
        while self.position < css.count {
            let byte = css[self.position]
            switch byte {
            case UInt8(ascii: ")"):
                defer { self.position += 1 }
                return Found(range: start..<self.position, hasEscapes: hasEscapes, isImport: isImport)
            case _ where ASCII.isWhitespace(byte):
                let end = self.position
                while self.position < css.count, ASCII.isWhitespace(css[self.position]) { self.position += 1 }
                if self.position == css.count || css[self.position] == UInt8(ascii: ")") {
                    self.position = min(self.position + 1, css.count)
                    return Found(range: start..<end, hasEscapes: hasEscapes, isImport: isImport)
                }
                self.skipBadURL(css)
                return nil
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("):
                self.skipBadURL(css)
                return nil
            case UInt8(ascii: "\\"):
                hasEscapes = true
                self.skipEscape(css)
            default:
                self.position += 1
            }
        }
        return Found(range: start..<self.position, hasEscapes: hasEscapes, isImport: isImport)
    }

    /// At a quote: the string's content, nil for a string that a line end broke.
    private mutating func readString(_ css: Span<UInt8>) -> (range: Range<Int>, hasEscapes: Bool)? {
        let quote = css[self.position]
        self.position += 1
        let start = self.position
        var hasEscapes = false
        while self.position < css.count {
            switch css[self.position] {
            case quote:
                defer { self.position += 1 }
                return (start..<self.position, hasEscapes)
            case 0x0A, 0x0C, 0x0D:
                return nil
            case UInt8(ascii: "\\"):
                hasEscapes = true
                self.position = min(self.position + 2, css.count)
            default:
                self.position += 1
            }
        }
        return (start..<self.position, hasEscapes)
    }

    /// At a backslash: one code point, or up to six hexadecimal digits with the white space that ends them.
    private mutating func skipEscape(_ css: Span<UInt8>) {
        self.position += 1
        let start = self.position
        while self.position < min(start + 6, css.count), Self.hexDigit(css[self.position]) != nil { self.position += 1 }
        if self.position == start || self.position < css.count && ASCII.isWhitespace(css[self.position]) {
            self.position = min(self.position + 1, css.count)
        }
    }

    private mutating func skipBadURL(_ css: Span<UInt8>) {
        while self.position < css.count, css[self.position] != UInt8(ascii: ")") {
            self.position = min(self.position + (css[self.position] == UInt8(ascii: "\\") ? 2 : 1), css.count)
        }
    }

    private mutating func skipComment(_ css: Span<UInt8>) {
        self.position += 2
        while self.position < css.count {
            if css[self.position] == UInt8(ascii: "*"), self.peek(css, 1) == UInt8(ascii: "/") {
                self.position += 2
                return
            }
            self.position += 1
        }
    }

    private func peek(_ css: Span<UInt8>, _ distance: Int) -> UInt8? {
        self.position + distance < css.count ? css[self.position + distance] : nil
    }

    private static func startsName(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "\\") || ASCII.isDigit(byte)
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        Self.startsName(byte) && byte != UInt8(ascii: "\\")
    }
}

extension CSSLinkScanner {
    /// Appends the URL at `range` of `text` to `text`, with its escapes replaced (CSS Syntax 3, "consume an escaped code
    /// point"; an escaped line end vanishes).
    package static func unescape(_ range: Range<Int>, in text: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard index < range.upperBound else { return }
            var value: UInt32 = 0
            var digits = 0
            while digits < 6, index < range.upperBound, let digit = Self.hexDigit(text[index]) {
                value = value << 4 | digit
                digits += 1
                index += 1
            }
            if digits > 0 {
                if index < range.upperBound, ASCII.isWhitespace(text[index]) {
                    index += Self.breakLength(text, index, range)
                }
                UTF8Writer.append(value == 0 ? 0xFFFD : value, to: &text)
            } else if text[index] == 0x0A || text[index] == 0x0C || text[index] == 0x0D {
                index += Self.breakLength(text, index, range)
            } else {
                text.append(text[index])
                index += 1
            }
        }
    }

    /// CR LF is one line end.
    private static func breakLength(_ text: [UInt8], _ index: Int, _ range: Range<Int>) -> Int {
        text[index] == 0x0D && index + 1 < range.upperBound && text[index + 1] == 0x0A ? 2 : 1
    }

    fileprivate static func hexDigit(_ byte: UInt8) -> UInt32? {
        if ASCII.isDigit(byte) { return UInt32(byte &- 0x30) }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? UInt32(letter) + 10 : nil
    }
}

extension Range<Int> {
    func shifted(by distance: Int) -> Range<Int> {
        (self.lowerBound + distance)..<(self.upperBound + distance)
    }
}
