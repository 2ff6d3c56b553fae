import SkitterCore
import SkitterReport
import Testing

struct StatsPageTests {
    /// What a page of the web may try on a terminal.
    private static let hostile = "\u{1B}[31m\u{7}\u{9B}2J\u{202E}\n日本語" + String(repeating: "x", count: 300)

    @Test(arguments: [40, 60, 80, 132], ["", hostile])
    func noLineIsWiderThanThePage(columns: Int, suffix: String) {
        let page = StatsPage(SampleCrawl.snapshot(suffix: suffix), ReportLayout(columns: columns)).text
        for line in page.split(separator: "\n") { #expect(TerminalText.width(line) <= columns, "\(line)") }
    }

    @Test(arguments: Breakdown.Criterion.allCases)
    func nothingFromTheWebSteersTheTerminal(criterion: Breakdown.Criterion) {
        let snapshot = SampleCrawl.snapshot(suffix: Self.hostile)
        let layout = ReportLayout(columns: 80)
        let texts = [
            StatsPage(snapshot, layout).text, Breakdown(snapshot, by: criterion).table(layout),
            Breakdown(snapshot, by: criterion).csv,
            StatsReport.csv(snapshot), StatsReport.json(snapshot), Breakdown(snapshot, by: criterion).json,
            FinalSummary.text(snapshot, ending: CrawlEnding(code: 0, cause: Self.hostile), directory: Self.hostile),
        ]
        for text in texts {
            #expect(
                !text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) })
        }
    }

    @Test func thePageHasItsSections() {
        let page = StatsPage(SampleCrawl.snapshot(), ReportLayout(columns: 80)).text
        for title in [
            "Crawl", "Throughput", "Status", "Type", "Depth", "Percentiles", "Host", "Slowest", "Largest", "Failures",
            "Skipped",
        ] {
            #expect(page.split(separator: "\n").contains { $0 == title || $0.hasPrefix(title + " ") }, "\(title)")
        }
        #expect(page.contains("  200   83    83%  ████████████████████████████████████████\n"))
        #expect(page.contains("  pages/s   ██████████ peak 10.0/s\n"))
        #expect(page.contains("  timeout            2\n    https://h1.example/page/11\n      no answer in 30 s\n"))
    }

    @Test func aCrawlOfNothingHasAPage() {
        let empty = CrawlStats().snapshot(ledger: Ledger(), at: .start)
        let page = StatsPage(empty, ReportLayout(columns: 80)).text
        #expect(page.hasPrefix("Crawl\n"))
        #expect(page.contains("closes: 0 discovered, all settled"))
        #expect(!page.contains("Status"))
    }
}
