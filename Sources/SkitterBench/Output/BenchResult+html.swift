import SkitterReport

extension BenchResult {
    /// A page with the figure and the tables, which loads nothing and runs nothing.
    package var html: String {
        var body = "<h1>skitter bench</h1>"
        body += HTMLPage.note(self.subtitle) + self.machine.lines.map { HTMLPage.note($0) }.joined() + "\n"
        body += HTMLPage.section("Figure", self.svg)
        for (title, cells) in self.tables {
            body += "\n" + HTMLPage.section(title, HTMLPage.table(cells.titles, cells.rows))
        }
        if !self.notes.isEmpty {
            let items = self.notes.map { "<li>\(HTMLPage.escaped($0))</li>" }.joined(separator: "\n")
            body += "\n" + HTMLPage.section("What to know", "<ul>\n\(items)\n</ul>")
        }
        body += "\n<footer><p>skitter \(HTMLPage.escaped(self.programVersion))</p></footer>"
        return HTMLPage.text(title: "skitter bench", body)
    }
}
