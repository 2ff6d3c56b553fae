/// A point in civil time to the second, as HTTP writes it (RFC 9110 section 5.6.7).
public struct HTTPDate: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01 00:00:00 UTC, leap seconds not counted.
    public let secondsSince1970: Int64

    /// Any number of seconds is a date; those far away have no text.
    public init(secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    /// Whether one date lies before another.
    public static func < (left: Self, right: Self) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// Nil unless the parts name a day of the calendar (1601 to 9999) and a time of day, in UTC. A leap second is read as
    /// the second after it.
    init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (1601...9999).contains(year), (1...12).contains(month), day >= 1,
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let past = year - 1
        let daysBeforeYear = past * 365 + past / 4 - past / 100 + past / 400
        let days = daysBeforeYear + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162
        self.init(secondsSince1970: Int64(((days * 24 + hour) * 60 + minute) * 60 + second))
    }

    static func month(_ word: some Collection<UInt8>) -> Int? {
        let names = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        return names.firstIndex { Octets.equalIgnoringCase($0.utf8, word.prefix(3)) }.map { $0 + 1 }
    }
}
