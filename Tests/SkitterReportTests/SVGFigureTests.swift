import SkitterReport
import Testing

@Suite struct SVGFigureTests {
    private func bars(_ values: [Double]) -> String {
        var figure = SVGFigure(title: "A title")
        figure.append(
            bars: values.map { SVGFigure.Bar(name: "n", value: $0, text: "t", colour: .blue) }, heading: "A heading")
        return figure.text
    }

    /// The numbers below the axis.
    private func ticks(_ svg: String) -> [String] {
        svg.matches(of: /text-anchor="middle">([^<]*)</).map { String($0.output.1) }
    }

    @Test(
        arguments: [
            ([1.9], ["0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2", "1.4", "1.6", "1.8", "2.0"]),
            ([7], ["0", "1", "2", "3", "4", "5", "6", "7"]), ([2_000], ["0", "500", "1 000", "1 500", "2 000"]),
            ([0.004], ["0", "0.001", "0.002", "0.003", "0.004"]), ([0], ["0", "0.25", "0.50", "0.75", "1.00"]),
            ([.infinity], ["0", "0.25", "0.50", "0.75", "1.00"]),
        ] as [([Double], [String])])
    func anAxisHasRoundNumbers(values: [Double], ticks: [String]) {
        #expect(self.ticks(self.bars(values)) == ticks)
    }

    @Test func theLongestBarIsTwiceAsLongAsOneOfHalfItsValue() throws {
        let widths = self.bars([4, 2]).matches(of: /class="sk-f-blue"[^>]* width="([0-9.]+)"/).compactMap {
            Double($0.output.1)
        }
        #expect(widths.count == 2)
        #expect((widths[0] - 2 * widths[1]).magnitude <= 0.15)
    }

    @Test func wordsCannotBecomeMarkup() {
        var figure = SVGFigure(title: "<script>&\"", words: ["</text><rect>"])
        figure.append(
            bars: [SVGFigure.Bar(name: "<b>", value: 1, range: 0...2, text: "<i>", colour: .red)], heading: "<u>")
        figure.append(
            lines: [SVGFigure.Series(name: "<s>", values: [1, nil], colour: .green)], over: ["<p>", "q"],
            heading: "<h>", axis: "<a>")
        let text = figure.text
        for tag in ["<script", "<b>", "<i>", "<u>", "<s>", "<p>", "<h>", "<a>", "</text><rect>"] {
            #expect(!text.contains(tag), "\(tag)")
        }
        #expect(text.contains("&lt;script&gt;&amp;&quot;"))
    }

    @Test func aLineHasAPointForEachValueThatThereIs() {
        var figure = SVGFigure(title: "A title")
        figure.append(
            lines: [SVGFigure.Series(name: "s", values: [0, nil, 10], colour: .teal)], over: ["1", "5", "16"],
            heading: "h", axis: "a")
        #expect(figure.text.split(separator: "<circle").count == 3)
        #expect(self.ticks(figure.text) == ["1", "5", "16", "a"])
    }

    @Test func longWordsAreBrokenIntoLines() {
        let figure = SVGFigure(title: "t", words: [Array(repeating: "abcdefghi", count: 20).joined(separator: " ")])
        let lines = figure.text.matches(of: /class="sk-dim">([^<]*)</).map { String($0.output.1) }
        #expect(lines.map { $0.split(separator: " ").count } == [11, 9])
    }

    @Test func whatIsEmptyIsLeftOut() {
        var figure = SVGFigure(title: "A title")
        let text = figure.text
        figure.append(bars: [], heading: "h")
        figure.append(lines: [], over: ["1"], heading: "h", axis: "a")
        #expect(figure.text == text)
    }
}
