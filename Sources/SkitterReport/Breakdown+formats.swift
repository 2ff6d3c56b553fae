internal import SkitterCore

extension Breakdown {
    /// A table for people, as wide as `layout` permits: a bar behind each row, and for a series a line that shows its course.
    package func table(_ layout: ReportLayout) -> String {
        var table = TextTable(self.columns.map { self.title($0) })
        for row in self.rows { table.append(row.map(\.readable)) }
        let text = table.text(layout, sizes: self.rows.count > 1 ? self.visits : [])
        guard self.criterion == .time, self.rows.count > 1 else { return text }
        return text + Sparkline.text(self.visits.map(Double.init), columns: layout.columns) + "\n"
    }

    /// A table as GitHub's Markdown has it.
    package var markdown: String {
        MarkdownTable.text(self.columns.map { self.title($0) }, self.rows.map { $0.map(\.readable) })
    }

    /// CSV (RFC 4180, but with `\n`) with a header; times in milliseconds, sizes in bytes.
    package var csv: String {
        var text = CSVText.line(self.columns)
        for row in self.rows { text += CSVText.line(row.map(\.plain)) }
        return text
    }

    /// One JSON text: `{"v", "by", "rows": [{column: value, …}, …]}`.
    package var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(JSONWriter.snapshotVersion)
        writer.key("by")
        writer.value(self.criterion.rawValue)
        writer.key("rows")
        writer.beginArray()
        for row in self.rows {
            writer.beginObject()
            for (column, cell) in zip(self.columns, row) {
                writer.key(text: column)
                cell.write(to: &writer)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A unit in the name of a column is for machines; people see it at each figure.
    func title(_ column: String) -> String {
        switch column {
        case "mean_ms": "mean"
        case "slowest_ms": "slowest"
        case "visits_per_s": "visits/s"
        case "time_s": "second"
        case "limited_by": "limited by"
        case "limit_share": "share"
        case "wire_bytes": "on the wire"
        default: column
        }
    }
}
