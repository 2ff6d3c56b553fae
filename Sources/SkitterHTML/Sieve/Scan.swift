/// Searches in bytes: eight at a time, then sixteen. All loads are bounds-checked; bytes that are searched for are
/// compared exactly, so that no input can make a search quadratic or wrong.
enum Scan {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Eight bytes, the first one lowest. Past the end they are zero.
    @inline(__always)
    static func word(_ bytes: Span<UInt8>, _ position: Int) -> UInt64 {
        if position &+ 8 <= bytes.count {
            return UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
        }
        return Self.lastWord(bytes, position)
    }

    @inline(never)
    private static func lastWord(_ bytes: Span<UInt8>, _ position: Int) -> UInt64 {
        var word: UInt64 = 0
        var index = bytes.count
        while index > position {
            index -= 1
            word = word << 8 | UInt64(bytes[index])
        }
        return word
    }

    /// The top bit of each byte that equals `byte`. Exact at and below the lowest hit, which is all that is used.
    @inline(__always)
    static func matches(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        let difference = word ^ (Self.ones &* UInt64(byte))
        return (difference &- Self.ones) & ~difference & Self.tops
    }

    /// As ``matches(_:_:)``, for the four bytes that differ from `first` in their two lowest bits at most.
    @inline(__always)
    static func matchesFour(_ word: UInt64, from first: UInt8) -> UInt64 {
        Self.matches(word & (Self.ones &* 0xFC), first)
    }

    /// As ``matches(_:_:)``, for the eight bytes that differ from `first` in their three lowest bits at most.
    @inline(__always)
    static func matchesEight(_ word: UInt64, from first: UInt8) -> UInt64 {
        Self.matches(word & (Self.ones &* 0xF8), first)
    }

    /// The top bit of each byte that is less than `limit` (at most 0x80); exact as ``matches(_:_:)`` is.
    @inline(__always)
    static func lessThan(_ word: UInt64, _ limit: UInt8) -> UInt64 {
        (word &- Self.ones &* UInt64(limit)) & ~word & Self.tops
    }

    /// The index of the byte that the lowest hit stands for.
    @inline(__always)
    static func index(_ hits: UInt64) -> Int {
        hits.trailingZeroBitCount &>> 3
    }

    /// The eight bytes with `A` to `Z` in lower case and all others as they were.
    @inline(__always)
    static func lowercased(_ word: UInt64) -> UInt64 {
        let low = word & ~Self.tops
        let aboveZ = low &+ Self.ones &* (0x7F - 0x5A)
        let fromA = low &+ Self.ones &* (0x80 - 0x41)
        let upper = (fromA ^ aboveZ) & ~word & Self.tops
        return word | upper &>> 2
    }

    /// The first `byte` at or after `position`; the end if there is none.
    @inline(__always)
    static func find(_ byte: UInt8, _ bytes: Span<UInt8>, _ position: Int) -> Int {
        if position &+ 8 <= bytes.count {
            let hits = Self.matches(Self.word(bytes, position), byte)
            if hits != 0 { return position &+ Self.index(hits) }
            return Self.findFar(byte, bytes, position &+ 8)
        }
        return Self.findLast(byte, bytes, position)
    }

    @inline(__always)
    private static func findFar(_ byte: UInt8, _ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        let raw = bytes.bytes
        let wanted = SIMD16<UInt8>(repeating: byte)
        while position &+ 16 <= raw.byteCount {
            let block = raw.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
            let hits = unsafeBitCast(block .== wanted, to: SIMD2<UInt64>.self)
            if hits[0] | hits[1] != 0 {
                return position &+ (hits[0] != 0 ? Self.index(hits[0]) : 8 &+ Self.index(hits[1]))
            }
            position &+= 16
        }
        return Self.findLast(byte, bytes, position)
    }

    @inline(never)
    private static func findLast(_ byte: UInt8, _ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != byte { position &+= 1 }
        return position
    }

    /// Whether a range holds only bytes that mean themselves in an attribute of any encoding: ASCII, no `&`, CR, NUL.
    @inline(__always)
    static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if range.count >= 16 { return Self.isPlainBlocks(bytes, range) }
        var found: UInt64 = 0
        var position = range.lowerBound
        if range.count >= 8 {
            found = Self.special(Self.word(bytes, position))
            position &+= 8
        }
        if position < range.upperBound {
            let word = Self.word(bytes, position)
            let keep = ~UInt64(0) &>> UInt64(64 &- 8 &* (range.upperBound &- position))
            // What follows the range becomes a letter.
            found |= Self.special(word & keep | Self.ones &* 0x61 & ~keep)
        }
        return found == 0
    }

    /// Sixteen bytes at a time; the last block overlaps the one before it.
    @inline(__always)
    private static func isPlainBlocks(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let raw = bytes.extracting(range).bytes
        let last = raw.byteCount &- 16
        var found = SIMD16<UInt8>(repeating: 0)
        var position = 0
        while true {
            let block = raw.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
            let marks =
                block .== SIMD16<UInt8>(repeating: 0x26) .| block .== SIMD16<UInt8>(repeating: 0x0D)
                .| block .== SIMD16<UInt8>(repeating: 0)
            found |= block & SIMD16<UInt8>(repeating: 0x80) | unsafeBitCast(marks, to: SIMD16<UInt8>.self)
            if position == last { break }
            position = min(position &+ 16, last)
        }
        let words = unsafeBitCast(found, to: SIMD2<UInt64>.self)
        return words[0] | words[1] == 0
    }

    /// Whether all bytes are printable ASCII that means itself in an attribute of XML between double quotes.
    @inline(__always)
    static func isPlainXML(_ bytes: Span<UInt8>) -> Bool {
        var position = 0
        var found: UInt64 = 0
        while position &+ 8 <= bytes.count {
            found |= Self.specialInXML(Self.word(bytes, position))
            position &+= 8
        }
        if position < bytes.count {
            let keep = ~UInt64(0) &>> UInt64(64 &- 8 &* (bytes.count &- position))
            found |= Self.specialInXML(Self.word(bytes, position) | Self.ones &* 0x61 & ~keep)
        }
        return found == 0
    }

    @inline(__always)
    private static func specialInXML(_ word: UInt64) -> UInt64 {
        word & Self.tops | Self.lessThan(word, 0x20) | Self.matches(word, 0x22) | Self.matches(word, 0x26)
            | Self.matches(word, 0x3C) | Self.matches(word, 0x3E)
    }

    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        word & Self.tops | Self.matches(word, 0x26) | Self.matches(word, 0x0D) | Self.matches(word, 0)
    }
}
