/// Amounts of bytes as text. K, M, G, T are powers of 1,024 in both directions, as curl and wget have them.
package enum ByteCountText {
    private static let units: [String] = ["", "K", "M", "G", "T", "P"]

    /// `512B`, `3.1M`, `96M`: one decimal below 10.
    package static func short(_ bytes: Int) -> String {
        let (number, unit) = ByteCountText.scaled(Double(bytes))
        return number + (unit.isEmpty ? "B" : unit)
    }

    /// `512 B/s`, `3.1 MB/s`.
    package static func rate(_ bytesPerSecond: Double) -> String {
        guard bytesPerSecond.isFinite else { return "- B/s" }
        let (number, unit) = ByteCountText.scaled(bytesPerSecond)
        return number + " " + unit + "B/s"
    }

    private static func scaled(_ bytes: Double) -> (number: String, unit: String) {
        var value = bytes
        var unit = 0
        // 1023.7 K would be rounded to 1024 K, which is 1.0 M.
        while value.magnitude >= 1_023.5 && unit < ByteCountText.units.count - 1 {
            value /= 1_024
            unit += 1
        }
        let decimals = unit > 0 && value.magnitude < 9.95 ? 1 : 0
        return (NumberText.fixed(value, decimals: decimals), ByteCountText.units[unit])
    }

    /// The bytes that `text` names: `64K`, `10M`, `1G`, `1.5M`, `4096`; `KB` and `KiB` mean the same as `K`. Nil for
    /// anything else, and for more than an `Int` holds.
    package static func parse(_ text: String) -> Int? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        var factor = 1
        switch text.dropFirst(number.count).uppercased() {
        case "", "B": break
        case "K", "KB", "KIB": factor = 1 << 10
        case "M", "MB", "MIB": factor = 1 << 20
        case "G", "GB", "GIB": factor = 1 << 30
        case "T", "TB", "TIB": factor = 1 << 40
        default: return nil
        }
        if let whole = Int(number) {
            let (bytes, overflow) = whole.multipliedReportingOverflow(by: factor)
            return overflow ? nil : bytes
        }
        guard factor > 1, let fraction = DecimalText.parse(number) else { return nil }
        let bytes = (fraction * Double(factor)).rounded()
        return bytes < 9e18 ? Int(bytes) : nil
    }
}
