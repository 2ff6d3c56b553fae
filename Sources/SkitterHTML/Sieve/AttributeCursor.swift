/// The attributes of one tag, one after another, by the WHATWG tokenizer's attribute states.
struct AttributeCursor {
    /// Where the next attribute is looked for; behind the `>` once ``isAtEnd``.
    private(set) var position: Int
    /// Whether the `>` was reached. False after a nil from ``next(_:)``: the bytes ended inside the tag.
    private(set) var isAtEnd = false
    /// Of the attribute last returned.
    private(set) var name: AttributeName?
    private(set) var value = 0..<0
    /// Whether the value's end was seen: its closing quote, or what follows it unquoted.
    private(set) var isValueClosed = false

    /// Of the tag whose name ends at `start`.
    @inline(__always)
    init(after start: Int) {
        self.position = start
    }

    /// Steps to the next attribute; false at the end of the tag or of the bytes.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> Bool {
        let count = bytes.count
        var position = self.position
        defer { self.position = position }
        if self.isAtEnd { return false }
        while position < count, ASCII.isWhitespace(bytes[position]) || bytes[position] == 0x2F { position &+= 1 }
        guard position < count else { return false }
        if bytes[position] == 0x3E {
            position &+= 1
            self.isAtEnd = true
            return false
        }
        let start = position
        position = TagEnd.nameEnd(bytes, position &+ 1)
        self.name = AttributeName(bytes, start..<position)
        while position < count, ASCII.isWhitespace(bytes[position]) { position &+= 1 }
        self.value = position..<position
        self.isValueClosed = position < count
        guard position < count, bytes[position] == 0x3D else { return true }
        position &+= 1
        while position < count, ASCII.isWhitespace(bytes[position]) { position &+= 1 }
        self.value = position..<position
        self.isValueClosed = position < count
        guard position < count else { return true }
        let byte = bytes[position]
        if byte == 0x22 || byte == 0x27 {
            let end = byte == 0x22 ? Scan.find(0x22, bytes, position &+ 1) : Scan.find(0x27, bytes, position &+ 1)
            self.value = (position &+ 1)..<end
            self.isValueClosed = end < count
            position = min(end &+ 1, count)
        } else if byte != 0x3E {
            let end = TagEnd.unquotedEnd(bytes, position)
            self.value = position..<end
            self.isValueClosed = end < count
            position = end
        }
        return true
    }
}

extension AttributeName {
    /// Nil for a name that no rule knows.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let length = range.count
        guard length <= 11 else { return nil }
        let word = Scan.word(bytes, range.lowerBound)
        let key = Scan.lowercased(length >= 8 ? word : word & ((1 &<< UInt64(8 &* length)) &- 1))
        guard let name = Self.byKey(key, length) else { return nil }
        if length > 8 {
            let tail = Scan.lowercased(Scan.word(bytes, range.lowerBound &+ length &- 8))
            guard tail == Self.key(name.text, from: length &- 8) else { return nil }
        }
        self = name
    }

    @inline(__always)
    private static func byKey(_ key: UInt64, _ length: Int) -> AttributeName? {
        switch length {
        case 2: key == Self.key("id") ? .id : nil
        case 3: key == Self.key("src") ? .src : key == Self.key("rel") ? .rel : nil
        case 4:
            key == Self.key("href")
                ? .href
                : key == Self.key("name")
                    ? .name
                    : key == Self.key("type")
                        ? .type
                        : key == Self.key("data")
                            ? .data
                            : key == Self.key("cite")
                                ? .cite
                                : key == Self.key("face")
                                    ? .face
                                    : key == Self.key("size") ? .size : nil
        case 5: key == Self.key("style") ? .style : key == Self.key("color") ? .color : nil
        case 6:
            key == Self.key("srcset")
                ? .srcset
                : key == Self.key("poster")
                    ? .poster
                    : key == Self.key("action") ? .action : key == Self.key("method") ? .method : nil
        case 7: key == Self.key("content") ? .content : nil
        case 8:
            key == Self.key("longdesc")
                ? .longdesc
                : key == Self.key("manifest")
                    ? .manifest
                    : key == Self.key("encoding") ? .encoding : nil
        case 10:
            key == Self.key("backgrou")
                ? .background
                : key == Self.key("xlink:hr")
                    ? .xlinkHref
                    : key == Self.key("http-equ") ? .httpEquiv : nil
        case 11: key == Self.key("imagesrc") ? .imagesrcset : nil
        default: nil
        }
    }

    /// Up to eight bytes of a literal, the first one lowest; folded to a constant where the literal is one.
    @inline(__always)
    private static func key(_ text: StaticString, from start: Int = 0) -> UInt64 {
        var key: UInt64 = 0
        var index = min(start &+ 8, text.utf8CodeUnitCount)
        while index > start {
            index &-= 1
            key = key &<< 8 | UInt64(text.utf8Start[index])
        }
        return key
    }
}
