import SkitterBench
import SkitterCore
import SkitterReport
import Testing

/// Five rounds of three strategies, written down in every way.
@Suite struct BenchFormatTests {
    static let result: BenchResult = .sample(
        (1...5).flatMap { round -> [CellMeasurement] in
            [
                .sample(.sync, round: round, milliseconds: 1234 + round, peak: 41_250_000),
                .sample(.async, round: round, milliseconds: round == 2 ? 2900 : 300 + round, cpuMilliseconds: 61),
                .sample(.processes, round: round, milliseconds: 1200 + 20 * round),
            ]
        })

    /// What every format says of `metric`, by strategy.
    static func texts(_ metric: BenchMetric) -> [String: String] {
        Dictionary(uniqueKeysWithValues: self.result.rows.map { ($0.name, $0.text(metric) ?? "-") })
    }

    @Test func theTablesAreForPeople() {
        let lines = Self.result.table(ReportLayout(columns: 120)).split(separator: "\n").map {
            $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
        #expect(lines[0].hasPrefix("http://a.example/, 4 times, 5 in flight, over urlsession, 5 rounds (abba)"))
        #expect(lines[1] == "A processor & <more>, 2 cores, load 0.40")
        #expect(lines[2] == "Linux 6, 1024 open files, Swift 6.3.0, libcurl 8.0.0, libxml2 2.9.0")
        #expect(lines[3] == "strategy seconds min max outliers pages/s speed-up from to verdict")
        #expect(lines[4] == "sync 1.237 1.235 1.239 0 3.2 1.00 1.00 1.00 reference")
        #expect(lines[5] == "async 0.304 0.301 2.900 1 13.2 4.07 0.43 4.10 no difference")
        #expect(lines[6] == "processes 1.260 1.220 1.300 0 3.2 0.98 0.95 1.01 no difference")
        #expect(lines[7] == "strategy cpu s user s system s peak MB threads switches forced")
        #expect(lines[8] == "sync 0.075 0.050 0.025 41.3 3 30 3")
        #expect(lines[9] == "async 0.091 0.061 0.030 40.0 8 30 3")
        #expect(lines[11] == "strategy p50 ms p90 ms p99 ms p99.9 ms")
        #expect(lines[12] == "sync 20.000 20.000 20.000 20.000")
        #expect(lines.count == 15)
    }

    @Test func oneRoundHasNoIntervals() {
        let result = BenchResult.sample([.sample(.sync)])
        #expect(result.table(ReportLayout()).contains("strategy  seconds  pages/s  speed-up\n"))
    }

    @Test func csvHasAllFigures() throws {
        let lines = Self.result.csv.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.count == lines[0].count })
        for metric in BenchMetric.allCases {
            let column = try #require(lines[0].firstIndex { $0 == metric.rawValue })
            for line in lines.dropFirst() {
                #expect(Self.texts(metric)[String(line[0])] == String(line[column]), "\(metric)")
            }
        }
    }

    @Test func jsonHasAllFigures() throws {
        var reader = JSONReader(Array(Self.result.json.utf8))
        var cells = 0
        var keys: [String] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            keys.append(key)
            guard key == "cells" else {
                try reader.skip()
                continue
            }
            try reader.beginArray()
            while try reader.nextElement() {
                cells += 1
                try self.expectFigures(&reader)
            }
        }
        try reader.finish()
        #expect(cells == 3)
        #expect(
            keys == ["v", "kind", "program", "started", "machine", "settings", "cells", "bodies", "notes"])
    }

    /// Reads one cell and compares its figures with those of the other formats.
    private func expectFigures(_ reader: inout JSONReader) throws {
        var name = ""
        var figures = 0
        var rounds = 0
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try reader.string()
            case "figures":
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    let metric = try #require(BenchMetric(rawValue: key))
                    let value = try reader.double()
                    #expect(NumberText.fixed(value, decimals: metric.decimals) == Self.texts(metric)[name])
                    figures += 1
                }
            case "rounds":
                try reader.beginArray()
                while try reader.nextElement() {
                    try reader.skip()
                    rounds += 1
                }
            default: try reader.skip()
            }
        }
        #expect(figures == BenchMetric.allCases.count)
        #expect(rounds == 5)
    }

    @Test(arguments: [BenchFormat.markdown, .html, .table])
    func everyTableHasTheSameFigures(format: BenchFormat) {
        let text = format.text(of: Self.result, ReportLayout(columns: 120))
        let words = Set(text.split { " |<>\n/".contains($0) }.map(String.init))
        for metric in BenchMetric.allCases {
            for figure in Self.texts(metric).values { #expect(words.contains(figure), "\(metric) \(figure)") }
        }
    }

    @Test func theFigureTellsTheSameNumbers() {
        let svg = Self.result.svg
        for metric in [BenchMetric.seconds, .processor] {
            for figure in Self.texts(metric).values { #expect(svg.contains(">\(figure)</text>"), "\(metric)") }
        }
        #expect(svg.contains("A processor &amp; &lt;more&gt;"))
    }

    @Test func severalNumbersInFlightAreLines() {
        let svg = BenchResult.sample([.sample(.sync), .sample(.async)]) { $0.concurrencies = [5, 16] }.svg
        #expect(svg.contains("Pages a second over urlsession"))
        #expect(svg.contains(">requests in flight</text>"))
        #expect(svg.contains(">16</text>"))
        // The one number in flight that was measured, 5, is the left end.
        #expect(svg.contains(#"<path class="sk-s-blue" fill="none" stroke-width="2" d="M72"#))
        #expect(svg.contains(#"<circle class="sk-f-blue" cx="72"#))
    }

    @Test func noPageLoadsOrRunsAnything() {
        for text in [Self.result.svg, Self.result.html] {
            for word in ["<script", "src=", "url(", "@import", "javascript:", "<link"] { #expect(!text.contains(word)) }
        }
    }
}
