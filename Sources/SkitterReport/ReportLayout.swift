/// The page that a report is set on.
package struct ReportLayout: Hashable, Sendable {
    /// Columns of the terminal or of the page; never less than 40 are used.
    package var columns: Int
    /// Whether colours may be used.
    package var isColoured: Bool

    /// A page of `columns`, without colours.
    package init(columns: Int = 80, isColoured: Bool = false) {
        self.columns = max(40, columns)
        self.isColoured = isColoured
    }

    /// What a text means, which decides its colour.
    enum Tone: String {
        case title = "1"
        case faint = "2"
        case good = "32"
        case notice = "36"
        case warning = "33"
        case bad = "31"
    }

    func paint(_ text: String, _ tone: Tone?) -> String {
        guard self.isColoured, let tone, !text.isEmpty else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }
}
