/// Looks for the encoding that a document declares in its markup, without parsing it.
struct MetaScanner {
    /// The end condition of the standard's prescan.
    private static let prescanBytes = 1024

    /// Whether what only a parser knows counts: comments that end in `--!>`, and elements that hold no markup.
    private let isParserLike: Bool
    var position = 0

    /// "Prescan a byte stream to determine its encoding", on the first 1,024 octets.
    static func prescan(_ bytes: Span<UInt8>) -> TextEncoding? {
        let start = bytes.extracting(first: Self.prescanBytes)
        if let encoding = XMLDeclaration.utf16(in: start) {
            return encoding
        }
        var scanner = MetaScanner(isParserLike: false)
        return scanner.run(start) ?? XMLDeclaration.encoding(in: start)
    }

    /// The first declaration that a parser would meet in the whole document.
    static func scan(_ bytes: Span<UInt8>) -> TextEncoding? {
        var scanner = MetaScanner(isParserLike: true)
        return scanner.run(bytes)
    }

    private init(isParserLike: Bool) {
        self.isParserLike = isParserLike
    }

    /// Each turn reads one thing at `position`; running out of octets anywhere ends the search.
    private mutating func run(_ bytes: Span<UInt8>) -> TextEncoding? {
        while self.position < bytes.count {
            guard bytes[self.position] == UInt8(ascii: "<") else {
                self.position += 1
                continue
            }
            if Self.has("<!--", in: bytes, at: self.position) {
                guard self.skipComment(bytes) else { return nil }
            } else if Self.isTag("meta", in: bytes, at: self.position) {
                self.position += 5
                guard let meta = self.readMeta(bytes) else { return nil }
                if let encoding = meta.encoding {
                    return encoding
                }
            } else if Self.isAnyTag(in: bytes, at: self.position) {
                let start = self.position
                guard self.skipTag(bytes) else { return nil }
                if self.isParserLike {
                    guard self.skipText(bytes, ofElementAt: start) else { return nil }
                }
            } else if let next = Self.octet(bytes, self.position + 1), "!/?".utf8.contains(next) {
                guard self.skip(to: UInt8(ascii: ">"), bytes) else { return nil }
            } else {
                self.position += 1
            }
        }
        return nil
    }

    private static func octet(_ bytes: Span<UInt8>, _ index: Int) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    /// Whether the octets at `index` are these lower-case ones, in any case.
    private static func has(_ text: StaticString, in bytes: Span<UInt8>, at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard bytes.count - index >= length else { return false }
        for offset in 0..<length {
            let expected = text.withUTF8Buffer { $0[offset] }
            guard HTMLOctets.lowercased(bytes[index + offset]) == expected else { return false }
        }
        return true
    }

    /// Whether a start tag of this name stands at `index`.
    private static func isTag(_ name: StaticString, in bytes: Span<UInt8>, at index: Int, orEnd: Bool = false) -> Bool {
        guard let next = Self.octet(bytes, index + 1 + name.utf8CodeUnitCount) else { return false }
        let endsName = HTMLOctets.isSpace(next) || next == UInt8(ascii: "/") || orEnd && next == UInt8(ascii: ">")
        return endsName && Self.has(name, in: bytes, at: index + 1)
    }

    private static func isAnyTag(in bytes: Span<UInt8>, at index: Int) -> Bool {
        let isEndTag = Self.octet(bytes, index + 1) == UInt8(ascii: "/")
        return Self.octet(bytes, index + (isEndTag ? 2 : 1)).map(HTMLOctets.isLetter) ?? false
    }

    /// Puts `position` after the next such octet.
    private mutating func skip(to octet: UInt8, _ bytes: Span<UInt8>) -> Bool {
        while self.position < bytes.count {
            self.position += 1
            if bytes[self.position - 1] == octet {
                return true
            }
        }
        return false
    }

    /// The dashes that end a comment may be those that begin it: `<!-->`.
    private mutating func skipComment(_ bytes: Span<UInt8>) -> Bool {
        let firstDash = self.position + 2
        self.position += 4
        while self.skip(to: UInt8(ascii: ">"), bytes) {
            var lastDash = self.position - 2
            if self.isParserLike, lastDash - 2 >= firstDash + 2, bytes[lastDash] == UInt8(ascii: "!") {
                lastDash -= 1
            }
            if lastDash - 1 >= firstDash, bytes[lastDash] == UInt8(ascii: "-"), bytes[lastDash - 1] == UInt8(ascii: "-")
            {
                return true
            }
        }
        return false
    }

    /// Steps over a tag with its attributes, whose values may hold `>`.
    private mutating func skipTag(_ bytes: Span<UInt8>) -> Bool {
        while self.position < bytes.count, !HTMLOctets.isSpace(bytes[self.position]),
            bytes[self.position] != UInt8(ascii: ">")
        {
            self.position += 1
        }
        while true {
            switch self.readAttribute(bytes, keeping: false) {
            case .attribute: continue
            case .endOfTag: return true
            case .endOfInput: return false
            }
        }
    }

    /// Steps over the text of an element whose content is no markup, to its end tag.
    private mutating func skipText(_ bytes: Span<UInt8>, ofElementAt start: Int) -> Bool {
        let elements: [StaticString] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
        guard let name = elements.first(where: { Self.isTag($0, in: bytes, at: start, orEnd: true) }) else {
            return true
        }
        while self.position < bytes.count {
            if bytes[self.position] == UInt8(ascii: "<"), Self.octet(bytes, self.position + 1) == UInt8(ascii: "/"),
                Self.isTag(name, in: bytes, at: self.position + 1, orEnd: true)
            {
                return true
            }
            self.position += 1
        }
        return false
    }
}
