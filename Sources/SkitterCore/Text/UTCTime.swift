/// Instants on the wall clock as text: ISO 8601 in UTC with microseconds, `2026-01-31T23:59:59.000001Z`.
package enum UTCTime {
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// The text of the instant `microseconds` after 1970-01-01T00:00:00Z, always 27 bytes; years outside 0...9999 are
    /// cut to the nearest instant inside.
    package static func append(_ microseconds: Int64, to bytes: inout [UInt8]) {
        let parts = UTCTime.parts(microseconds)
        UTCTime.append(parts.year, digits: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        UTCTime.append(parts.month, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        UTCTime.append(parts.day, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        UTCTime.append(parts.hour, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        UTCTime.append(parts.minute, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        UTCTime.append(parts.second, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        UTCTime.append(parts.microsecond, digits: 6, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The text of the instant `microseconds` after 1970-01-01T00:00:00Z.
    package static func text(_ microseconds: Int64) -> String {
        var bytes: [UInt8] = []
        UTCTime.append(microseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `YYYYMMDD-HHMMSS` in UTC, for names of files.
    package static func compactText(_ microseconds: Int64) -> String {
        let parts = UTCTime.parts(microseconds)
        var bytes: [UInt8] = []
        UTCTime.append(parts.year, digits: 4, to: &bytes)
        UTCTime.append(parts.month, digits: 2, to: &bytes)
        UTCTime.append(parts.day, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        UTCTime.append(parts.hour, digits: 2, to: &bytes)
        UTCTime.append(parts.minute, digits: 2, to: &bytes)
        UTCTime.append(parts.second, digits: 2, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The instant that `text` names in exactly the form ``text(_:)`` writes, or nil.
    package static func microseconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 27 else { return nil }
        for (index, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "."), (26, "Z")]
            as [(Int, Unicode.Scalar)]
        where bytes[index] != UInt8(ascii: mark) {
            return nil
        }
        guard
            let year = UTCTime.number(bytes[0..<4]), let month = UTCTime.number(bytes[5..<7]),
            let day = UTCTime.number(bytes[8..<10]), let hour = UTCTime.number(bytes[11..<13]),
            let minute = UTCTime.number(bytes[14..<16]), let second = UTCTime.number(bytes[17..<19]),
            let microsecond = UTCTime.number(bytes[20..<26]),
            (1...12).contains(month), day >= 1, day <= UTCTime.days(in: month, of: year), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let seconds =
            UTCTime.daysSince1970(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
        return Int64(seconds) * 1_000_000 + Int64(microsecond)
    }

    private struct Parts {
        var year, month, day, hour, minute, second, microsecond: Int
    }

    private static func parts(_ microseconds: Int64) -> Parts {
        let least = Int64(UTCTime.daysSince1970(year: 0, month: 1, day: 1)) * UTCTime.microsecondsPerDay
        let greatest = Int64(UTCTime.daysSince1970(year: 10_000, month: 1, day: 1)) * UTCTime.microsecondsPerDay - 1
        let instant = min(max(microseconds, least), greatest)
        var (day, rest) = instant.quotientAndRemainder(dividingBy: UTCTime.microsecondsPerDay)
        if rest < 0 {
            day -= 1
            rest += UTCTime.microsecondsPerDay
        }
        let date = UTCTime.date(daysSince1970: Int(day))
        let second = Int(rest / 1_000_000)
        return Parts(
            year: date.year, month: date.month, day: date.day, hour: second / 3_600, minute: second / 60 % 60,
            second: second % 60, microsecond: Int(rest % 1_000_000))
    }

    // The proleptic Gregorian calendar repeats every 400 years (146,097 days). Counting years from March puts the leap
    // day at the end of a year, so that the months before it have fixed lengths: (153 m + 2) / 5 days.

    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard digit &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int(digit &- UInt8(ascii: "0"))
        }
        return value
    }
}
