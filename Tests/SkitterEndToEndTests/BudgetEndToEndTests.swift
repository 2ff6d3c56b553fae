import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// Runs that end because something is spent.
@Suite(.twoAtATime, .patience) struct BudgetEndToEndTests {
    @Test(arguments: [1, 64]) func thePageBudgetIsExact(connections: Int) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 100))) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "--max-pages", "7", "-d", "inf", "-c", "\(connections)", "-o", "out",
            ])
            #expect(outcome.code == 12)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.fetched.count == 7)
            #expect(record.ledger.pending > 0)
        }
    }

    @Test func ofAHostNoMoreIsFetchedThanItsBudgetAndARunThatGoesOnKnowsWhatWas() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 100))) { server in
            let crawl = ["crawl", server.origin + "/", "-d", "inf", "--max-pages-per-host", "7", "-o", "out"]
            #expect(try await skitter.run(crawl + ["--max-pages", "3"]).code == 12)
            let outcome = try await skitter.run(["crawl", "--resume", "-o", "out", "--max-pages", "1000"])
            #expect(outcome.code == 0, "\(outcome.output)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.fetched.count == 7)
            #expect(record.ledger.pending == 0)
            #expect(!record.skips.isEmpty && record.skips.allSatisfy { $0.reason == .hostBudget })
        }
    }

    @Test func aBudgetThatIsNotSpentChangesNothing() async throws {
        let web = FixtureWeb(pageCount: 30)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web)) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "--max-pages", "1000", "--max-time", "1h", "-o", "out",
            ])
            #expect(outcome.code == 0)
            #expect(try Set(CrawlRecord(skitter.path("out")).fetched) == web.expectedPaths(depth: 2))
        }
    }

    @Test func aBudgetOfJustAsManyPagesAsThereAreLetsACrawlFinish() async throws {
        let web = FixtureWeb(seed: 2, pageCount: 10)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web)) { server in
            let pages = web.expectedPaths(depth: 1)
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "1", "-c", "1", "--max-pages", "\(pages.count)", "-o", "out",
            ])
            #expect(outcome.code == 0, "\(outcome.output)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Set(record.fetched) == pages)
            #expect(record.ledger.pending == 0)
        }
    }

    @Test func theTimeBudgetEndsARunThatWouldGoOn() async throws {
        let skitter = try SkitterProcess()
        let clock = ContinuousClock()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5000)), options: .logged(latency: .milliseconds(100))
        ) { server in
            let start = clock.now
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "2", "--max-time", "1s", "-o", "out",
            ])
            let elapsed = start.duration(to: clock.now)
            #expect(outcome.code == 12)
            // A second, what is in flight at its end, and a start on a loaded machine.
            #expect(elapsed >= .seconds(1) && elapsed < Patience.seconds(5), "\(elapsed)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.ledger.pending > 0)
            #expect(record.visits.count == server.log.requestedPages.count)
        }
    }
}
