import SkitterCore
import Testing

struct DetailTallyTests {
    private static func visit(_ number: Int, digest: UInt64?, failed: Bool = false) -> VisitRecord {
        var record = VisitRecord(
            id: UInt64(number), url: "http://a/\(number)", depthAtFetch: 0, parent: "http://a/", via: "a",
            startedMicroseconds: 0, outcome: failed ? .failed(.client, message: nil) : .fetched)
        record.digest = digest
        record.bodyBytes = 10 * number
        return record
    }

    private static func details(_ records: [VisitRecord]) -> CrawlDetails {
        var tally = DetailTally()
        for (place, record) in records.enumerated() { tally.visited(record, at: place) }
        return tally.details { records[$0] }
    }

    @Test func bodiesThatSeveralPagesHaveAreNamedThoseOfMostFirst() {
        let details = Self.details(
            [7, 8, 9, 8, 7, 8, 8, nil, nil].enumerated().map { Self.visit($0 + 1, digest: $1) })
        #expect(details.duplicateBodies == 2)
        #expect(details.duplicatePages == 6)
        #expect(details.duplicates.map(\.digest) == [8, 7])
        #expect(details.duplicates.map(\.pages) == [4, 2])
        #expect(details.duplicates[0].examples == ["http://a/2", "http://a/4", "http://a/6"])
        #expect(details.duplicates[1].examples == ["http://a/1", "http://a/5"])
        #expect(details.duplicates[0].bodyBytes == 20)
    }

    @Test func errorPagesAreNoDuplicates() {
        let details = Self.details((0..<4).map { Self.visit($0, digest: 1, failed: true) })
        #expect(details.duplicates.isEmpty && details.duplicatePages == 0)
        #expect(details.brokenCount == 4)
        #expect(details.brokenLinks.map(\.url) == (0..<4).map { "http://a/\($0)" })
        #expect(details.brokenLinks[0].parent == "http://a/")
    }

    @Test func noMoreThanTheLimitIsNamed() {
        let details = Self.details((0..<1_000).map { Self.visit($0, digest: UInt64($0 / 2), failed: $0 % 2 == 1) })
        #expect(details.brokenLinks.count == CrawlDetails.limit && details.brokenCount == 500)
        let shared = Self.details((0..<1_000).map { Self.visit($0, digest: UInt64($0 / 2)) })
        #expect(shared.duplicates.count == CrawlDetails.limit && shared.duplicateBodies == 500)
    }

    @Test func refusalsAreGatheredByHostAndLine() {
        var tally = DetailTally()
        for (url, line) in [("http://a/1", "3"), ("http://b:8/2", "3"), ("http://a/3", "3"), ("http://a/4", "9")] {
            tally.skipped(SkippedRecord(id: 0, url: url, depth: 0, parent: nil, reason: .robots, detail: line))
        }
        tally.skipped(SkippedRecord(id: 0, url: "http://a/5", depth: 0, parent: nil, reason: .depth))
        let details = tally.details { _ in nil }
        #expect(
            details.refusals.map { "\($0.host) \($0.rule) \($0.urls) \($0.example)" } == [
                "a 3 2 http://a/1", "a 9 1 http://a/4", "b:8 3 1 http://b:8/2",
            ])
        #expect(details.refusedURLs == 4)
    }
}
