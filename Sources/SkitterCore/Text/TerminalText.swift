/// Text from the web, made fit for a terminal: it cannot move the cursor, colour the screen or turn the line around.
package enum TerminalText {
    /// `text` with every control, bidirectional and line-breaking character written as `\u{…}`.
    package static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: TerminalText.isUnsafe) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            if TerminalText.isUnsafe(scalar) {
                escaped += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The columns that `text` takes on a terminal: none for combining characters, two for wide East Asian ones.
    package static func width(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + TerminalText.width($1) }
    }

    /// `text` in at most `columns` columns; where it is longer, its middle gives way to `…`, for both ends of a URL matter.
    package static func shortened(_ text: String, to columns: Int) -> String {
        guard TerminalText.width(text) > columns else { return text }
        guard columns > 1 else { return columns == 1 ? "…" : "" }
        let scalars = Array(text.unicodeScalars)
        let headColumns = (columns - 1) * 2 / 3
        var head = String.UnicodeScalarView()
        var used = 0
        for scalar in scalars {
            used += TerminalText.width(scalar)
            if used > headColumns { break }
            head.append(scalar)
        }
        var tail: [Unicode.Scalar] = []
        used = 0
        for scalar in scalars.reversed() {
            used += TerminalText.width(scalar)
            if used > columns - 1 - headColumns { break }
            tail.append(scalar)
        }
        var shortened = String(head) + "…"
        shortened.unicodeScalars.append(contentsOf: tail.reversed())
        return shortened
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x300: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: return 0
            default: return 1
            }
        }
    }
}
