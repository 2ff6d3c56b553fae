/// Where a tag ends, by the WHATWG tokenizer's attribute states, without looking at what the attributes are.
struct TagEnd {
    /// Behind the `>`, or nil if the bytes end first: then there was no tag.
    var position: Int?
    var isSelfClosing = false

    /// The end of the tag whose name ends at `start`.
    @inline(__always)
    static func skip(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        if start < bytes.count, bytes[start] == 0x3E { return start &+ 1 }
        return Self.walk(bytes, start).position
    }

    @inline(__always)
    static func walk(_ bytes: Span<UInt8>, _ start: Int) -> TagEnd {
        var position = start
        let count = bytes.count
        while position < count {
            // "Before attribute name state", "self-closing start tag state".
            let byte = bytes[position]
            if byte == 0x3E {
                return TagEnd(position: position &+ 1, isSelfClosing: bytes[position &- 1] == 0x2F)
            }
            if ASCII.isWhitespace(byte) || byte == 0x2F {
                position &+= 1
                continue
            }
            // "Attribute name state": the first byte belongs to the name even if it is `=`.
            position = Self.nameEnd(bytes, position &+ 1)
            // "After attribute name state".
            while position < count, ASCII.isWhitespace(bytes[position]) { position &+= 1 }
            guard position < count else { break }
            guard bytes[position] == 0x3D else { continue }
            position &+= 1
            while position < count, ASCII.isWhitespace(bytes[position]) { position &+= 1 }
            guard position < count else { break }
            switch bytes[position] {
            case 0x22: position = Scan.find(0x22, bytes, position &+ 1) &+ 1
            case 0x27: position = Scan.find(0x27, bytes, position &+ 1) &+ 1
            case 0x3E: return TagEnd(position: position &+ 1)
            default:
                position = Self.unquotedEnd(bytes, position)
                // A slash before this `>` belongs to the value.
                if position < count, bytes[position] == 0x3E { return TagEnd(position: position &+ 1) }
            }
        }
        return TagEnd(position: nil)
    }

    /// The first white space, `/`, `>` or `=`.
    @inline(__always)
    static func nameEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let word = Scan.word(bytes, position)
            // `=` and `>`, and `<` and `?`, which are looked at below.
            let hits = Scan.lessThan(word, 0x21) | Scan.matches(word, 0x2F) | Scan.matchesFour(word, from: 0x3C)
            guard hits != 0 else {
                position &+= 8
                continue
            }
            position &+= Scan.index(hits)
            guard position < bytes.count else { break }
            let byte = bytes[position]
            if byte == 0x3D || byte == 0x3E || byte == 0x2F || ASCII.isWhitespace(byte) { return position }
            position &+= 1
        }
        return bytes.count
    }

    /// The first white space or `>`.
    @inline(__always)
    static func unquotedEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let word = Scan.word(bytes, position)
            let hits = Scan.lessThan(word, 0x21) | Scan.matches(word, 0x3E)
            guard hits != 0 else {
                position &+= 8
                continue
            }
            position &+= Scan.index(hits)
            guard position < bytes.count else { break }
            let byte = bytes[position]
            if byte == 0x3E || ASCII.isWhitespace(byte) { return position }
            position &+= 1
        }
        return bytes.count
    }
}
