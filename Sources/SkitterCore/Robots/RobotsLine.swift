/// One line of a robots.txt that has a meaning: its field, and where its value lies in the file.
struct RobotsLine: Sendable {
    let field: RobotsField
    let value: Range<Int>
    /// From 1; CR LF ends one line, not two.
    let number: Int

    /// No line is read beyond this: eight times the longest URL that browsers agreed on (2,083), less its end.
    static let lengthLimitBytes = 16_663

    /// Reads `name: value`, or `name value` when there are exactly two words; nil for everything else.
    ///
    /// RFC 9309 section 2.2.4: an unknown line is passed over, and ends no group.
    init?(_ text: ArraySlice<UInt8>, number: Int) {
        let beforeComment = text.prefix(Self.lengthLimitBytes).prefix { $0 != UInt8(ascii: "#") }
        let line = Octets.trimmed(beforeComment)
        guard let (name, value) = Self.parts(of: line), let field = RobotsField(name: Octets.trimmed(name)) else {
            return nil
        }
        let trimmedValue = Self.withoutMarkup(Octets.trimmed(value))
        self.field = field
        self.value = trimmedValue.startIndex..<trimmedValue.endIndex
        self.number = number
    }

    private static func parts(of line: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            return (line[..<colon], line[(colon + 1)...])
        }
        guard let gap = line.firstIndex(where: Octets.isSpace) else { return nil }
        let value = Octets.trimmed(line[gap...])
        return value.contains(where: Octets.isSpace) ? nil : (line[..<gap], value)
    }

    /// A value without the tag that ends its line: files made with an HTML editor end lines in `<BR>`.
    private static func withoutMarkup(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard value.last == UInt8(ascii: ">"), let start = value.lastIndex(of: UInt8(ascii: "<")) else { return value }
        let name = value[(start + 1)...].drop { $0 == UInt8(ascii: "/") }
        guard let first = name.first, Octets.isLetter(first) else { return value }
        return Octets.trimmed(value[..<start])
    }

    /// Splits a file at CR, LF or CR LF. `isCut`: the last line has no end because a limit cut it, so it is not read.
    static func all(in bytes: [UInt8], isCut: Bool) -> [RobotsLine] {
        var lines: [RobotsLine] = []
        var number = 1
        var start = 0
        var index = 0
        while index < bytes.count {
            let octet = bytes[index]
            guard octet == 0x0A || octet == 0x0D else {
                index += 1
                continue
            }
            if let line = RobotsLine(bytes[start..<index], number: number) {
                lines.append(line)
            }
            let isPair = octet == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            index += isPair ? 2 : 1
            start = index
            number += 1
        }
        if !isCut, let line = RobotsLine(bytes[start...], number: number) {
            lines.append(line)
        }
        return lines
    }
}
