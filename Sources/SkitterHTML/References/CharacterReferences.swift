/// Character references, by the WHATWG tokenizer's states and its own table.
package enum CharacterReferences {
    /// Where a reference stands: in an attribute `&copy=` and `&copyx` are text.
    package enum Place: Sendable {
        case attribute, text
    }

    /// Appends UTF-8 bytes with their references replaced, CR LF and CR as LF, NUL as U+FFFD.
    package static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, _ place: Place, to text: inout [UInt8]) {
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "&"):
                position = Self.reference(bytes, position, range.upperBound, place, &text)
            case 0x0D:
                text.append(0x0A)
                if position < range.upperBound, bytes[position] == 0x0A { position += 1 }
            case 0:
                text.append(contentsOf: [0xEF, 0xBF, 0xBD])
            default:
                text.append(byte)
            }
        }
    }

    /// Reads what follows an `&` and appends its replacement, or the `&` alone. Answers where to go on.
    package static func reference(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ place: Place, _ text: inout [UInt8]
    ) -> Int {
        guard start < end else {
            text.append(UInt8(ascii: "&"))
            return start
        }
        if bytes[start] == UInt8(ascii: "#") {
            return Self.number(bytes, start, end, &text)
        }
        if ASCII.isLetter(bytes[start]) {
            return Self.name(bytes, start, end, place, &text)
        }
        text.append(UInt8(ascii: "&"))
        return start
    }

    /// The whole table, for those who want to read it another way: names with their semicolon if they have one.
    package static var table: [(name: [UInt8], replacement: [UInt8])] {
        (0..<ReferenceTable.count).map { index in
            let entry = Entry(index)
            let name = UnsafeBufferPointer(
                start: ReferenceTable.entries.utf8Start + entry.start + 1, count: entry.nameLength)
            return (Array(name), Array(entry.replacement))
        }
    }

    // MARK: Names

    private static func name(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ place: Place, _ text: inout [UInt8]
    ) -> Int {
        guard let entry = Self.longestMatch(bytes, start, end) else {
            text.append(UInt8(ascii: "&"))
            return start
        }
        let next = start + entry.nameLength
        if place == .attribute, bytes[next - 1] != UInt8(ascii: ";"), next < end,
            bytes[next] == UInt8(ascii: "=") || ASCII.isLetter(bytes[next]) || ASCII.isDigit(bytes[next])
        {
            text.append(UInt8(ascii: "&"))
            return start
        }
        text.append(contentsOf: entry.replacement)
        return next
    }

    private struct Entry {
        let start: Int
        let end: Int

        init(_ index: Int) {
            self.start = Int(ReferenceTable.offsets[index])
            self.end = Int(ReferenceTable.offsets[index + 1])
        }

        var nameLength: Int { Int(ReferenceTable.entries.utf8Start[self.start]) }
        var replacement: UnsafeBufferPointer<UInt8> {
            let first = self.start + 1 + self.nameLength
            return UnsafeBufferPointer(start: ReferenceTable.entries.utf8Start + first, count: self.end - first)
        }

        /// How many bytes of the name stand at `start`, and whether the name is greater than what stands there.
        func compare(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (common: Int, isGreater: Bool) {
            let length = self.nameLength
            let name = ReferenceTable.entries.utf8Start + self.start + 1
            var index = 0
            while index < length {
                guard start + index < end else { return (index, true) }
                if name[index] != bytes[start + index] { return (index, name[index] > bytes[start + index]) }
                index += 1
            }
            return (length, false)
        }
    }

    /// The longest name that the bytes begin with. Of the names that are not greater than the bytes, the last one
    /// shares the most with them; what it shares and is itself a name has no semicolon, so at most six letters.
    private static func longestMatch(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Entry? {
        guard var common = Self.lastNotGreater(bytes, start, end) else { return nil }
        if common.length == common.entry.nameLength { return common.entry }
        var limit = min(common.length, 6)
        while limit >= 2 {
            guard let next = Self.lastNotGreater(bytes, start, start + limit) else { return nil }
            if next.length == next.entry.nameLength { return next.entry }
            common = next
            limit = min(limit - 1, common.length)
        }
        return nil
    }

    private static func lastNotGreater(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) -> (entry: Entry, length: Int)? {
        let letter = Int(bytes[start]) - 0x41
        var low = Int(ReferenceTable.firstByLetter[letter])
        var high = Int(ReferenceTable.firstByLetter[letter + 1])
        let first = low
        var length = 0
        while low < high {
            let middle = (low + high) / 2
            let result = Entry(middle).compare(bytes, start, end)
            if result.isGreater {
                high = middle
            } else {
                low = middle + 1
                length = result.common
            }
        }
        return low > first ? (Entry(low - 1), length) : nil
    }

    // MARK: Numbers

    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ text: inout [UInt8]) -> Int {
        var position = start + 1
        let isHex = position < end && bytes[position] | 0x20 == UInt8(ascii: "x")
        if isHex { position += 1 }
        let first = position
        var value: UInt32 = 0
        while position < end, let digit = Self.digit(bytes[position], isHex) {
            // Beyond Unicode it stays beyond Unicode.
            value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
            position += 1
        }
        guard position > first else {
            text.append(UInt8(ascii: "&"))
            return start
        }
        if position < end, bytes[position] == UInt8(ascii: ";") { position += 1 }
        UTF8Writer.append(Self.codePoint(value), to: &text)
        return position
    }

    private static func digit(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
        if ASCII.isDigit(byte) { return UInt32(byte &- 0x30) }
        let letter = (byte | 0x20) &- 0x61
        return isHex && letter < 6 ? UInt32(letter) + 10 : nil
    }

    /// "Numeric character reference end state": NUL is U+FFFD, C1 controls are windows-1252.
    private static func codePoint(_ value: UInt32) -> UInt32 {
        switch value {
        case 0: 0xFFFD
        case 0x80..<0xA0: UInt32(Self.windows1252[Int(value) - 0x80])
        default: value
        }
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
