import SkitterCore
import SkitterReport
import Testing

struct HTMLReportTests {
    /// What a page of the web may try in a report.
    static let hostile =
        "</td></table><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>&lt;\u{202E}\u{0}"

    /// A crawl with something of every kind, its texts ending in `suffix`.
    static func report(_ suffix: String = "", count: Int = 3, top: Int = HTMLReport.usualTop) throws -> String {
        var snapshot = SampleCrawl.snapshot(suffix: suffix)
        snapshot.parked = SampleCrawl.parked().parked
        snapshot.parked.patterns[0].pattern += suffix
        var tally = DetailTally()
        var records: [VisitRecord] = []
        for number in 0..<(3 * count) {
            var record = VisitRecord(
                id: UInt64(number), url: "https://h.example/\(number)" + suffix, depthAtFetch: 1,
                parent: number == 0 ? nil : "https://h.example/from" + suffix, via: "a", startedMicroseconds: 0,
                outcome: number % 3 == 0 ? .failed(.client, message: "gone" + suffix) : .fetched)
            record.status = number % 3 == 0 ? 404 : 200
            record.digest = UInt64(number / 3)
            if number % 3 == 1 { record.scriptNeed = ScriptNeed.allCases[number / 3 % 3] }
            tally.visited(record, at: number)
            records.append(record)
        }
        for number in 0..<count {
            tally.skipped(
                SkippedRecord(
                    id: 0, url: "https://r\(number).example/x" + suffix, depth: 1, parent: nil, reason: .robots,
                    detail: "robots.txt line 3" + suffix))
        }
        var (series, limits) = (LimitSeries(), LimitMeter())
        limits.waited(.seconds(3), on: .politeness)
        series.add(limits, until: .seconds(4))
        limits.waited(.seconds(9), on: .server)
        series.add(limits, until: .seconds(5))
        tally.limited(by: series)
        let details = tally.details { records[$0] }
        var heading = ReportHeading()
        heading.seeds = ["https://seed.example/" + suffix]
        heading.ending = CrawlEnding(code: 0, cause: "finished" + suffix)
        heading.transport = "curl" + suffix
        heading.programVersion = "1" + suffix
        return HTMLReport.text(snapshot, details: details, heading: heading, top: top)
    }

    /// The names of all tags, in order. Every angle bracket must be one of a tag's.
    private static func tags(_ page: String) -> [Substring] {
        page.split(separator: "<").map { piece in
            #expect(piece.utf8.count { $0 == UInt8(ascii: ">") } == 1, "\(piece)")
            return piece.prefix { $0 != " " && $0 != ">" }
        }
    }

    @Test func textsFromTheWebAreTextsInThePage() throws {
        let (plain, hostile) = (try Self.report(), try Self.report(Self.hostile))
        // The same tags as without: nothing was opened, closed or added.
        #expect(Self.tags(hostile) == Self.tags(plain))
        #expect(!hostile.contains("<script") && !hostile.contains("<img") && !hostile.contains("onload=alert(1)>"))
        #expect(!hostile.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{0}" })
        #expect(hostile.contains("&lt;script&gt;"))
    }

    @Test func pagesThatNeedTheirScriptsAreNamedWithWhoNamesThem() throws {
        let page = try Self.report(count: 150)
        let start = try #require(page.firstRange(of: "<h2>Pages that need JavaScript</h2>")).upperBound
        let section = page[start...].prefix(upTo: try #require(page[start...].firstRange(of: "</section>")).lowerBound)
        #expect(section.contains("https://h.example/1<") && section.contains("https://h.example/from<"))
        #expect(section.contains("its noscript says so") && section.contains("an empty element for scripts to fill"))
        #expect(section.split(separator: "<tr>").count - 2 == HTMLReport.usualTop)
        #expect(section.contains("and 100 more of them are in pages.jsonl"))
        #expect(
            !HTMLReport.text(SampleCrawl.snapshot(), details: CrawlDetails(), heading: ReportHeading()).contains(
                "JavaScript"))
    }

    @Test func thePageLoadsAndRunsNothing() throws {
        let page = try Self.report()
        let tags = page.split(separator: "<").map { $0.prefix { $0 != ">" } }
        #expect(
            tags.allSatisfy {
                !["script", "link", "img", "iframe", "object", "embed"].contains($0.prefix { $0 != " " })
            })
        for word in ["src=", "url(", "@import", " on", "javascript:"] {
            #expect(!tags.contains { $0.contains(word) }, "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test func onlyPagesOfTheWebAreLinks() throws {
        var snapshot = SampleCrawl.snapshot()
        snapshot.slowest[0].url = "javascript:alert(1)"
        let page = HTMLReport.text(snapshot, details: CrawlDetails(), heading: ReportHeading())
        #expect(page.contains("javascript:alert(1)"))
        #expect(page.matches(of: /href="([^"]*)"/).allSatisfy { $0.1.hasPrefix("https://") })
    }

    @Test func everySectionIsThereWhereItHasSomethingToSay() throws {
        let page = try Self.report()
        let titles = page.matches(of: /<h2>([^<]*)<\/h2>/).map { String($0.1) }
        #expect(
            titles == [
                "Throughput", "Bottleneck over time", "Latency", "Status", "Content type", "Depth", "Failures",
                "Skipped",
                "Hosts", "Broken links", "Pages that need JavaScript", "Equal pages", "Parked", "Refused by robots.txt",
                "Slowest", "Largest",
            ])
        #expect(page.contains("politeness 85%") && page.contains("server 15%"))
        #expect(page.contains("<b>100</b><span>visits</span>"))
        let empty = HTMLReport.text(
            CrawlStats().snapshot(ledger: Ledger(), at: .start), details: CrawlDetails(), heading: ReportHeading())
        #expect(!empty.contains("<h2>"))
        #expect(empty.contains("<b>0</b><span>visits</span>"))
    }

    @Test func moreThanIsNamedIsCounted() throws {
        let page = try Self.report(count: 500, top: 10)
        #expect(page.contains("and 490 more of them are in pages.jsonl"))
        #expect(page.contains("and 490 more such bodies"))
        #expect(page.contains("and 490 more lines of robots.txt"))
        #expect(try Self.report(count: 5_000).utf8.count < 200_000)
        #expect(try Self.report(String(repeating: "x", count: 5_000), count: 5_000).utf8.count < 400_000)
    }

    @Test func whatWasNotComparedOrNotReadIsSaid() {
        var details = CrawlDetails()
        (details.duplicateBodies, details.duplicatePages, details.uncomparedPages) = (1, 2, 1_234)
        details.visitsRead = 7
        let page = HTMLReport.text(SampleCrawl.snapshot(), details: details, heading: ReportHeading())
        #expect(page.contains("1 234 pages behind the first 1 000 000 bodies were not compared"))
        #expect(page.contains("Broken links and duplicates are of the first 7 visits"))
    }

    @Test func aBreakdownIsAPage() {
        let page = HTMLReport.text(Breakdown(SampleCrawl.snapshot(suffix: Self.hostile), by: .type))
        #expect(page.contains("<h1>Crawl by type</h1>"))
        #expect(page.contains("text/html&lt;/td&gt;"))
    }
}
