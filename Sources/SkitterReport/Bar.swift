/// A horizontal bar of block characters, exact to an eighth of a column.
enum Bar {
    private static let eighths: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// A bar of `part` of `whole`, the whole being `columns` long; what is not nothing shows at least a sliver.
    static func text(_ part: Int, of whole: Int, columns: Int) -> String {
        guard part > 0, whole > 0, columns > 0 else { return "" }
        let exact = Double(min(part, whole)) / Double(whole) * Double(columns) * 8
        let steps = max(1, Int(exact.rounded()))
        return String(repeating: "█", count: steps / 8) + Bar.eighths[steps % 8]
    }
}
