/// Where comments and the texts that hold no tags end, by the WHATWG tokenizer's states.
enum TextEnd {
    /// Behind the comment whose `<!--` ends at `start`: `-->`, `--!>`, and right at the start `>` and `->`.
    static func comment(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        let count = bytes.count
        if start < count, bytes[start] == 0x3E { return start &+ 1 }
        if start &+ 1 < count, bytes[start] == 0x2D, bytes[start &+ 1] == 0x3E { return start &+ 2 }
        var position = start
        while true {
            position = Scan.find(0x2D, bytes, position)
            guard position &+ 2 < count else { return count }
            if bytes[position &+ 1] == 0x2D {
                let next = bytes[position &+ 2]
                if next == 0x3E { return position &+ 3 }
                if next == 0x21, position &+ 3 < count, bytes[position &+ 3] == 0x3E { return position &+ 4 }
            }
            position &+= 1
        }
    }

    /// Behind the next `>`: bogus comments and DOCTYPE, whose quotes a `>` ends as well.
    @inline(__always)
    static func bogusComment(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        min(Scan.find(0x3E, bytes, start) &+ 1, bytes.count)
    }

    /// Behind the `]]>` of a CDATA section.
    static func cdata(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while true {
            position = Scan.find(0x3E, bytes, position)
            guard position < bytes.count else { return position }
            if position &- 2 >= start, bytes[position &- 1] == 0x5D, bytes[position &- 2] == 0x5D {
                return position &+ 1
            }
            position &+= 1
        }
    }

    /// A CDATA section without the `]]>`, if it has one.
    static func cdataText(_ bytes: Span<UInt8>, _ section: Range<Int>) -> Range<Int> {
        let end = section.upperBound
        let isClosed =
            section.count >= 3 && bytes[end - 1] == 0x3E && bytes[end - 2] == 0x5D && bytes[end - 3] == 0x5D
        return isClosed ? section.dropLast(3) : section
    }

    /// The `<` of the "appropriate end tag" of RCDATA or raw text, the end of the bytes if it never comes.
    static func rawText(_ bytes: Span<UInt8>, _ start: Int, key: UInt64, length: Int) -> Int {
        var position = start
        while true {
            position = Scan.find(0x3C, bytes, position)
            guard position < bytes.count else { return position }
            if Self.isEndTag(bytes, position, key: key, length: length) { return position }
            position &+= 1
        }
    }

    /// The `<` of the end tag of a script: inside `<!--` a `<script` opens a level that only `</script` or `-->` closes
    /// ("script data escaped" and "double escaped" states).
    static func script(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        let count = bytes.count
        var position = start
        while true {
            position = Scan.find(0x3C, bytes, position)
            guard position < count else { return position }
            if Self.isEndTag(bytes, position, key: Self.scriptKey, length: 6) { return position }
            if position &+ 3 < count, bytes[position &+ 1] == 0x21, bytes[position &+ 2] == 0x2D,
                bytes[position &+ 3] == 0x2D
            {
                let end = Self.escapedScript(bytes, position &+ 2)
                if end.isEndTag || end.position == count { return end.position }
                position = end.position
            } else {
                position &+= 1
            }
        }
    }

    /// From the dashes of `<!--`: to the end tag, or behind the `-->` that leads back to plain script data.
    private static func escapedScript(_ bytes: Span<UInt8>, _ dashes: Int) -> (position: Int, isEndTag: Bool) {
        let count = bytes.count
        var position = dashes &+ 2
        var isDouble = false
        while position < count {
            // `<` and `>` are 0x3C and 0x3E; nothing else is looked at.
            let byte = bytes[position]
            if byte == 0x3E, bytes[position &- 1] == 0x2D, bytes[position &- 2] == 0x2D, position &- 2 >= dashes {
                return (position &+ 1, false)
            }
            if byte == 0x3C {
                let isEnd = Self.isEndTag(bytes, position, key: Self.scriptKey, length: 6)
                if isEnd, !isDouble { return (position, true) }
                if isEnd {
                    isDouble = false
                } else if !isDouble, Self.isName(bytes, position &+ 1, key: Self.scriptKey, length: 6) {
                    isDouble = true
                }
            }
            position &+= 1
        }
        return (count, false)
    }

    private static let scriptKey: UInt64 = 0x7470_6972_6373

    @inline(__always)
    private static func isEndTag(_ bytes: Span<UInt8>, _ position: Int, key: UInt64, length: Int) -> Bool {
        position &+ 1 < bytes.count && bytes[position &+ 1] == 0x2F
            && Self.isName(bytes, position &+ 2, key: key, length: length)
    }

    /// Whether a name of at most eight bytes stands here and ends where it ends.
    private static func isName(_ bytes: Span<UInt8>, _ position: Int, key: UInt64, length: Int) -> Bool {
        guard position &+ length < bytes.count else { return false }
        let word = Scan.word(bytes, position)
        let name = length == 8 ? word : word & ((1 &<< UInt64(8 &* length)) &- 1)
        guard Scan.lowercased(name) == key else { return false }
        let next = bytes[position &+ length]
        return next == 0x3E || next == 0x2F || ASCII.isWhitespace(next)
    }
}
