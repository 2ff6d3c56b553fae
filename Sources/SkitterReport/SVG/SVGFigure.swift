internal import SkitterCore

/// A figure of charts one below the other, as one SVG document that stands alone: it loads nothing, runs nothing, and is
/// readable on light and on dark pages.
package struct SVGFigure: Sendable {
    /// A colour of the figure; each differs from the others in brightness too.
    package enum Colour: Int, CaseIterable, Sendable {
        case grey, orange, blue, purple, green, red, teal
    }

    let title: String
    private var parts = ""
    private var height: Double
    private let words: [String]

    /// Units of the figure's width, and of the room at its sides.
    static let width = 760.0
    static let margin = 16.0
    /// Nearly the width of a letter of the figure's font.
    static let letter = 7.2

    /// A figure called `title`, with lines of small words below that.
    package init(title: String, words: [String] = []) {
        self.title = title
        self.words = words.flatMap { SVGFigure.wrapped($0, to: SVGFigure.wordColumns) }
        self.height = 34 + 17 * Double(self.words.count)
    }

    /// As many letters of small words as stand side by side.
    private static let wordColumns = 112

    /// The lines of `text`, each of at most `columns` unless a word alone is longer.
    private static func wrapped(_ text: String, to columns: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, TerminalText.width(last) + 1 + TerminalText.width(String(word)) <= columns {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Puts `chart`, which is `height` units high and drawn from (0, 0) on, below what there is.
    mutating func append(_ chart: String, height: Double) {
        self.parts += "<g transform=\"translate(0 \(SVGFigure.number(self.height)))\">\n\(chart)</g>\n"
        self.height += height
    }

    /// The document.
    package var text: String {
        var head = SVGFigure.label(self.title, x: SVGFigure.margin, y: 24, kind: "sk-title")
        for (index, line) in self.words.enumerated() {
            head += SVGFigure.label(line, x: SVGFigure.margin, y: 43 + 17 * Double(index), kind: "sk-dim")
        }
        let (width, height) = (SVGFigure.number(SVGFigure.width), SVGFigure.number(self.height + 10))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
            height="\(height)" role="img" aria-label="\(HTMLText.escaped(self.title))" class="sk">
            <style>\(SVGFigure.style)</style>
            <rect class="sk-page" width="\(width)" height="\(height)"/>
            \(head)\(self.parts)</svg>

            """
    }

    private static let style = """
        .sk{--page:#fff;--ink:#1b1f24;--dim:#5c6570;--line:#d9dee4;--grey:#8a939d;--orange:#d07a13;--blue:#2f6fbb;\
        --purple:#7a5ea8;--green:#2b8a4b;--red:#c0342b;--teal:#1b8a8f;max-width:100%;height:auto}\
        @media(prefers-color-scheme:dark){.sk{--page:#14171b;--ink:#e4e8ec;--dim:#9aa4af;--line:#313840;--grey:#7f8993;\
        --orange:#e0983f;--blue:#5f9de6;--purple:#a98ddb;--green:#4cb86f;--red:#ec6a5e;--teal:#45b8bd}}\
        .sk text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--ink)}\
        .sk text.sk-title{font-size:16px;font-weight:600}.sk text.sk-head{font-weight:600}\
        .sk text.sk-dim{font-size:12px;fill:var(--dim)}.sk-page{fill:var(--page)}\
        .sk-line{stroke:var(--line);fill:none}.sk-mark{stroke:var(--ink);fill:none;stroke-width:1.5}
        """
        + SVGFigure.Colour.allCases.map { ".sk-f-\($0){fill:var(--\($0))}.sk-s-\($0){stroke:var(--\($0))}" }.joined()

    /// A line of words; `anchor` says which end of it stands at `x`.
    static func label(_ text: String, x: Double, y: Double, kind: String = "", anchor: String = "start") -> String {
        let kind = kind.isEmpty ? "" : " class=\"\(kind)\""
        let anchor = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
        return
            "<text x=\"\(self.number(x))\" y=\"\(self.number(y))\"\(kind)\(anchor)>\(HTMLText.escaped(text))</text>\n"
    }

    static func line(x1: Double, y1: Double, x2: Double, y2: Double, kind: String) -> String {
        "<path class=\"\(kind)\" d=\"M\(self.number(x1)) \(self.number(y1))L\(self.number(x2)) \(self.number(y2))\"/>\n"
    }

    static func number(_ value: Double) -> String { NumberText.fixed(value, decimals: 1) }
}
