import SkitterCore
import SkitterReport
import Testing

struct MarkdownReportTests {
    @Test func everyLineOfATableHasItsCells() {
        let hostile = "|x|`y`<b>*\n\u{1B}[31m"
        for suffix in ["", hostile] {
            let text = MarkdownReport.text(SampleCrawl.snapshot(suffix: suffix), transport: "curl")
            var cells = 0
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                guard line.hasPrefix("|") else {
                    cells = 0
                    continue
                }
                // A bar that a backslash stands before separates nothing.
                let bars = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
                if cells > 0 { #expect(bars == cells, "\(line)") }
                cells = bars
            }
            #expect(!text.contains("<b>") && !text.contains("\u{1B}"))
        }
    }

    @Test func figuresAreSpelledForPeople() {
        let text = MarkdownReport.text(SampleCrawl.snapshot(), transport: "curl")
        for line in [
            "| ledger discovered | 105 |", "| time elapsed | 10.0s |", "| latency max | 109ms |", "| 404 | 5 |",
            "| totals visits/s | 10.0 |", "| text/html | 73 | 346K |", "| robots | 5 |", "| timeout | 2 |",
        ] {
            #expect(text.contains("\n" + line + "\n"), "\(line)")
        }
    }

    @Test func aBreakdownIsATable() {
        #expect(
            Breakdown(SampleCrawl.snapshot(), by: .error).markdown
                == "| error | visits |\n| --- | ---: |\n| http-4xx | 5 |\n| timeout | 2 |\n")
    }
}
