/// Numbers as people read them. One place, so that every report spells a number the same way.
package enum NumberText {
    /// `value` with a space between groups of three digits: `1 204`.
    package static func grouped(_ value: Int) -> String {
        var bytes: [UInt8] = []
        for (index, digit) in String(value.magnitude).utf8.reversed().enumerated() {
            if index > 0 && index % 3 == 0 { bytes.append(UInt8(ascii: " ")) }
            bytes.append(digit)
        }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// `value` with exactly `decimals` (0...6) digits after the point, never with an exponent; `-` where it is no number.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return "-" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled < 9e18 else { return value < 0 ? "-9e18" : "9e18" }
        let (whole, rest) = UInt64(scaled).quotientAndRemainder(dividingBy: UInt64(scale))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + String(whole) }
        let digits = String(rest)
        return sign + String(whole) + "." + String(repeating: "0", count: decimals - digits.utf8.count) + digits
    }

    /// A rate: one decimal below 100, whole and grouped from there on.
    package static func rate(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 9e18 else { return "-" }
        return value.magnitude < 99.95 ? NumberText.fixed(value, decimals: 1) : NumberText.grouped(Int(value.rounded()))
    }

    /// `part` of `whole` in per cent: no decimal from 10 on, `0%` only for nothing at all.
    package static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part > 0 else { return "0%" }
        let percent = Double(part) / Double(whole) * 100
        if percent < 0.05 { return "<0.1%" }
        return NumberText.fixed(percent, decimals: percent < 9.95 ? 1 : 0) + "%"
    }
}
