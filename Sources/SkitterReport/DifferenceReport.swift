package import SkitterCore

/// What differs between two crawls, for people and for machines.
package struct DifferenceReport {
    private let differences: [CrawlDifference]
    private let unchanged: Int

    /// A report of `differences`; `unchanged` URLs are told by their number.
    package init(_ differences: [CrawlDifference], unchanged: Int) {
        self.differences = differences
        self.unchanged = unchanged
    }

    /// A line for each: what became of it, the URL, and more words where there are any.
    package func table(_ layout: ReportLayout) -> String {
        let width = CrawlDifference.Kind.allCases.map(\.rawValue.count).max() ?? 0
        return self.differences.map { difference in
            let kind = TextTable.padded(difference.kind.rawValue, to: width)
            let arrow = difference.kind == .moved ? "->" : "-"
            let detail = difference.detail.map { "  \(arrow) \(TerminalText.escaped($0))" } ?? ""
            return layout.paint(kind, DifferenceReport.tone(difference.kind)) + "  "
                + TerminalText.escaped(difference.url) + layout.paint(detail, .faint) + "\n"
        }.joined()
    }

    private static func tone(_ kind: CrawlDifference.Kind) -> ReportLayout.Tone {
        switch kind {
        case .broken: .bad
        case .removed: .warning
        case .mended, .added: .good
        case .moved, .changed: .notice
        }
    }

    /// CSV with a header.
    package var csv: String {
        CSVText.line(["kind", "url", "detail"])
            + self.differences.map { CSVText.line([$0.kind.rawValue, $0.url, $0.detail ?? ""]) }.joined()
    }

    /// One JSON text: `{"v", "unchanged", "differences": [{"kind", "url", "detail"}, …]}`.
    package var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.key("unchanged")
        writer.value(self.unchanged)
        writer.key("differences")
        writer.objects(self.differences) { writer, difference in
            writer.member("kind", difference.kind.rawValue)
            writer.member("url", difference.url)
            writer.member("detail", difference.detail)
        }
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The numbers in one line: `2 broken, 1 moved, 1 200 unchanged`.
    package var counts: String {
        let counts = Dictionary(grouping: self.differences, by: \.kind)
        let parts = CrawlDifference.Kind.allCases.compactMap { kind in
            counts[kind].map { "\(NumberText.grouped($0.count)) \(kind.rawValue)" }
        }
        return (parts + ["\(NumberText.grouped(self.unchanged)) unchanged"]).joined(separator: ", ")
    }
}
