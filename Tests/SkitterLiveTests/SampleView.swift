import SkitterCore

/// A crawl to be shown.
enum SampleView {
    static var view: CrawlView {
        var stats = CrawlStats(startedMicroseconds: 1_764_000_000_000_000)
        stats.visited(Self.record("http://h.example/", .fetched, 200), at: CrawlInstant(sinceStart: .seconds(1)))
        stats.visited(
            Self.record("http://h.example/x", .failed(.client, message: nil), 404),
            at: CrawlInstant(sinceStart: .seconds(2)))
        var snapshot = stats.snapshot(ledger: stats.settledLedger, at: CrawlInstant(sinceStart: .seconds(3)))
        var figures = ProgressFigures()
        figures.elapsed = .seconds(3)
        figures.gauges.limits.waited(.seconds(3), on: .server)
        figures.gauges.limits.waited(.seconds(1), on: .politeness)
        figures.gauges.residentBytes = 1 << 20
        figures.gauges.leastTimeLeft = .seconds(60)
        snapshot.limits = figures.gauges.limits
        snapshot.parked.urls = 2
        snapshot.parked.patterns = [.init(pattern: "http://h.example/q?n", urls: 2, isByUser: true)]
        snapshot.parked.emptyPatterns = ["http://h.example/r?n"]
        return CrawlView(
            figures: figures, snapshot: snapshot,
            waiting: [WaitingHost(host: "slow.example", queued: 3, until: .seconds(10))],
            patterns: [
                WaitingPattern(pattern: "http://h.example/p/{n}", waiting: 300, isEstimate: true, visited: 7)
            ])
    }

    static func failures(_ url: String) -> [FailureClass: ExampleGroup] {
        var stats = CrawlStats()
        stats.visited(Self.record(url, .failed(.client, message: url), 404), at: .start)
        return stats.snapshot(ledger: Ledger(), at: .start).failures
    }

    private static func record(_ url: String, _ outcome: VisitRecord.Outcome, _ status: Int) -> VisitRecord {
        var record = VisitRecord(
            id: 1, url: url, depthAtFetch: 0, parent: nil, via: "a", startedMicroseconds: 0, outcome: outcome)
        record.status = status
        record.totalMicroseconds = 1_500
        record.bodyBytes = 100
        return record
    }
}
