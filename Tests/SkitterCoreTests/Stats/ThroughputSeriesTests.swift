import SkitterCore
import Testing

struct ThroughputSeriesTests {
    private static func series(_ seconds: [Int64]) -> ThroughputSeries {
        var stats = CrawlStats()
        var record = VisitRecord(
            id: 0, url: "http://a/", depthAtFetch: 0, parent: nil, via: "a", startedMicroseconds: 0, outcome: .fetched)
        record.bodyBytes = 10
        for second in seconds { stats.visited(record, at: CrawlInstant(sinceStart: .seconds(second))) }
        return stats.snapshot(ledger: Ledger(), at: .start).throughput
    }

    @Test func aShortCrawlHasABucketASecond() {
        let series = Self.series([0, 0, 2, 3_599])
        #expect(series.bucketSeconds == 1)
        #expect(series.buckets.count == 3_600)
        #expect(series.buckets[0].visits == 2 && series.buckets[1].visits == 0 && series.buckets[2].bodyBytes == 10)
    }

    @Test func aLongCrawlHasLongerBucketsAndLosesNothing() {
        let series = Self.series(Array(0..<20_000))
        #expect(series.bucketSeconds == 8)
        #expect(series.buckets.count <= ThroughputSeries.limit)
        #expect(series.buckets.allSatisfy { $0.visits == 8 && $0.bodyBytes == 80 })
    }

    @Test func anOddNumberOfBucketsKeepsItsLast() {
        let series = Self.series([0, 1, 2, 4_000])
        #expect(series.bucketSeconds == 2)
        #expect(series.buckets[0].visits == 2 && series.buckets[1].visits == 1)
        #expect(series.buckets.reduce(0) { $0 + $1.visits } == 4)
    }

    @Test func theFarthestFutureAndThePastStayInBounds() {
        var stats = CrawlStats()
        let record = VisitRecord(
            id: 0, url: "http://a/", depthAtFetch: 0, parent: nil, via: "a", startedMicroseconds: 0, outcome: .fetched)
        stats.visited(record, at: CrawlInstant(nanoseconds: .min))
        stats.visited(record, at: .distantFuture)
        let series = stats.snapshot(ledger: Ledger(), at: .distantFuture).throughput
        #expect(series.buckets.count <= ThroughputSeries.limit)
        #expect(series.buckets.reduce(0) { $0 + $1.visits } == 2)
    }
}
