/// Decimal fractions as people type them: digits with at most one point between or before them.
enum DecimalText {
    /// The value of `text`, nil for anything with a sign, an exponent, a word, or no digit.
    static func parse(_ text: Substring) -> Double? {
        var points = 0
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."): points += 1
            default: return nil
            }
        }
        guard digits > 0, points <= 1, text.utf8.last != UInt8(ascii: ".") else { return nil }
        return Double(text)
    }
}
