/// Durations as text.
package enum DurationText {
    /// `00:02:10`; hours grow beyond two digits, a negative duration is `00:00:00`.
    package static func clock(_ duration: Duration) -> String {
        let seconds = max(0, duration.components.seconds)
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// `740us`, `87ms`, `1.2s`, `2m10s`, `3h05m`, `2d04h`: two figures that matter.
    package static func compact(_ duration: Duration) -> String {
        let seconds = max(0, duration.inSeconds)
        if seconds < 0.000_999_5 { return NumberText.fixed(seconds * 1e6, decimals: 0) + "us" }
        if seconds < 0.009_95 { return NumberText.fixed(seconds * 1e3, decimals: 1) + "ms" }
        if seconds < 0.999_5 { return NumberText.fixed(seconds * 1e3, decimals: 0) + "ms" }
        if seconds < 59.95 { return NumberText.fixed(seconds, decimals: 1) + "s" }
        let whole = Int64(min(seconds, 9e15).rounded())
        if whole < 3_600 { return DurationText.pair(whole / 60, "m", whole % 60, "s") }
        let minutes = whole / 60
        if minutes < 24 * 60 { return DurationText.pair(minutes / 60, "h", minutes % 60, "m") }
        return DurationText.pair(minutes / 1_440, "d", minutes / 60 % 24, "h")
    }

    /// ``compact(_:)`` of whole microseconds.
    package static func compact(microseconds: Int64) -> String {
        DurationText.compact(.microseconds(microseconds))
    }

    /// An estimate: `40s`, `14m`, `3h20m`, `2d04h`; seconds are not worth telling from a minute on.
    package static func coarse(_ duration: Duration) -> String {
        let seconds = Int64(min(max(0, duration.inSeconds), 9e15).rounded())
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3_600 { return "\(seconds / 60)m" }
        return DurationText.compact(.seconds(seconds))
    }

    private static func pair(_ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String) -> String {
        "\(large)\(largeUnit)\(small < 10 ? "0" : "")\(small)\(smallUnit)"
    }

    /// The duration that `text` names: `500ms`, `30s`, `5m`, `2h`, `1d`, `1.5s`, `1h30m`, and `0`. Nil for anything else:
    /// a number without a unit could mean anything.
    package static func parse(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        var rest = text[...]
        var total = 0.0
        var lastUnit = Double.infinity
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let word = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(word.count)
            guard let value = DecimalText.parse(number), let unit = DurationText.seconds(in: word), unit < lastUnit
            else { return nil }
            total += value * unit
            lastUnit = unit
        }
        // 292 years, the longest that counts in nanoseconds.
        guard lastUnit.isFinite, total < 9.2e9 else { return nil }
        return .microseconds(Int64((total * 1e6).rounded()))
    }

    private static func seconds(in unit: Substring) -> Double? {
        switch unit {
        case "ms": 0.001
        case "s": 1
        case "m": 60
        case "h": 3_600
        case "d": 86_400
        default: nil
        }
    }
}
