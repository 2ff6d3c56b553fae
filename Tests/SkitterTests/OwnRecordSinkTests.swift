import Skitter
import SkitterTesting
import Testing

/// A crawl that is recorded where its program wants it.
@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct OwnRecordSinkTests {
    private func crawler(_ web: SmallWeb, sink: MemorySink) throws -> Crawler {
        var configuration = CrawlConfiguration()
        configuration.http.retries = 0
        var parts = web.parts()
        parts.recordSink = sink
        return try Crawler(configuration, parts: parts)
    }

    @Test func itHoldsWhatWasVisitedAndWhatWasNot() async throws {
        let web = SmallWeb(pages: 5)
        web.page("/1", ["http://other.test/"])
        let sink = MemorySink()
        var visited = 0
        let report = try await self.crawler(web, sink: sink).run(seeds: [SmallWeb.seed]) { batches in
            for try await batch in batches {
                for event in batch where event.visited != nil {
                    visited += 1
                    // An event is told once its record is kept.
                    #expect(sink.visits.contains { $0.url == event.visited })
                }
            }
        }
        #expect(report.cause == .finished)
        #expect(visited == 5 && sink.visits.count == 5)
        #expect(sink.skips.isEmpty && sink.all.map(\.step) == sink.all.map(\.step).sorted())
    }

    @Test func whatItThrowsEndsTheCrawlAndIsToldAsItIs() async throws {
        let web = SmallWeb(pages: 50)
        let crawler = try self.crawler(web, sink: MemorySink(failsAfter: 2))
        let error = await #expect(throws: CrawlError.self) { try await crawler.run(seeds: [SmallWeb.seed]) }
        #expect(error?.underlying is MemorySink.Full)
    }

    @Test func aCrawlIsRecordedInOnePlace() throws {
        var configuration = CrawlConfiguration()
        configuration.directory = "somewhere"
        var parts = CrawlParts()
        parts.recordSink = MemorySink()
        #expect(throws: ConfigurationError.self) { try Crawler(configuration, parts: parts) }
    }
}
