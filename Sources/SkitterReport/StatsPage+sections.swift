internal import SkitterCore

extension StatsPage {
    func section(_ title: String, _ lines: [String]) -> String? {
        lines.isEmpty ? nil : ([self.layout.paint(title, .title)] + lines).map { $0 + "\n" }.joined()
    }

    func count(_ cell: Cell) -> Int {
        if case .count(let count) = cell { count } else { 0 }
    }

    static func tone(ofStatus status: String) -> ReportLayout.Tone? {
        switch status.utf8.first {
        case UInt8(ascii: "2"): .good
        case UInt8(ascii: "3"): .notice
        case UInt8(ascii: "4"): .warning
        default: .bad
        }
    }

    /// Names with their number, their share and a bar, longest name first to decide where the bars begin.
    func bars(_ title: String, _ rows: [(name: String, count: Int, tone: ReportLayout.Tone?)]) -> String? {
        let total = rows.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        let greatest = rows.map(\.count).max() ?? 0
        let nameColumns = min(self.layout.columns < 60 ? 16 : 28, rows.map { TerminalText.width($0.name) }.max() ?? 0)
        let numberColumns = rows.map { NumberText.grouped($0.count).utf8.count }.max() ?? 0
        let room = max(4, min(40, self.layout.columns - nameColumns - numberColumns - 13))
        let lines = rows.map { row in
            let name = TextTable.padded(TerminalText.shortened(row.name, to: nameColumns), to: nameColumns)
            let number = TextTable.indented(NumberText.grouped(row.count), to: numberColumns)
            let share = TextTable.indented(NumberText.share(row.count, of: total), to: 6)
            let bar = Bar.text(row.count, of: greatest, columns: room)
            return "  \(name)  \(number) \(share)" + (bar.isEmpty ? "" : "  " + self.layout.paint(bar, row.tone))
        }
        return self.section(title, lines)
    }

    func pages(_ title: String, _ pages: [PageFigure], _ value: (Int64) -> String) -> String? {
        let lines = pages.map { page in
            let figure = TextTable.indented(value(page.value), to: 8)
            let status = page.status.map(String.init) ?? "-"
            let url = TerminalText.shortened(TerminalText.escaped(page.url), to: self.layout.columns - 16)
            return "  \(figure)  \(TextTable.indented(status, to: 3)) \(url)"
        }
        return self.section(title, lines)
    }

    var failures: String? {
        let groups = self.snapshot.failures.sorted {
            $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
        }
        return self.groups("Failures", groups.map { ($0.key.description, $0.value) }, .bad)
    }

    var skips: String? {
        let groups = SkipReason.allCases.compactMap { reason in
            self.snapshot.skips[reason].map { (reason.rawValue, $0) }
        }
        return self.groups("Skipped", groups, .faint)
    }

    var parked: String? {
        self.section("Parked", ParkedText.lines(self.snapshot.parked))
    }

    private func groups(_ title: String, _ groups: [(name: String, group: ExampleGroup)], _ tone: ReportLayout.Tone)
        -> String?
    {
        var lines: [String] = []
        for (name, group) in groups {
            let name = TextTable.padded(TerminalText.escaped(name), to: 18)
            lines.append("  " + self.layout.paint(name, tone) + " " + NumberText.grouped(group.count))
            for example in group.examples {
                let room = self.layout.columns - 6
                lines.append("    " + TerminalText.shortened(TerminalText.escaped(example.url), to: room))
                guard let message = example.message, !message.isEmpty else { continue }
                lines.append(
                    "      "
                        + self.layout.paint(TerminalText.shortened(TerminalText.escaped(message), to: room - 2), .faint)
                )
            }
        }
        return self.section(title, lines)
    }
}
