internal import SkitterCore

/// The text of an export while it is written.
struct ExportText {
    var bytes: [UInt8] = []

    mutating func begin(_ format: ExportFormat) {
        switch format {
        case .jsonl: break
        case .csv: self.line("url,status,outcome,depth,content_type,bytes,ms,title,parent,target")
        case .dot: self.line("digraph crawl {")
        case .sitemap:
            self.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            self.line("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">")
        }
    }

    mutating func end(_ format: ExportFormat) {
        switch format {
        case .jsonl, .csv: break
        case .dot: self.line("}")
        case .sitemap: self.line("</urlset>")
        }
    }

    mutating func page(_ record: VisitRecord, depth: Int, _ format: ExportFormat) {
        switch format {
        case .jsonl: self.json(record, depth: depth)
        case .csv: self.row(record, depth: depth)
        case .dot: self.edge(record)
        case .sitemap: self.sitemapEntry(record)
        }
    }

    private mutating func line(_ text: String) {
        self.bytes += text.utf8
        self.bytes.append(0x0A)
    }

    /// The record as it is; where the page turned out to lie nearer than it was fetched, with its depth behind.
    private mutating func json(_ record: VisitRecord, depth: Int) {
        var writer = JSONWriter()
        writer.visit(record, finalDepth: depth)
        writer.newline()
        self.bytes += writer.bytes
    }

    // MARK: - CSV

    private mutating func row(_ record: VisitRecord, depth: Int) {
        var target: String?
        let outcome: String
        switch record.outcome {
        case .fetched: outcome = "fetched"
        case .redirected(let place):
            outcome = "redirected"
            target = place
        case .failed(let failure, _): outcome = "failed: \(failure)"
        }
        self.bytes +=
            CSVText.line([
                record.url, record.status.map(String.init) ?? "", outcome, "\(depth)",
                record.contentType ?? "", "\(record.bodyBytes)", "\(record.totalMicroseconds / 1000)",
                CSVText.untrusted(record.title ?? ""), record.parent ?? "", target ?? "",
            ]).utf8
    }

    // MARK: - DOT

    private mutating func edge(_ record: VisitRecord) {
        let colour =
            switch record.outcome {
            case .fetched: ""
            case .redirected: " [style=dashed]"
            case .failed: " [color=red]"
            }
        self.line("  \(ExportText.quoted(record.url))\(colour);")
        if let parent = record.parent {
            self.line("  \(ExportText.quoted(parent)) -> \(ExportText.quoted(record.url));")
        }
    }

    /// A quoted string of DOT: quotation marks are escaped; a URL holds no backslash that is not one.
    static func quoted(_ text: String) -> String {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    // MARK: - Sitemap

    private mutating func sitemapEntry(_ record: VisitRecord) {
        var entry = "<url><loc>\(ExportText.escaped(record.url))</loc>"
        if let date = record.modified {
            entry += "<lastmod>\(date)</lastmod>"
        }
        self.line(entry + "</url>")
    }

    /// As the protocol asks: five characters as entities.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&apos;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}

extension VisitRecord {
    /// The `Last-Modified` of the page as ISO 8601; nil where there is none, or one of another age.
    fileprivate var modified: String? {
        let fetched = HTTPDate(secondsSince1970: self.startedMicroseconds / 1_000_000)
        guard let date = self.lastModified.flatMap({ HTTPDate(parsing: $0, at: fetched) }), date <= fetched,
            date.secondsSince1970 >= 0
        else { return nil }
        return UTCTime.text(date.secondsSince1970 * 1_000_000)
    }
}
