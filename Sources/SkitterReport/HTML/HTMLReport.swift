package import SkitterCore

/// The report of a crawl: one page of HTML with inline SVG that loads nothing and runs nothing, of bounded size.
package struct HTMLReport {
    let snapshot: StatsSnapshot
    let details: CrawlDetails
    private let heading: ReportHeading
    /// How many hosts, links, … are named.
    let top: Int

    private init(_ snapshot: StatsSnapshot, _ details: CrawlDetails, _ heading: ReportHeading, top: Int) {
        self.snapshot = snapshot
        self.details = details
        self.heading = heading
        self.top = max(1, min(top, CrawlDetails.limit))
    }

    /// How many of each are named where nobody says otherwise.
    package static let usualTop = 50

    /// The page; at most `top` (100 at the most) of each kind are named, and the number of the others is said.
    package static func text(
        _ snapshot: StatsSnapshot, details: CrawlDetails, heading: ReportHeading, top: Int = HTMLReport.usualTop
    ) -> String {
        let report = HTMLReport(snapshot, details, heading, top: top)
        return HTMLPage.text(
            title: "Crawl of \(heading.seeds.first ?? "an unknown seed")",
            """
            \(report.head)
            <div class="grid">
            \([report.throughput, report.limits, report.latency, report.statuses, report.types, report.depths,
                report.failures, report.skips].compactMap(\.self).joined(separator: "\n"))
            </div>
            \([report.hosts, report.brokenLinks, report.scriptPages, report.duplicates, report.parked, report.refusals, report.slowest,
                report.largest].compactMap(\.self).joined(separator: "\n"))
            \(report.foot)
            """)
    }

    /// A page of one table.
    package static func text(_ breakdown: Breakdown) -> String {
        HTMLPage.text(
            title: "Crawl by \(breakdown.criterion.rawValue)",
            "<h1>Crawl by \(breakdown.criterion.rawValue)</h1>\n" + HTMLReport.table(breakdown))
    }

    private var head: String {
        let totals = self.snapshot.totals
        let seeds = self.heading.seeds
        let others = seeds.count > 1 ? " and \(NumberText.grouped(seeds.count - 1)) more" : ""
        let started = self.snapshot.startedMicroseconds.map { "started \(UTCTime.text($0)), " } ?? ""
        let end = self.heading.ending.map { "\($0.cause) (exit \($0.exitStatus))" } ?? "no end yet"
        let transport = self.heading.transport.isEmpty ? "" : ", by \(self.heading.transport)"
        let line = "\(started)\(DurationText.clock(self.snapshot.elapsed)) long\(transport): \(end)"
        let cards: [(String, String)] = [
            ("visits", NumberText.grouped(totals.visits)), ("fetched", NumberText.grouped(totals.fetched)),
            ("redirected", NumberText.grouped(totals.redirected)), ("failed", NumberText.grouped(totals.failed)),
            ("skipped", NumberText.grouped(totals.skipped)),
            ("parked", NumberText.grouped(self.snapshot.parked.urls)),
            ("pages a second", NumberText.rate(self.snapshot.visitsPerSecond)),
            ("of body", ByteCountText.short(totals.bodyBytes)), ("hosts", NumberText.grouped(self.snapshot.hostCount)),
        ]
        return """
            <h1>Crawl of \(HTMLText.words(seeds.first ?? "an unknown seed"))\(others)</h1>
            <p class="dim">\(HTMLText.escaped(line))</p>
            <div class="cards">
            \(cards.map { "<div class=\"card\"><b>\($0.1)</b><span>\($0.0)</span></div>" }.joined(separator: "\n"))
            </div>
            """
    }

    private var foot: String {
        var text =
            "ledger \(LedgerText.standing(self.snapshot.ledger)). Links: \(LedgerText.links(self.snapshot.totals)). "
        text += "Requests: \(LedgerText.requests(self.snapshot.totals))."
        if self.details.visitsRead < self.snapshot.totals.visits {
            text +=
                " Broken links and duplicates are of the first \(NumberText.grouped(self.details.visitsRead)) visits;"
            text += " skitter stats --format html tells of all."
        }
        let version = self.heading.programVersion.isEmpty ? "" : " \(self.heading.programVersion)"
        return "<footer><p>\(HTMLText.escaped(text))</p><p>skitter\(HTMLText.escaped(version))</p></footer>"
    }
}
