package import SkitterReport

/// The ways of writing a result down; the numbers are the same in each.
package enum BenchFormat: String, CaseIterable, Sendable {
    case table, json, csv, markdown, svg, html

    /// `result` in this format; a table is set on `layout`.
    package func text(of result: BenchResult, _ layout: ReportLayout) -> String {
        switch self {
        case .table: result.table(layout)
        case .json: result.json
        case .csv: result.csv
        case .markdown: result.markdown
        case .svg: result.svg
        case .html: result.html
        }
    }
}
