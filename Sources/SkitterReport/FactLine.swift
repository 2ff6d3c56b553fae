internal import SkitterCore

/// A name and what there is to say about it, in as many lines as the page needs.
enum FactLine {
    private static let nameColumns = 10
    private static let indent = 2

    /// The lines, a line break after each. A sentence is broken after a comma or a colon, never inside a number.
    static func text(_ name: String, _ value: String, _ layout: ReportLayout) -> String {
        let blanks = String(repeating: " ", count: FactLine.indent + FactLine.nameColumns)
        let room = layout.columns - FactLine.indent - FactLine.nameColumns
        var text = String(repeating: " ", count: FactLine.indent) + TextTable.padded(name, to: FactLine.nameColumns)
        var used = 0
        for part in FactLine.parts(of: value) {
            let columns = TerminalText.width(part)
            if used > 0 && used + columns > room {
                text = FactLine.trimmed(text) + "\n" + blanks
                used = 0
            }
            text += part
            used += columns
        }
        return FactLine.trimmed(text) + "\n"
    }

    /// `value` cut after each comma and colon that a blank follows; the blank stays with the part before it.
    private static func parts(of value: String) -> [Substring] {
        var parts: [Substring] = []
        var start = value.startIndex
        var index = start
        while index < value.endIndex {
            let next = value.index(after: index)
            if (value[index] == "," || value[index] == ":") && next < value.endIndex && value[next] == " " {
                parts.append(value[start...next])
                start = value.index(after: next)
                index = start
            } else {
                index = next
            }
        }
        parts.append(value[start...])
        return parts
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
