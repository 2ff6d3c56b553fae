import Foundation
import Skitter
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct CrawlEventsTests {
    @Test func eachUrlIsToldOnceAndTheEndLast() async throws {
        let web = SmallWeb(pages: 20)
        web.page("/", (1...20).map { "/\($0)" } + ["http://other.test/", "/a"])
        web.session.script("http://web.test/a", .redirect(to: "/b"))
        web.page("/b", ["/c"])
        web.page("/c", ["/d"])
        web.page("/d", [])
        var events: [CrawlEvent] = []
        let report = try await web.crawler().run(seeds: [SmallWeb.seed]) { batches in
            for try await batch in batches {
                #expect(!batch.isEmpty)
                events += batch
            }
        }
        // The start page, 19 pages, one that is missing, a redirect, its target and what that links to.
        let visited = events.compactMap(\.visited)
        #expect(visited.count == 24)
        #expect(Set(visited).count == 24)
        #expect(report.snapshot.totals.visits == 24)
        let failed = events.compactMap { if case .failed(let page) = $0 { page } else { nil } }
        #expect(failed.map(\.url) == ["http://web.test/20"])
        #expect(failed.map(\.parent) == ["http://web.test/"])
        let skipped = events.compactMap { if case .skipped(let skip) = $0 { skip } else { nil } }
        #expect(skipped.map(\.url) == ["http://web.test/d"])
        #expect(skipped.map(\.reason) == [.depth])
        #expect(events.last?.ending?.ending == report.ending)
        #expect(report.cause == .finished)
        #expect(events.filter { $0.ending != nil }.count == 1)
    }

    @Test func aReaderThatReturnsEndsTheCrawlWhichCanGoOn() async throws {
        let web = SmallWeb(pages: 50)
        var first: [String] = []
        let report = try await web.crawler().run(seeds: [SmallWeb.seed]) { batches in
            for try await batch in batches {
                first += batch.compactMap(\.visited)
                if first.count >= 3 { return }
            }
        }
        #expect(report.cause == .consumerLeft)
        var rest: [String] = []
        let end = try await web.crawler(resumes: true).run { batches in
            for try await batch in batches { rest += batch.compactMap(\.visited) }
        }
        #expect(end.cause == .finished)
        // What it was handed last it had not asked on from: that comes again, and all others once.
        #expect(rest.first == first.last)
        #expect(Set(first + rest).count == 50)
        #expect(first.count + rest.count == 51)
    }

    @Test func whatIsSkippedIsToldAgainTooWhereNobodyTookIt() async throws {
        let web = SmallWeb(pages: 3)
        web.page("/1", ["/deep"])
        web.page("/deep", ["/deeper"])
        try await web.crawler().run(seeds: [SmallWeb.seed]) { _ in }
        var skipped: [String] = []
        try await web.crawler(resumes: true).run { batches in
            for try await batch in batches {
                for case .skipped(let skip) in batch { skipped.append(skip.url) }
            }
        }
        #expect(Set(skipped) == ["http://web.test/deeper"])
    }

    @Test func aReaderThatLeavesWhileNothingComesEndsTheCrawl() async throws {
        let web = SmallWeb(pages: 2)
        web.session.hold("http://web.test/1")
        let report = try await web.crawler().run(seeds: [SmallWeb.seed]) { _ in
            await web.session.arrival(of: "http://web.test/1")
        }
        #expect(report.cause == .consumerLeft)
    }

    @Test func whatAReaderThrowsIsThrownOnWhenTheCrawlIsOver() async throws {
        struct Broken: Error {}
        let web = SmallWeb(pages: 50)
        // It never ends by itself.
        web.session.hold("http://web.test/7")
        await #expect(throws: Broken.self) {
            try await web.crawler().run(seeds: [SmallWeb.seed]) { batches in
                for try await batch in batches where !batch.compactMap(\.visited).isEmpty { throw Broken() }
            }
        }
        web.session.release("http://web.test/7")
        // Nobody has the directory any longer, and what it holds goes on.
        let report = try await web.crawler(resumes: true).run()
        #expect(report.snapshot.totals.visits == 50)
    }

    @Test func cancellingTheTaskEndsTheCrawlWhichCanGoOn() async throws {
        let web = SmallWeb(pages: 10)
        web.session.hold("http://web.test/5")
        let crawler = try web.crawler()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await crawler.run(seeds: [SmallWeb.seed]) { for try await _ in $0 {} }
                    return false
                } catch { return error is CancellationError }
            }
            await web.session.arrival(of: "http://web.test/5")
            group.cancelAll()
            #expect(await group.next() == true)
        }
        web.session.release("http://web.test/5")
        let report = try await web.crawler(resumes: true).run()
        #expect(report.cause == .finished)
        #expect(report.snapshot.totals.visits == 10)
    }

    @Test func aSeedThatIsNoneIsNamedBeforeAnythingIsDone() async throws {
        let web = SmallWeb()
        await #expect {
            try await web.crawler().run(seeds: [SmallWeb.seed, "ftp://web.test/"]) { for try await _ in $0 {} }
        } throws: {
            let error = $0 as? CrawlError
            return error?.cause == .usage && error?.description.contains("'ftp://web.test/'") == true
        }
        #expect(!FileManager.default.fileExists(atPath: web.directory))
    }

    @Test func aCrawlThatFailsIsThrownToItsReaderAndItsCaller() async throws {
        let web = SmallWeb()
        try FileManager.default.createDirectory(atPath: web.directory, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: web.directory + "/mine"))
        let caught = Notes<any Error>()
        await #expect(throws: CrawlError.self) {
            try await web.crawler().run(seeds: [SmallWeb.seed]) { batches in
                do { for try await _ in batches {} } catch { caught.add(error) }
            }
        }
        #expect((caught.all.first as? CrawlError)?.cause == .directory)
    }

    @Test func withoutADirectoryACrawlTellsAllTheSame() async throws {
        let web = SmallWeb(pages: 5)
        var visited: Set<String> = []
        let crawler = try Crawler(parts: web.parts())
        let report = try await crawler.run(seeds: [SmallWeb.seed]) { batches in
            for try await batch in batches { visited.formUnion(batch.compactMap(\.visited)) }
        }
        #expect(visited.count == 5)
        #expect(report.cause == .finished)
    }

    @Test func whatNeedsADirectoryIsNotDoneWithoutOne() async throws {
        var configuration = CrawlConfiguration()
        configuration.state.archives = true
        let crawler = try Crawler(configuration)
        await #expect { try await crawler.run(seeds: [SmallWeb.seed]) } throws: {
            ($0 as? CrawlError)?.cause == .usage
        }
    }
}
