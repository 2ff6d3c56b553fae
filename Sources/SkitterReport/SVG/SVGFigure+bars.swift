internal import SkitterCore

extension SVGFigure {
    /// A horizontal bar with its words.
    package struct Bar: Sendable {
        let name: String
        let value: Double
        /// The least and greatest reading that it stands for; nil where there is one only.
        let range: ClosedRange<Double>?
        /// `value` as it is told.
        let text: String
        let colour: Colour

        /// A bar of `value`, told as `text`.
        package init(name: String, value: Double, range: ClosedRange<Double>? = nil, text: String, colour: Colour) {
            self.name = name
            self.value = value
            self.range = range
            self.text = text
            self.colour = colour
        }
    }

    /// Puts bars below what there is, on one scale from 0; nothing where there are none.
    package mutating func append(bars: [Bar], heading: String) {
        guard !bars.isEmpty else { return }
        let longest = bars.map { TerminalText.width($0.name) }.max() ?? 0
        let told = bars.map { TerminalText.width($0.text) }.max() ?? 0
        let left = SVGFigure.margin + min(260, Double(longest) * SVGFigure.letter + 10)
        let room = SVGFigure.width - left - SVGFigure.margin - Double(told) * SVGFigure.letter - 10
        let scale = SVGScale(to: bars.map { max($0.value, $0.range?.upperBound ?? 0) }.max() ?? 0)
        let (top, step, thick) = (40.0, 28.0, 18.0)
        let bottom = top + Double(bars.count) * step
        var chart = SVGFigure.label(heading, x: SVGFigure.margin, y: 26, kind: "sk-head")
        for tick in scale.ticks {
            let x = left + room * scale.part(tick)
            chart += SVGFigure.line(x1: x, y1: top - 4, x2: x, y2: bottom, kind: "sk-line")
            chart += SVGFigure.label(scale.text(tick), x: x, y: bottom + 15, kind: "sk-dim", anchor: "middle")
        }
        for (index, bar) in bars.enumerated() {
            let y = top + Double(index) * step
            let middle = y + thick / 2
            chart += SVGFigure.label(bar.name, x: left - 8, y: middle + 4.5, anchor: "end")
            chart += "<rect class=\"sk-f-\(bar.colour)\" x=\"\(SVGFigure.number(left))\" y=\"\(SVGFigure.number(y))\" "
            chart += "width=\"\(SVGFigure.number(max(1, room * scale.part(bar.value))))\" "
            chart += "height=\"\(SVGFigure.number(thick))\" rx=\"2\"/>\n"
            var end = left + room * scale.part(bar.value)
            if let range = bar.range, range.upperBound > range.lowerBound {
                let (low, high) = (
                    left + room * scale.part(range.lowerBound), left + room * scale.part(range.upperBound)
                )
                chart += SVGFigure.line(x1: low, y1: middle, x2: high, y2: middle, kind: "sk-mark")
                for x in [low, high] {
                    chart += SVGFigure.line(x1: x, y1: middle - 4, x2: x, y2: middle + 4, kind: "sk-mark")
                }
                end = max(end, high)
            }
            chart += SVGFigure.label(bar.text, x: end + 6, y: middle + 4.5)
        }
        self.append(chart, height: bottom + 24)
    }
}
