/// The date of an `Expires` attribute, read as tolerantly as RFC 6265 section 5.1.1 asks.
enum CookieDate {
    static func parse(_ text: ArraySlice<UInt8>) -> HTTPDate? {
        var time: (hour: Int, minute: Int, second: Int)?
        var day: Int?
        var month: Int?
        var year: Int?
        for token in text.split(whereSeparator: Self.isDelimiter) {
            if time == nil, let found = Self.time(token) {
                time = found
            } else if day == nil, let found = Self.number(token, digits: 1...2) {
                day = found
            } else if month == nil, token.count >= 3, let found = HTTPDate.month(token) {
                month = found
            } else if year == nil, let found = Self.number(token, digits: 2...4) {
                year = found < 70 ? found + 2000 : found < 100 ? found + 1900 : found
            }
        }
        guard let time, let day, let month, let year, time.second <= 59 else { return nil }
        return HTTPDate(year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second)
    }

    private static func isDelimiter(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x09, 0x20...0x2F, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    /// The number that begins the token, if it has as many digits as these; what follows it is not read.
    private static func number(_ token: ArraySlice<UInt8>, digits: ClosedRange<Int>) -> Int? {
        let run = token.prefix(while: Octets.isDigit)
        return digits.contains(run.count) ? Octets.decimal(run, limit: 9999) : nil
    }

    private static func time(_ token: ArraySlice<UInt8>) -> (hour: Int, minute: Int, second: Int)? {
        let parts = token.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].allSatisfy(Octets.isDigit), parts[1].allSatisfy(Octets.isDigit),
            let hour = Self.number(parts[0], digits: 1...2), let minute = Self.number(parts[1], digits: 1...2),
            let second = Self.number(parts[2], digits: 1...2)
        else { return nil }
        return (hour, minute, second)
    }
}
