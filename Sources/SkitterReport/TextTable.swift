internal import SkitterCore

/// Rows of cells set in columns. The first column takes names and is cut where the page is too narrow; all others take
/// figures, stand to the right and are never cut.
package struct TextTable {
    private let titles: [String]
    private var rows: [[String]] = []
    private static let gap = 2
    private static let leastNameColumns = 12
    private static let leastBarColumns = 8

    /// A table with these titles and no rows.
    package init(_ titles: [String]) {
        self.titles = titles
    }

    /// Appends a row; its cells are safe for a terminal already.
    package mutating func append(_ row: [String]) {
        self.rows.append(row)
    }

    /// The table with its titles, a line break after each row; behind each row a bar of its part of the greatest of
    /// `sizes`, where there is room for one.
    package func text(_ layout: ReportLayout, sizes: [Int] = []) -> String {
        var widths = self.titles.map(TerminalText.width)
        for row in self.rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TerminalText.width(cell)) }
        }
        let figures = widths.dropFirst().reduce(0) { $0 + $1 + TextTable.gap }
        widths[0] = min(widths[0], max(TextTable.leastNameColumns, layout.columns - figures))
        var text = layout.paint(self.line(self.titles, widths), .title) + "\n"
        let room = min(40, layout.columns - widths[0] - figures - TextTable.gap)
        let greatest = sizes.max() ?? 0
        for (index, row) in self.rows.enumerated() {
            text += self.line(row, widths)
            if room >= TextTable.leastBarColumns, index < sizes.count {
                let bar = Bar.text(sizes[index], of: greatest, columns: room)
                if !bar.isEmpty { text += String(repeating: " ", count: TextTable.gap) + layout.paint(bar, .notice) }
            }
            text += "\n"
        }
        return text
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            if column == 0 {
                line = TextTable.padded(TerminalText.shortened(cell, to: widths[0]), to: widths[0])
            } else {
                let blanks = widths[column] - TerminalText.width(cell) + TextTable.gap
                line += String(repeating: " ", count: blanks) + cell
            }
        }
        return line
    }

    /// `text` with blanks behind it up to `columns`.
    static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - TerminalText.width(text)))
    }

    /// `text` with blanks before it up to `columns`.
    static func indented(_ text: String, to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - TerminalText.width(text))) + text
    }
}
