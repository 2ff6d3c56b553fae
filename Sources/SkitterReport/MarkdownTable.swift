/// A table as GitHub's Markdown has it (GFM 0.29, section 4.10): the first column takes names, all others figures.
package enum MarkdownTable {
    /// The table with `titles`; a line break after each row.
    package static func text(_ titles: [String], _ rows: [[String]]) -> String {
        let rules = titles.indices.map { $0 == 0 ? "---" : "---:" }
        return
            ([MarkdownTable.line(titles), "| " + rules.joined(separator: " | ") + " |"]
            + rows.map { MarkdownTable.line($0.map(MarkdownTable.escaped)) }).map { $0 + "\n" }.joined()
    }

    /// `text` as it stands, whatever it holds: each character that Markdown may read as its own has a backslash before it
    /// (CommonMark 0.31, section 2.4).
    package static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if MarkdownTable.own.contains(character) { escaped += "\\" }
            escaped.append(character)
        }
        return escaped
    }

    private static let own: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "&", "|", "~", "#", "!", "$"]

    private static func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }
}
