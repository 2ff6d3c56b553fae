import Skitter
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct CrawlEventStreamTests {
    @Test func itTellsTheWholeCrawl() async throws {
        let web = SmallWeb(pages: 10)
        var visited: [String] = []
        var ending: CrawlReport?
        for try await batch in try web.crawler().events(seeds: [SmallWeb.seed]) {
            visited += batch.compactMap(\.visited)
            ending = batch.last?.ending
        }
        #expect(Set(visited).count == 10)
        #expect(visited.count == 10)
        #expect(ending?.cause == .finished)
    }

    /// The task of a crawl whose reader has left in the midst of it.
    private func abandoned(_ web: SmallWeb) async throws -> Task<Void, Never> {
        web.session.hold("http://web.test/7")
        let stream = try web.crawler().events(seeds: [SmallWeb.seed])
        let task = stream.task
        for try await batch in stream where !batch.compactMap(\.visited).isEmpty { break }
        await web.session.arrival(of: "http://web.test/7")
        return task
    }

    @Test func oneThatIsAbandonedEndsItsCrawlWhichCanGoOn() async throws {
        let web = SmallWeb(pages: 30)
        let task = try await self.abandoned(web)
        // Nobody cancels it but the end of the stream: a page of it never answers.
        await task.value
        #expect(task.isCancelled)
        web.session.release("http://web.test/7")
        var rest: [String] = []
        let report = try await web.crawler(resumes: true).run { batches in
            for try await batch in batches { rest += batch.compactMap(\.visited) }
        }
        #expect(report.cause == .finished)
        #expect(report.snapshot.totals.visits == 30)
        // The page that was read had not been asked on from.
        #expect(Set(rest).count == 30)
    }

    @Test func anIteratorKeepsItRunning() async throws {
        let web = SmallWeb(pages: 10)
        func iterator() throws -> CrawlEventStream.AsyncIterator {
            try web.crawler().events(seeds: [SmallWeb.seed]).makeAsyncIterator()
        }
        var events = try iterator()
        var count = 0
        while let batch = try await events.next() { count += batch.compactMap(\.visited).count }
        #expect(count == 10)
    }

    @Test func whatTheCrawlFailsOfIsThrown() async throws {
        let web = SmallWeb()
        let crawler = try web.crawler(resumes: true)
        await #expect(throws: CrawlError.self) { for try await _ in crawler.events() {} }
    }
}
