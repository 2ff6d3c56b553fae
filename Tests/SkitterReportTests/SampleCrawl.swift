import SkitterCore

/// The figures that golden texts are made from.
enum SampleCrawl {
    static func snapshot(hosts: Int = 2, suffix: String = "") -> StatsSnapshot {
        var stats = CrawlStats(startedMicroseconds: 1_764_086_400_000_000)
        for number in 0..<100 {
            var outcome = VisitRecord.Outcome.fetched
            var status: Int? = 200
            if number % 10 == 3 { (outcome, status) = (.redirected(target: "https://h0.example/"), 301) }
            if number % 20 == 7 { (outcome, status) = (.failed(.client, message: nil), 404) }
            if number % 50 == 11 {
                (outcome, status) = (.failed(FailureClass(.timeout), message: "no answer in 30 s" + suffix), nil)
            }
            var record = VisitRecord(
                id: UInt64(number), url: "https://h\(number % hosts).example/page/\(number)" + suffix,
                depthAtFetch: number % 3, parent: nil,
                via: "a", startedMicroseconds: 1_764_086_400_000_000 + Int64(number) * 100_000, outcome: outcome)
            record.status = status
            record.contentType = (number % 4 == 0 ? "image/png" : "text/html") + suffix
            record.bodyBytes = outcome == .fetched ? 1_000 + number * 100 : 0
            record.totalMicroseconds = 10_000 + Int64(number) * 1_000
            record.firstByteMicroseconds = status == nil ? nil : 5_000
            record.links.found = 10
            record.links.accepted = 4
            record.links.new = 1
            stats.requestSent(.page)
            stats.visited(record, at: CrawlInstant(sinceStart: .milliseconds(Int64(number) * 100)))
        }
        stats.requestSent(.robots, count: hosts)
        stats.requestSent(.page, count: 4)
        stats.retried(.server, count: 4)
        for number in 0..<5 {
            stats.skipped(
                SkippedRecord(
                    id: 0, url: "https://h0.example/private/\(number)" + suffix, depth: 1, parent: nil, reason: .robots,
                    detail: "line 3" + suffix))
        }
        return stats.snapshot(ledger: stats.settledLedger, at: CrawlInstant(sinceStart: .seconds(10)))
    }

    /// The same with a calendar that was parked, and a pattern that a shell would misread.
    static func parked() -> StatsSnapshot {
        var snapshot = SampleCrawl.snapshot()
        var tally = ParkedTally()
        for _ in 0..<1_234 { tally.count("http://h0.example/cal/{date}") }
        tally.count("http://h0.example/it's?n")
        snapshot.parked = tally.figures
        snapshot.ledger.parked = snapshot.parked.urls
        snapshot.ledger.discovered += snapshot.parked.urls
        return snapshot
    }
}
