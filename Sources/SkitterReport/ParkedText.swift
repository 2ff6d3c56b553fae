internal import SkitterCore

/// What was parked, and how to have it fetched after all: shared by the summary and the page of statistics.
enum ParkedText {
    /// No lines where nothing is parked. A pattern stands alone and whole, so that it can be copied from a terminal.
    static func lines(_ figures: ParkedFigures) -> [String] {
        guard figures.urls > 0 else { return [] }
        let urls = figures.urls == 1 ? "1 URL is" : "\(NumberText.grouped(figures.urls)) URLs are"
        let why =
            figures.patterns.allSatisfy(\.isByUser) && figures.otherURLs <= 0
            ? "by hand" : "pages like these only repeat each other"
        var lines = ["  \(urls) parked: \(why). To fetch them, crawl with"]
        let columns = figures.patterns.map { NumberText.grouped($0.urls).utf8.count }.max() ?? 0
        for pattern in figures.patterns {
            let number = TextTable.indented(NumberText.grouped(pattern.urls), to: columns)
            let text = ParkedText.quoted(TerminalText.escaped(pattern.pattern))
            lines.append("    \(number)  --unpark \(text)\(pattern.isByUser ? "  # parked by hand" : "")")
        }
        if figures.otherURLs > 0 {
            lines.append(
                "    and \(NumberText.grouped(figures.otherURLs)) of \(NumberText.grouped(figures.otherPatterns)) more: "
                    + "skipped.jsonl names them")
        }
        return lines
    }

    /// One word of a POSIX shell.
    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
