internal import SkitterCore

extension SVGFigure {
    /// A line over the places of an axis.
    package struct Series: Sendable {
        let name: String
        /// One for each place; nil where there is none.
        let values: [Double?]
        let colour: Colour

        /// A line called `name`.
        package init(name: String, values: [Double?], colour: Colour) {
            self.name = name
            self.values = values
            self.colour = colour
        }
    }

    /// Puts lines below what there is, over the places that `places` names, on one scale from 0; nothing where there are none.
    package mutating func append(lines: [Series], over places: [String], heading: String, axis: String) {
        guard !lines.isEmpty, !places.isEmpty else { return }
        let scale = SVGScale(to: lines.lazy.flatMap(\.values).compactMap(\.self).max() ?? 0)
        let (left, top, high) = (SVGFigure.margin + 56, 44.0, 220.0)
        let longest = lines.map { TerminalText.width($0.name) }.max() ?? 0
        let right = SVGFigure.width - SVGFigure.margin - Double(longest) * SVGFigure.letter - 30
        func x(_ place: Int) -> Double {
            places.count == 1 ? (left + right) / 2 : left + (right - left) * Double(place) / Double(places.count - 1)
        }
        func y(_ value: Double) -> Double { top + high * (1 - scale.part(value)) }
        var chart = SVGFigure.label(heading, x: SVGFigure.margin, y: 26, kind: "sk-head")
        for tick in scale.ticks {
            chart += SVGFigure.line(x1: left, y1: y(tick), x2: right, y2: y(tick), kind: "sk-line")
            chart += SVGFigure.label(scale.text(tick), x: left - 8, y: y(tick) + 4, kind: "sk-dim", anchor: "end")
        }
        for (index, place) in places.enumerated() {
            chart += SVGFigure.label(place, x: x(index), y: top + high + 18, kind: "sk-dim", anchor: "middle")
        }
        chart += SVGFigure.label(axis, x: (left + right) / 2, y: top + high + 36, kind: "sk-dim", anchor: "middle")
        for (index, line) in lines.enumerated() {
            let points = line.values.prefix(places.count).enumerated().compactMap { place, value in
                value.map { (x: x(place), y: y($0)) }
            }
            let path = points.enumerated().map { number, point in
                "\(number == 0 ? "M" : "L")\(SVGFigure.number(point.x)) \(SVGFigure.number(point.y))"
            }
            chart += "<path class=\"sk-s-\(line.colour)\" fill=\"none\" stroke-width=\"2\" d=\"\(path.joined())\"/>\n"
            for point in points {
                chart += "<circle class=\"sk-f-\(line.colour)\" cx=\"\(SVGFigure.number(point.x))\" "
                chart += "cy=\"\(SVGFigure.number(point.y))\" r=\"3.5\"/>\n"
            }
            let legend = top + 10 + 20 * Double(index)
            chart += "<rect class=\"sk-f-\(line.colour)\" x=\"\(SVGFigure.number(right + 14))\" "
            chart += "y=\"\(SVGFigure.number(legend - 9))\" width=\"10\" height=\"10\" rx=\"2\"/>\n"
            chart += SVGFigure.label(line.name, x: right + 29, y: legend)
        }
        self.append(chart, height: top + high + 50)
    }
}
