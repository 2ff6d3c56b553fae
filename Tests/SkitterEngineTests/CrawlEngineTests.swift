import SkitterCore
import SkitterEngine
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct CrawlEngineTests {
    @Test func aSmallWebIsCrawledWholeAndEveryStepIsWrittenInOrder() async throws {
        let fixture = EngineFixture()
        fixture.page("/", "/a", "/b", "/a#again")
        fixture.page("/a", "/", "/missing")
        fixture.page("/b", "http://elsewhere.test/")
        fixture.session.script("http://web.test/missing", .status(404))
        let result = try await fixture.run()
        #expect(result.end == .finished)
        #expect(result.counts.ledger.closes)
        #expect(result.counts.ledger.fetched == 3)
        #expect(result.counts.ledger.failed == [.client: 1])
        #expect(
            Set(fixture.sink.visits.map(\.url)) == [
                "http://web.test/", "http://web.test/a", "http://web.test/b", "http://web.test/missing",
            ])
        #expect(fixture.sink.all.map(\.step) == (1...4).map { UInt64($0) })
        #expect(result.stats.totals.pageRequests == 4)
        #expect(result.stats.totals.robotsRequests == 1)
    }

    @Test func robotsIsFetchedOnceWhileTheOthersWait() async throws {
        let fixture = EngineFixture()
        for path in ["/", "/a", "/b"] { fixture.page(path) }
        fixture.session.hold("http://web.test/robots.txt")
        let seeds = try ["/", "/a", "/b"].map { try CrawlURL("http://web.test" + $0) }
        async let result = fixture.engine(seeds: seeds).run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, observer: { _ in })
        await fixture.session.arrival(of: "http://web.test/robots.txt")
        #expect(fixture.session.requestedHrefs == ["http://web.test/robots.txt"])
        fixture.session.release("http://web.test/robots.txt")
        #expect(try await result.counts.ledger.fetched == 3)
        #expect(fixture.session.requestedHrefs.filter { $0.hasSuffix("robots.txt") }.count == 1)
    }

    @Test func whatRobotsForbidsIsSkippedWithItsLine() async throws {
        let fixture = EngineFixture()
        fixture.session.script(
            "http://web.test/robots.txt", .html("User-agent: *\nDisallow: /private\n"))
        fixture.page("/", "/private/x")
        let result = try await fixture.run()
        #expect(result.counts.ledger.skipped[.robots] == 1)
        #expect(fixture.sink.skips.map(\.detail) == ["robots.txt line 2"])
        #expect(!fixture.session.requestedHrefs.contains("http://web.test/private/x"))
    }

    @Test func aNameThatIsNeverAnsweredHoldsUpNoOtherHostAndNoEnd() async throws {
        var fixture = EngineFixture()
        fixture.resolver = SilentResolver(silent: "silent.test")
        fixture.page("/", "/a", "/b")
        fixture.page("/a")
        fixture.page("/b")
        let seeds = try ["http://silent.test/", "http://web.test/"].map { try CrawlURL($0) }
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let (engine, sink) = (fixture.engine(seeds: seeds), fixture.sink)
        async let result = engine.run(seeds: seeds.map { Seed(url: $0) }, stops: stops, observer: { _ in })
        while sink.visits.count < 3 {
            try Task.checkCancellation()
            await Task.yield()
        }
        stop.yield()
        stop.yield()
        let end = try await result
        #expect(end.end == .signal)
        #expect(end.counts.ledger.closes)
        #expect(end.counts.ledger.fetched == 3 && end.counts.ledger.pending == 1)
    }

    @Test func aSinkThatFailsEndsTheRunWithItsError() async throws {
        var fixture = EngineFixture()
        fixture.sink = MemorySink(failsAfter: 0)
        fixture.page("/", "/held")
        fixture.page("/held")
        fixture.session.hold("http://web.test/held")
        await #expect(throws: MemorySink.Full.self) { try await fixture.run() }
    }

    @Test func stoppingOnceLetsWhatIsInFlightFinish() async throws {
        let fixture = EngineFixture()
        fixture.page("/", "/a", "/b", "/c", "/d", "/e", "/f")
        for path in ["/a", "/b", "/c", "/d", "/e", "/f"] {
            fixture.page(path)
            fixture.session.hold("http://web.test" + path)
        }
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        async let result = fixture.run(stops: stops)
        for path in ["/a", "/b", "/c", "/d"] { await fixture.session.arrival(of: "http://web.test" + path) }
        stop.yield()
        for path in ["/a", "/b", "/c", "/d", "/e", "/f"] { fixture.session.release("http://web.test" + path) }
        let ledger = try await result.counts.ledger
        #expect(ledger.closes)
        #expect(ledger.fetched >= 5)
        #expect(fixture.sink.visits.count == ledger.fetched)
    }

    @Test func stoppingTwiceGivesBackWhatIsInFlight() async throws {
        let fixture = EngineFixture()
        fixture.page("/", "/held")
        fixture.page("/held")
        fixture.session.hold("http://web.test/held")
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        async let result = fixture.run(stops: stops)
        await fixture.session.arrival(of: "http://web.test/held")
        stop.yield()
        stop.yield()
        let end = try await result
        #expect(end.end == .signal)
        #expect(end.counts.ledger.pending == 1)
        #expect(end.counts.ledger.fetched == 1)
        #expect(end.counts.ledger.closes)
    }

    @Test func cancellingTheTaskEndsTheRunWithEverythingWritten() async throws {
        let fixture = EngineFixture()
        fixture.page("/", "/held")
        fixture.page("/held")
        fixture.session.hold("http://web.test/held")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await fixture.run() }
            await fixture.session.arrival(of: "http://web.test/held")
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(fixture.sink.visits.map(\.url) == ["http://web.test/"])
    }

    @Test func aHostWithoutAddressFailsItsURLs() async throws {
        var fixture = EngineFixture()
        fixture.resolver = FixedResolver(address: nil)
        let result = try await fixture.run()
        #expect(result.counts.ledger.failed == [FailureClass(.resolve): 1])
        #expect(fixture.session.requestedHrefs.isEmpty)
    }

    @Test func aFullOutboxHoldsUpLeasingAndLosesNothing() async throws {
        var fixture = EngineFixture()
        fixture.configuration.outboxCapacity = 1
        let paths = (0..<50).map { "/\($0)" }
        fixture.session.script("http://web.test/", .html(paths.map { "<a href='\($0)'>x</a>" }.joined()))
        for path in paths { fixture.page(path) }
        let result = try await fixture.run()
        #expect(result.counts.ledger.fetched == 51)
        #expect(fixture.sink.visits.count == 51)
    }

    @Test func exchangesAreHandedOverWhereTheyAreArchived() async throws {
        var fixture = EngineFixture()
        fixture.page("/", "/next")
        fixture.page("/next")
        fixture.session.script("http://web.test/robots.txt", .redirect(to: "/other-robots.txt"))
        fixture.session.script("http://web.test/other-robots.txt", .status(404))
        _ = try await fixture.run()
        #expect(fixture.sink.all.allSatisfy { $0.fetched.isEmpty })
        fixture.sink = MemorySink()
        fixture.configuration.visit.archives = true
        _ = try await fixture.run()
        #expect(
            fixture.sink.all.map { $0.fetched.map { $0.url.pathname } } == [
                ["/robots.txt", "/other-robots.txt"], ["/"], ["/next"],
            ])
    }

    @Test func aRobotsThatRedirectsToAPrivateAddressForbidsEverything() async throws {
        let fixture = EngineFixture()
        fixture.session.script("http://web.test/robots.txt", .redirect(to: "http://169.254.169.254/latest/meta-data/"))
        fixture.page("/")
        let result = try await fixture.run()
        #expect(fixture.session.requestedHrefs == ["http://web.test/robots.txt"])
        #expect(result.counts.ledger.skipped == [.robotsUnreachable: 1])
        #expect(fixture.sink.skips.first?.detail?.contains("169.254.169.254") == true)
    }
}
