import SkitterCore
import SkitterEngine
import SkitterLock
import SkitterTesting
import Testing

/// What a crawl waits for, told by a clock that moves when the test says so.
@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct LimitAccountingTests {
    /// Crawls `/` and a page that answers after `seconds`, with a look each second.
    private func crawl(
        holding seconds: Int, _ change: (inout EngineFixture) -> Void = { _ in }
    ) async throws -> (looks: [ProgressFigures], result: CrawlResult) {
        var fixture = EngineFixture()
        fixture.page("/", "/held")
        fixture.page("/held")
        fixture.session.hold("http://web.test/held")
        change(&fixture)
        let (clock, looks) = (ManualClock(), Looks())
        let seeds = [try CrawlURL("http://web.test/")]
        let engine = fixture.engine(seeds: seeds, clock: CrawlClock(clock))
        async let result = engine.run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, observer: { looks.add($0) })
        await fixture.session.arrival(of: "http://web.test/held")
        // What the first page brought is written, and the look's sleeper alone is left.
        while fixture.sink.visits.count < 1 { await Task.yield() }
        for second in 1...seconds {
            await clock.sleepers(reach: 1)
            clock.advance(by: .seconds(1))
            while looks.all.count < second { await Task.yield() }
        }
        fixture.session.release("http://web.test/held")
        return (looks.all, try await result)
    }

    @Test func aPageThatIsNotAnsweredLimitsItsPlaceAndTheEmptyQueueTheOthers() async throws {
        let (looks, result) = try await self.crawl(holding: 3)
        for look in looks {
            let limits = look.gauges.limits
            // Four places: one visit, of which the session cannot tell more than that it waits.
            #expect(limits.total == .seconds(4))
            #expect(limits.time(of: .server) == .seconds(1))
            #expect(limits.time(of: .frontierEmpty) == .seconds(3))
            #expect(look.gauges.limiter == LimitMeter.Reading(limiter: .frontierEmpty, share: 0.75))
        }
        #expect(result.stats.limits.time(of: .server) == .seconds(3))
        #expect(result.stats.limits.time(of: .frontierEmpty) == .seconds(9))
    }

    @Test func aHostThatBearsOneRequestLimitsByPoliteness() async throws {
        let (looks, _) = try await self.crawl(holding: 2) { fixture in
            fixture.configuration.frontier.perHost = 1
            fixture.page("/", "/held", "/other")
            fixture.page("/other")
            fixture.session.hold("http://web.test/other")
            fixture.session.release("http://web.test/other")
        }
        #expect(looks.allSatisfy { $0.gauges.limits.time(of: .politeness) == .seconds(3) }, "\(looks.map(\.gauges))")
    }

    @Test func aStallNamesTheURLAndWhatItWaitsForOnce() async throws {
        let (looks, _) = try await self.crawl(holding: 70)
        let stalls = looks.compactMap(\.gauges.stall)
        #expect(stalls.count == 1)
        #expect(stalls.first?.subject == "http://web.test/held")
        #expect(stalls.first?.stage == .server)
        #expect((30...31).contains(try #require(stalls.first).length.components.seconds))
    }

    @Test func patienceIsConfigured() async throws {
        let (looks, _) = try await self.crawl(holding: 8) { $0.configuration.stallTime = .seconds(5) }
        #expect(looks.compactMap(\.gauges.stall).count == 1)
    }
}
