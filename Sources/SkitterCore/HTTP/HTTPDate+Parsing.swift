extension HTTPDate {
    /// Reads the three formats of RFC 9110 section 5.6.7, with the name of the day not checked and not required:
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    ///
    /// A two-digit year that would lie more than 50 years after `now` is of the century before.
    public init?(parsing text: String, at now: HTTPDate) {
        guard text.utf8.count <= 64 else { return nil }
        var words = Array(text.utf8).split { Octets.isSpace($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") }[
            ...]
        if let first = words.first, first.allSatisfy(Octets.isLetter), HTTPDate.month(first) == nil || first.count > 3 {
            words.removeFirst()
        }
        guard let first = words.first else { return nil }
        let fields = Array(words)
        guard fields.count >= 4 else { return nil }
        let isAsctime = first.allSatisfy(Octets.isLetter)
        let (day, month, year, time) =
            isAsctime
            ? (fields[1], fields[0], fields[3], fields[2])
            : (fields[0], fields[1], fields[2], fields[3])
        guard Self.isUniversal(fields.dropFirst(4)),
            month.count == 3, let month = HTTPDate.month(month), day.count <= 2,
            let day = Octets.decimal(day, limit: 31),
            year.count == 4 || year.count == 2, let number = Octets.decimal(year, limit: 9999),
            let (hour, minute, second) = Self.timeOfDay(time)
        else { return nil }
        guard year.count == 2 else {
            self.init(year: number, month: month, day: day, hour: hour, minute: minute, second: second)
            return
        }
        let yearNow = 1970 + Int(clamping: now.secondsSince1970 / 31_556_952)
        let inThisCentury = yearNow / 100 * 100 + number
        let fullYear = inThisCentury > yearNow + 50 ? inThisCentury - 100 : inThisCentury
        self.init(year: fullYear, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    private static func timeOfDay(_ text: ArraySlice<UInt8>) -> (Int, Int, Int)? {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count <= 2 }),
            let hour = Octets.decimal(parts[0], limit: 23), let minute = Octets.decimal(parts[1], limit: 59),
            let second = Octets.decimal(parts[2], limit: 60)
        else { return nil }
        return (hour, minute, second)
    }

    /// HTTP dates are in UTC whatever they say; a zone that says otherwise makes the date unusable.
    private static func isUniversal(_ words: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        words.count <= 1 && words.allSatisfy { ["gmt", "utc", "z", "+0000"].contains(Octets.lowercasedString($0)) }
    }
}
