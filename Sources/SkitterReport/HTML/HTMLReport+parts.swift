internal import SkitterCore

extension HTMLReport {
    /// A section with a title; nil where it says nothing.
    static func section(_ title: String, isWide: Bool = false, _ body: String) -> String? {
        guard !body.isEmpty else { return nil }
        return "<section\(isWide ? " class=\"wide\"" : "")>\n<h2>\(HTMLText.escaped(title))</h2>\n\(body)\n</section>"
    }

    /// A row of names with number, share and bar.
    typealias BarRow = (name: String, count: Int, colour: SVGChart.Colour)

    /// Names with their number, their share and a bar.
    static func bars(_ title: String, _ rows: [BarRow], note: String = "") -> String? {
        let total = rows.reduce(0) { $0 + $1.count }
        let greatest = rows.map(\.count).max() ?? 0
        guard total > 0 else { return nil }
        let lines = rows.map { row in
            "<tr><td class=\"l\">\(HTMLText.words(row.name))</td><td>\(NumberText.grouped(row.count))</td>"
                + "<td class=\"w\">\(HTMLText.escaped(NumberText.share(row.count, of: total)))</td>"
                + "<td class=\"b\">\(SVGChart.bar(row.count, of: greatest, row.colour))</td></tr>"
        }
        return HTMLReport.section(title, "<table>\n\(lines.joined(separator: "\n"))\n</table>" + HTMLReport.note(note))
    }

    /// A table; each cell is HTML already. Columns of text are named in `words`, those that a narrow page leaves out in `wide`, one
    /// of bars in `bars`. Where `short` names a column, all others share the rest of the page evenly.
    static func table(
        _ titles: [String], words: Set<Int> = [0], wide: Set<Int> = [], bars: Int? = nil, short: Int? = nil,
        _ rows: [[String]]
    ) -> String {
        func cells(_ tag: String, _ cells: [String]) -> String {
            let all = cells.enumerated().map { index, cell in
                let classes =
                    (words.contains(index) ? ["l"] : []) + (wide.contains(index) ? ["w"] : [])
                    + (index == bars ? ["h"] : []) + (index == short ? ["s"] : [])
                return
                    "<\(tag)\(classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\"")>\(cell)</\(tag)>"
            }
            return "<tr>\(all.joined())</tr>"
        }
        let lines = [cells("th", titles.map(HTMLText.escaped))] + rows.map { cells("td", $0) }
        let kind = short == nil ? "" : " class=\"even\""
        return "<div class=\"scroll\"><table\(kind)>\n\(lines.joined(separator: "\n"))\n</table></div>"
    }

    /// A breakdown as a table, as machines would read it but for the spelling of its figures.
    static func table(_ breakdown: Breakdown) -> String {
        HTMLReport.table(
            breakdown.columns.map { breakdown.title($0) },
            breakdown.rows.map { $0.map { HTMLText.words($0.readable) } })
    }

    /// A line below something; none where there are no words.
    static func note(_ words: String) -> String {
        words.isEmpty ? "" : "\n<p class=\"dim\">\(HTMLText.escaped(words))</p>"
    }

    /// How many were left out; nothing where none was.
    static func others(_ count: Int, _ what: String) -> String {
        count > 0 ? "and \(NumberText.grouped(count)) more \(what)" : ""
    }

    /// Words below a chart from its left to its right.
    static func axis(_ words: [String]) -> String {
        "<div class=\"axis\">\(words.map { "<span>\(HTMLText.escaped($0))</span>" }.joined())</div>"
    }
}
