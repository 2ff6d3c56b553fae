import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// What is tried again, when, and what becomes of the rest meanwhile.
@Suite(.twoAtATime, .patience) struct RetryEndToEndTests {
    private let web = FixtureWeb(seed: 5, pageCount: 30)

    @Test(arguments: [429, 503]) func retryAfterIsObeyedAndTheLastOutcomeCounts(status: Int) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            let target = "/fault/\(status)?retry-after=1&times=1"
            let outcome = try await skitter.run(["crawl", server.origin + target, "-d", "0", "-o", "out"])
            #expect(outcome.code == 0)
            let gaps = server.log.gaps(of: target)
            #expect(gaps.count == 1)
            #expect(gaps.allSatisfy { $0 >= .seconds(1) }, "\(gaps)")
            let record = try CrawlRecord(skitter.path("out"))
            let visit = try record.visit(target)
            #expect(visit.outcome == .fetched && visit.status == 200 && visit.attempts == 2)
            #expect(record.replay.snapshot.totals.visits == 1)
        }
    }

    @Test func aPageThatHealsAtTheThirdTryIsFetched() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            let target = "/fault/503?retry-after=0&times=2"
            _ = try await skitter.run(["crawl", server.origin + target, "-d", "0", "-o", "out"])
            let visit = try CrawlRecord(skitter.path("out")).visit(target)
            #expect(visit.outcome == .fetched && visit.attempts == 3)
            #expect(server.log.entries.filter { $0.target == target }.map(\.status) == [503, 503, 200])
        }
    }

    @Test func aPageThatAlwaysFailsIsTriedThreeTimesWithGrowingPausesWhileAllOthersAreFetched() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/fault/500", server.origin + "/", "-d", "1", "-c", "4", "-o", "out",
            ])
            #expect(outcome.code == 0)
            let gaps = server.log.gaps(of: "/fault/500")
            try #require(gaps.count == 2)
            // 1 s and 2 s, of which up to a half is taken off.
            #expect(gaps[0] >= .milliseconds(500) && gaps[1] >= .seconds(1), "\(gaps)")
            let record = try CrawlRecord(skitter.path("out"))
            let visit = try record.visit("/fault/500")
            #expect(visit.outcomeWord == "http-5xx" && visit.attempts == 3)
            #expect(Set(record.fetched) == self.web.expectedPaths(depth: 1))
            // More than were in flight beside it: the host did not wait for its dead page.
            let requested = server.log.requestedPages
            let first = try #require(requested.firstIndex(of: "/fault/500"))
            let last = try #require(requested.lastIndex(of: "/fault/500"))
            #expect(last - first > 8)
        }
    }

    @Test func aSilentPageStopsNoOther() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/fault/never", server.origin + "/", "-d", "1", "-c", "8", "-m", "4s",
                "--retries", "0", "-o", "out",
            ])
            #expect(outcome.code == 0)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(try record.visit("/fault/never").outcomeWord == "timeout")
            #expect(Set(record.fetched) == self.web.expectedPaths(depth: 1))
            // The records stand in the order in which visits were settled: more than were in flight beside it.
            #expect(try #require(record.targets().firstIndex(of: "/fault/never")) > 16)
        }
    }

    @Test func fetchesAreNotTriedAgainWithoutRetriesNorAfterAnAnswerThatLasts() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            _ = try await skitter.run([
                "crawl", server.origin + "/fault/status/404", server.origin + "/fault/status/501", "-d", "0", "-o",
                "lasting",
            ])
            _ = try await skitter.run(["crawl", server.origin + "/fault/500", "--retries", "0", "-o", "without"])
            for target in ["/fault/status/404", "/fault/status/501", "/fault/500"] {
                #expect(server.log.count(of: target) == 1, "\(target)")
            }
        }
    }
}
