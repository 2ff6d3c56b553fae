package import SkitterReport

extension BenchResult {
    /// The tables for people at a terminal.
    package func table(_ layout: ReportLayout) -> String {
        let head = self.subtitle + "\n" + self.machine.lines.map { $0 + "\n" }.joined()
        return self.tables.reduce(head) { $0 + "\n" + Self.table($1.cells, layout) }
    }

    private static func table(_ cells: (titles: [String], rows: [[String]]), _ layout: ReportLayout) -> String {
        var table = TextTable(cells.titles)
        for row in cells.rows { table.append(row) }
        return table.text(layout)
    }
}
