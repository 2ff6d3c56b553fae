/// The name of a tag as it stands in the bytes.
struct TagName {
    /// What a rule knows it as.
    var element: ElementName
    /// Equal for equal names (without regard to ASCII case): the bytes themselves up to eight, else mixed.
    var key: UInt64
    /// Where the name ends: at white space, `/`, `>` or the end of the bytes.
    var end: Int

    /// Reads the name that starts at `start` (WHATWG tokenizer, "tag name state").
    @inline(__always)
    init(_ bytes: Span<UInt8>, at start: Int) {
        let word = Scan.word(bytes, start)
        let hits = Self.terminators(word)
        // Past the end the word is zero, which is no terminator but less than a space.
        if hits != 0, start &+ Scan.index(hits) < bytes.count {
            let length = Scan.index(hits)
            let byte = bytes[start &+ length]
            if byte == 0x3E || byte == 0x2F || ASCII.isWhitespace(byte) {
                self.end = start &+ length
                self.key = Scan.lowercased(word & ((1 &<< UInt64(8 &* length)) &- 1))
                self.element = Self.lookUp(self.key)
                return
            }
        }
        self = Self.long(bytes, start)
    }

    private init(element: ElementName, key: UInt64, end: Int) {
        self.element = element
        self.key = key
        self.end = end
    }

    @inline(__always)
    static func terminators(_ word: UInt64) -> UInt64 {
        Scan.lessThan(word, 0x21) | Scan.matches(word, 0x3E) | Scan.matches(word, 0x2F)
    }

    @inline(__always)
    private static func lookUp(_ key: UInt64) -> ElementName {
        let slot = Int(truncatingIfNeeded: (key &* ElementTable.multiplier) &>> ElementTable.shift)
        let keys = UnsafeRawPointer(ElementTable.keys.utf8Start)
        // The slot has ten bits and the literals 1,024 slots, so that both loads stay inside them.
        guard UInt64(littleEndian: keys.loadUnaligned(fromByteOffset: slot &* 8, as: UInt64.self)) == key, key != 0
        else { return .unknown }
        let raw = ElementTable.names.utf8Start[slot]
        // The literal holds raw values of the enumeration only.
        return unsafeBitCast(raw, to: ElementName.self)
    }

    /// A name of more than eight bytes, one that holds control characters, or one at the end.
    @inline(never)
    private static func long(_ bytes: Span<UInt8>, _ start: Int) -> TagName {
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == 0x3E || byte == 0x2F || ASCII.isWhitespace(byte) { break }
            end += 1
        }
        if end - start <= 8 {
            var key: UInt64 = 0
            for index in (start..<end).reversed() {
                // NUL stands for U+FFFD: it makes a name different from the one without it.
                key = key << 8 | UInt64(bytes[index] == 0 ? 0xFF : ASCII.lowercased(bytes[index]))
            }
            return TagName(element: Self.lookUp(key), key: key, end: end)
        }
        let first = Scan.lowercased(Scan.word(bytes, start))
        let candidate = Self.lookUp(first & ~(0x20 << 56))
        if candidate != .unknown, ASCII.equalsIgnoringCase(bytes.extracting((start + 8)..<end), candidate.tail) {
            return TagName(element: candidate, key: first, end: end)
        }
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in start..<end { key = (key ^ UInt64(ASCII.lowercased(bytes[index]))) &* 0x100_0000_01B3 }
        return TagName(element: .unknown, key: key, end: end)
    }
}
