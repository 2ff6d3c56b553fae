/// What the word at the start of some bytes looks like. A word is a run of ASCII letters and digits.
struct WordShape {
    /// The first byte behind the word.
    let end: Int
    /// The first byte behind the date that begins here: `2031-05-12`, `2031-05`, `20310512`.
    let date: Int?
    /// The first byte behind the id that begins here: a UUID, 16 or more hexadecimal digits, 20 or more letters and
    /// digits; with digits and letters both.
    let id: Int?

    init(_ bytes: ArraySlice<UInt8>) {
        var end = bytes.startIndex
        var digits = 0
        var hexLetters = 0
        while end < bytes.endIndex {
            if ASCII.isDigit(bytes[end]) {
                digits += 1
            } else if ASCII.isLetter(bytes[end]) {
                hexLetters += ASCII.hexValue(bytes[end]) == nil ? 0 : 1
            } else {
                break
            }
            end += 1
        }
        let length = end - bytes.startIndex
        self.end = end
        self.date = WordShape.dateEnd(bytes, word: bytes[..<end], digits: digits)
        let letters = length - digits
        if length == 8, let uuid = WordShape.uuidEnd(bytes) {
            self.id = uuid
        } else if letters > 0, digits > 0,
            length >= 16 && hexLetters == letters || length >= 20 && digits >= 3
        {
            self.id = end
        } else {
            self.id = nil
        }
    }

    /// Whether these bytes may be the value of a session: at least 16 letters and digits, a digit among them.
    static func isSessionValue(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (16...256).contains(bytes.count), bytes.contains(where: ASCII.isDigit) else { return false }
        return bytes.count { ASCII.isDigit($0) || ASCII.isLetter($0) } >= 16
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.count <= 4 ? Octets.decimal(bytes, limit: 9999) : nil
    }

    private static func isMonth(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count <= 2 && (1...12).contains(self.number(bytes) ?? 0)
    }

    private static func isDay(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count <= 2 && (1...31).contains(self.number(bytes) ?? 0)
    }

    private static func isYear(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 4 && (self.number(bytes) ?? 0) >= 1000
    }

    private static func dateEnd(_ bytes: ArraySlice<UInt8>, word: ArraySlice<UInt8>, digits: Int) -> Int? {
        guard digits == word.count else { return nil }
        if digits == 8 {
            let isDate =
                self.isYear(word.prefix(4)) && self.isMonth(word.dropFirst(4).prefix(2)) && self.isDay(word.suffix(2))
            // Numbers of eight digits are more often ids: only the centuries around now are dates.
            return isDate && (word.prefix(2).elementsEqual("19".utf8) || word.prefix(2).elementsEqual("20".utf8))
                ? word.endIndex : nil
        }
        guard digits == 4, self.isYear(word) else { return nil }
        var rest = bytes[word.endIndex...]
        guard rest.first == UInt8(ascii: "-"), let month = self.pair(rest.dropFirst()), self.isMonth(month) else {
            return nil
        }
        rest = bytes[month.endIndex...]
        if rest.first == UInt8(ascii: "-"), let day = self.pair(rest.dropFirst()), self.isDay(day) {
            return day.endIndex
        }
        return month.endIndex
    }

    /// Two digits that no third follows.
    private static func pair(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let digits = bytes.prefix(while: ASCII.isDigit)
        return digits.count == 2 ? digits : nil
    }

    private static func uuidEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 36 else { return nil }
        for offset in 0..<36 {
            let byte = bytes[bytes.startIndex + offset]
            let isDash = [8, 13, 18, 23].contains(offset)
            if isDash ? byte != UInt8(ascii: "-") : ASCII.hexValue(byte) == nil { return nil }
        }
        return bytes.startIndex + 36
    }

    /// How many of these segments are a date: year and month, and perhaps the day.
    static func dateSegments(_ segments: ArraySlice<ArraySlice<UInt8>>) -> Int {
        guard segments.count >= 2, self.isYear(segments[segments.startIndex]),
            self.isMonth(segments[segments.startIndex + 1])
        else { return 0 }
        return segments.count >= 3 && self.isDay(segments[segments.startIndex + 2]) ? 3 : 2
    }

    /// Whether a parameter is a date, by its name and value.
    static func isDate(_ value: ArraySlice<UInt8>, named name: ArraySlice<UInt8>) -> Bool {
        // No date is told by more digits, and most values are.
        guard value.count <= 4, value.allSatisfy(ASCII.isDigit) else { return false }
        func isNamed(_ word: StaticString) -> Bool {
            word.withUTF8Buffer { Octets.equalIgnoringCase($0, name) }
        }
        if isNamed("year") || isNamed("yr") || isNamed("y") { return self.isYear(value) }
        if isNamed("month") || isNamed("mon") || isNamed("mo") { return self.isMonth(value) }
        return isNamed("week") && (self.number(value) ?? 99) <= 53
    }
}
