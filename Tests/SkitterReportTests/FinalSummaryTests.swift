import SkitterCore
import SkitterReport
import Testing

struct FinalSummaryTests {
    @Test func itIsADozenLines() {
        let text = FinalSummary.text(
            SampleCrawl.snapshot(), ending: CrawlEnding(code: 0, cause: "Finished"), directory: "out")
        #expect(
            text == """
                Finished (exit 0)
                  visits    100 in 10.0s (10.0/s): 83 fetched, 10 redirected, 7 failed
                  bytes     488K (49 KB/s)
                  status    2xx 83, 3xx 10, 4xx 5, 5xx 0, none 2
                  failed    http-4xx 5, timeout 2
                  skipped   robots 5
                  latency   p50 59ms, p90 100ms, p99 109ms, max 109ms
                  links     1 000 found, 400 accepted, 100 new, 0 out of scope
                  requests  104 for pages, 2 for robots.txt, 4 repeated
                  hosts     2, busiest h0.example with 50 visits
                  ledger    closes: 105 discovered, all settled
                  record    out

                """)
    }

    @Test func whatIsParkedComesLastAsAShellWouldTakeIt() {
        let text = FinalSummary.text(
            SampleCrawl.parked(), ending: CrawlEnding(code: 0, cause: "Finished"), directory: "out")
        #expect(
            text.hasSuffix(
                #"""
                  record    out
                  1 235 URLs are parked: pages like these only repeat each other. To fetch them, crawl with
                    1 234  --unpark 'http://h0.example/cal/{date}'
                        1  --unpark 'http://h0.example/it'\''s?n'

                """#))
        #expect(text.contains("  ledger    closes: 1 340 discovered, all settled\n"))
    }

    @Test func aLedgerThatDoesNotCloseIsLoud() {
        var snapshot = SampleCrawl.snapshot()
        snapshot.ledger.discovered += 1
        let text = FinalSummary.text(snapshot, ending: CrawlEnding(code: 8, cause: "x"), directory: nil)
        #expect(text.contains("DOES NOT CLOSE: 106 discovered, 105 accounted for"))
    }

    @Test func coloursComeOnlyWhenAskedFor() {
        let ending = CrawlEnding(code: 0, cause: "Finished")
        #expect(!FinalSummary.text(SampleCrawl.snapshot(), ending: ending, directory: nil).contains("\u{1B}"))
        let layout = ReportLayout(columns: 80, isColoured: true)
        #expect(
            FinalSummary.text(SampleCrawl.snapshot(), ending: ending, directory: nil, layout: layout).contains(
                "\u{1B}[32mFinished"))
    }
}
