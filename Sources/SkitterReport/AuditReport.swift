package import SkitterCore

/// What an audit found, for people and for machines.
package struct AuditReport {
    private let audit: Audit

    /// A report of `audit`.
    package init(_ audit: Audit) {
        self.audit = audit
    }

    /// A line for each rule, the closest case below it, and the first breaches.
    package func text(_ layout: ReportLayout) -> String {
        self.audit.checks.map { self.lines($0, layout).map { $0 + "\n" }.joined() }.joined()
    }

    private func lines(_ check: Audit.Check, _ layout: ReportLayout) -> [String] {
        let name = TextTable.padded(check.rule.rawValue, to: 17)
        let judged = "\(NumberText.grouped(check.judged)) judged"
        var lines: [String] = []
        if check.violationCount > 0 {
            let count =
                "\(NumberText.grouped(check.violationCount)) \(check.violationCount == 1 ? "breach" : "breaches")"
            lines.append(layout.paint("broken", .bad) + "  \(name) \(judged), \(count)")
        } else if check.judged > 0 {
            lines.append(layout.paint("kept  ", .good) + "  \(name) \(judged)")
        } else {
            lines.append(layout.paint("-     ", .faint) + "  \(name) nothing to judge")
        }
        func add(_ text: String, _ tone: ReportLayout.Tone? = nil) {
            let text = TerminalText.shortened(TerminalText.escaped(text), to: layout.columns - 8)
            lines.append("        " + layout.paint(text, tone))
        }
        if let worst = check.worst { add("closest: " + worst, .faint) }
        for violation in check.violations {
            let at = violation.microseconds.map { " at " + UTCTime.text($0) } ?? ""
            lines.append("        " + TerminalText.escaped("\(violation.subject) \(violation.words)\(at)"))
        }
        let rest = check.violationCount - check.violations.count
        if rest > 0 { add("and \(NumberText.grouped(rest)) more") }
        for note in check.notes { add(note, .faint) }
        return lines
    }

    /// One JSON text: `{"v", "clean", "checks": [{"rule", "judged", "worst", "violations", "examples", "notes"}, …]}`.
    package var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.key("clean")
        writer.value(self.audit.isClean)
        writer.key("checks")
        writer.beginArray()
        for check in self.audit.checks { self.write(check, to: &writer) }
        writer.endArray()
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(_ check: Audit.Check, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("rule")
        writer.value(check.rule.rawValue)
        writer.key("judged")
        writer.value(check.judged)
        writer.key("worst")
        writer.optional(check.worst)
        writer.key("violations")
        writer.value(check.violationCount)
        writer.key("examples")
        writer.objects(check.violations) { writer, violation in
            writer.member("subject", violation.subject)
            writer.member("words", violation.words)
            writer.key("at")
            if let time = violation.microseconds { writer.time(time) } else { writer.null() }
        }
        writer.key("notes")
        writer.values(check.notes)
        writer.endObject()
    }
}
