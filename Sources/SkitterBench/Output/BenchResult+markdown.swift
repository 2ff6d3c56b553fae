import SkitterReport

extension BenchResult {
    /// The tables as GitHub's Markdown has them.
    package var markdown: String {
        var text = MarkdownTable.escaped(self.subtitle) + "\n\n"
        text += self.machine.lines.map { "- " + MarkdownTable.escaped($0) + "\n" }.joined() + "\n"
        for (_, cells) in self.tables { text += MarkdownTable.text(cells.titles, cells.rows) + "\n" }
        text += self.notes.map { "- " + MarkdownTable.escaped($0) + "\n" }.joined()
        return text
    }
}
