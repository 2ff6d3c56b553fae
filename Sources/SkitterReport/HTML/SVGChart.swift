internal import SkitterCore

/// Shapes of inline SVG. They hold no text, so that they may be stretched to any width; what a chart says in words stands beside it.
enum SVGChart {
    /// A colour of ``HTMLStyle``.
    enum Colour: String, CaseIterable {
        case good, info, warn, bad, none, grey, teal, rust, olive, pink, ink, card
    }

    /// Units of a chart's width and height.
    private static let width = 1_000
    private static let height = 100

    /// One column for each value, scaled to `greatest`; what is not nothing shows at least a sliver. With `fills` the greatest
    /// reaches the top. `label` is read aloud.
    static func columns(
        _ series: [(values: [Double], colour: Colour)], greatest: Double, label: String,
        fills: Bool = false
    ) -> String {
        let height = Double(fills ? SVGChart.height : SVGChart.height - 4)
        var shapes = ""
        for (values, colour) in series where greatest > 0 && !values.isEmpty {
            let step = Double(SVGChart.width) / Double(values.count)
            var path = ""
            for (index, value) in values.enumerated() where value > 0 {
                let tall = max(1, min(1, value / greatest) * height)
                let left = SVGChart.number(Double(index) * step)
                path +=
                    "M\(left) \(SVGChart.height)v-\(SVGChart.number(tall))h\(SVGChart.number(step))V\(SVGChart.height)z"
            }
            shapes += "<path class=\"\(colour.rawValue)\" d=\"\(path)\"/>"
        }
        return SVGChart.svg("chart", label: label, shapes)
    }

    /// A bar of `part` of `whole`; the number stands beside it.
    static func bar(_ part: Int, of whole: Int, _ colour: Colour) -> String {
        guard part > 0, whole > 0 else { return "" }
        let wide = max(3, Double(min(part, whole)) / Double(whole) * Double(SVGChart.width))
        return
            "<svg class=\"bar\" viewBox=\"0 0 \(SVGChart.width) 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
            + "<rect class=\"\(colour.rawValue)\" width=\"\(SVGChart.number(wide))\" height=\"10\"/></svg>"
    }

    /// A small square for a legend.
    static func square(_ colour: Colour) -> String {
        "<svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"\(colour.rawValue)\" width=\"10\" height=\"10\"/></svg>"
    }

    /// `values` in at most `count` groups of neighbours, each by its mean.
    static func means(_ values: [Double], groups count: Int) -> [Double] {
        guard count > 0, values.count > count else { return values }
        return (0..<count).map { group in
            let range = (group * values.count / count)..<((group + 1) * values.count / count)
            return values[range].reduce(0, +) / Double(range.count)
        }
    }

    private static func svg(_ kind: String, label: String, _ shapes: String) -> String {
        "<svg class=\"\(kind)\" viewBox=\"0 0 \(SVGChart.width) \(SVGChart.height)\" preserveAspectRatio=\"none\" "
            + "role=\"img\" aria-label=\"\(HTMLText.escaped(label))\">\(shapes)</svg>"
    }

    private static func number(_ value: Double) -> String { NumberText.fixed(value, decimals: 2) }
}
