/// Repairs, in a stream, what makes XML parsers lose text, and drops what makes them dangerous.
///
/// An `&` that begins neither a character reference nor one of XML's five entities becomes `&amp;`, a `<` that begins no
/// markup `&lt;`, a control character a space. Left out are the document type with all its entities, comments and
/// processing instructions. A tag longer than ``tagLimitBytes`` ends the text: the parser's time for a tag grows with the
/// square of the number of its attributes.
struct SitemapXMLSanitizer {
    /// What the octet at hand is part of.
    private enum State {
        case content, tag, comment, instruction, cdata, doctype
    }

    /// The tags of real sitemaps and feeds, which declare a dozen namespaces, stay below a quarter of this.
    private static let tagLimitBytes = 8 * 1024

    private let text: ArraySlice<UInt8>
    private var index: Int
    private var state = State.content
    /// How many `<` of the document type are open.
    private var openBrackets = 0
    /// The quotation mark that ends the string at hand, in a tag or the document type.
    private var quote: UInt8?
    private var tagStart = 0
    private(set) var repairs = 0
    /// Whether a tag was too long.
    private(set) var isStopped = false

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        self.index = text.startIndex
    }

    /// Replaces `chunk` by the next part of the text; false at its end.
    mutating func next(into chunk: inout [UInt8], limitBytes: Int) -> Bool {
        chunk.removeAll(keepingCapacity: true)
        while chunk.count < limitBytes, self.index < self.text.endIndex, !self.isStopped {
            self.step(&chunk)
        }
        return !chunk.isEmpty
    }

    private mutating func step(_ chunk: inout [UInt8]) {
        let octet = self.text[self.index]
        switch self.state {
        case .doctype:
            self.skipDoctype(octet)
            return
        case .comment:
            self.skip(to: "-->")
            return
        case .instruction:
            self.skip(to: "?>")
            return
        case .cdata where self.has("]]>"):
            chunk += "]]>".utf8
            self.index += 3
            self.state = .content
            return
        case .content where octet == UInt8(ascii: "<"), .tag where octet == UInt8(ascii: "<"):
            self.markupBegan(&chunk)
            return
        case .content where octet == UInt8(ascii: "&") && !self.isReference(),
            .tag where octet == UInt8(ascii: "&") && !self.isReference():
            self.repairs += 1
            self.index += 1
            chunk += "&amp;".utf8
            return
        case .tag:
            self.tagWent(octet)
        case .content, .cdata:
            break
        }
        self.index += 1
        chunk.append(octet >= 0x20 || HTMLOctets.isSpace(octet) && octet != 0x0C ? octet : 0x20)
    }

    /// Follows a tag to its end. A `<` ends it too, wherever it stands: XML permits none there.
    private mutating func tagWent(_ octet: UInt8) {
        if let quote = self.quote {
            self.quote = octet == quote ? nil : quote
        } else if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") {
            self.quote = octet
        } else if octet == UInt8(ascii: ">") {
            self.state = .content
        }
        self.isStopped = self.index - self.tagStart > Self.tagLimitBytes
    }

    private mutating func skip(to end: String) {
        if self.has(end) {
            self.index += end.utf8.count
            self.state = .content
        } else {
            self.index += 1
        }
    }

    private mutating func markupBegan(_ chunk: inout [UInt8]) {
        if self.has("<!--") {
            self.state = .comment
            self.index += 4
        } else if self.has("<?") {
            self.state = .instruction
            self.index += 2
        } else if self.has("<![CDATA[") {
            self.state = .cdata
            chunk += "<![CDATA[".utf8
            self.index += 9
        } else if self.has("<!") {
            self.state = .doctype
            self.openBrackets = 0
            self.quote = nil
        } else {
            let next = self.index + 1 < self.text.endIndex ? self.text[self.index + 1] : 0
            let beginsMarkup = HTMLOctets.isLetter(next) || next >= 0x80 || "_:/".utf8.contains(next)
            self.repairs += beginsMarkup ? 0 : 1
            self.state = beginsMarkup ? .tag : .content
            self.quote = nil
            self.tagStart = self.index
            chunk += beginsMarkup ? "<".utf8 : "&lt;".utf8
            self.index += 1
        }
    }

    private mutating func skipDoctype(_ octet: UInt8) {
        if self.quote == nil, self.openBrackets > 0, let end = self.has("<!--") ? "-->" : self.has("<?") ? "?>" : nil {
            // What stands in a comment is no quotation mark and no bracket.
            self.index += 2
            while self.index < self.text.endIndex, !self.has(end) {
                self.index += 1
            }
            self.index = min(self.index + end.utf8.count, self.text.endIndex)
            return
        }
        self.index += 1
        if let quote = self.quote {
            self.quote = octet == quote ? nil : quote
            return
        }
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): self.quote = octet
        case UInt8(ascii: "<"): self.openBrackets += 1
        case UInt8(ascii: ">"):
            self.openBrackets -= 1
            if self.openBrackets <= 0 {
                self.state = .content
            }
        default: break
        }
    }

    private func has(_ prefix: String) -> Bool {
        self.text[self.index...].starts(with: prefix.utf8)
    }

    /// Whether the `&` at hand begins a reference that every XML parser knows, to a character that XML permits.
    private func isReference() -> Bool {
        let rest = self.text[(self.index + 1)...].prefix(10)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return false }
        let name = String(decoding: rest[..<end], as: UTF8.self)
        guard name.hasPrefix("#") else {
            return ["amp", "lt", "gt", "quot", "apos"].contains(name)
        }
        let isHex = name.hasPrefix("#x")
        guard let value = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10) else { return false }
        switch value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return true
        default: return false
        }
    }
}
