internal import SkitterCore
internal import SkitterSettings

/// All options of a crawl with their values, for people and for machines.
struct SettingsListing {
    private struct Row {
        let key: String
        /// Nil where nothing is set, and there is no default.
        let value: String?
        /// Nil for a default.
        let origin: SettingOrigin?
    }

    private let rows: [Row]
    private let file: String?

    /// What may hold a secret.
    private static let secret: Set<String> = ["user", "header", "header-of", "proxy", "frontier"]

    /// The options of `table`, set as in `settings`; `file` was read.
    init(_ settings: [Setting], of table: OptionTable, file: String?) {
        self.file = file
        self.rows = table.options.flatMap { option in
            guard let setting = settings.first(where: { $0.option == option }) else {
                return [Row(key: option.key, value: option.defaultText, origin: nil)]
            }
            return setting.values.map {
                Row(key: option.key, value: SettingsListing.shown($0.text, of: option), origin: $0.origin)
            }
        }
    }

    /// A line for each value.
    var table: String {
        let titles = ("option", "value", "from")
        let keys = self.width(self.rows.map(\.key) + [titles.0], most: 40)
        let values = self.width(self.rows.map { SettingsListing.cell($0.value) } + [titles.1], most: 40)
        func line(_ key: String, _ value: String, _ origin: String) -> String {
            "\(self.padded(key, keys))  \(self.padded(value, values))  \(origin)\n"
        }
        return self.rows.reduce(line(titles.0, titles.1, titles.2)) { text, row in
            text
                + line(
                    row.key, SettingsListing.cell(row.value),
                    row.origin.map { TerminalText.escaped($0.description) } ?? "default")
        }
    }

    /// One JSON text; docs/configuration.md describes its members.
    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.key("file")
        if let file = self.file { writer.value(file) } else { writer.null() }
        writer.key("options")
        writer.objects(self.rows) { writer, row in
            writer.member("key", row.key)
            writer.member("value", row.value)
            switch row.origin {
            case .file(let path, let line):
                writer.member("from", "file")
                writer.member("file", path)
                writer.member("line", line)
            case .variable(let name):
                writer.member("from", "environment")
                writer.member("variable", name)
            case nil: writer.member("from", "default")
            }
        }
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func shown(_ text: String, of option: SettableOption) -> String {
        if SettingsListing.secret.contains(option.key) { return "given" }
        guard option.kind == .words || option.key == "sitemap" else { return text }
        var list = URLList()
        list.add(text)
        guard let url = list.urls.first, url.hasCredentials else { return text }
        return url.withoutCredentials().href
    }

    private static func cell(_ value: String?) -> String { value.map(TerminalText.escaped) ?? "-" }

    private func width(_ cells: [String], most: Int) -> Int {
        cells.map(TerminalText.width).filter { $0 <= most }.max() ?? 0
    }

    private func padded(_ cell: String, _ width: Int) -> String {
        cell + String(repeating: " ", count: max(0, width - TerminalText.width(cell)))
    }
}
