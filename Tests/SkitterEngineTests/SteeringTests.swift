import SkitterCore
import SkitterEngine
import SkitterTesting
import Testing

/// A run that is told what to do while it runs.
@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct SteeringTests {
    @Test func aPausedRunFinishesWhatIsInFlightAndSendsNothingMore() async throws {
        var fixture = EngineFixture()
        fixture.configuration.frontier.concurrency = 1
        fixture.page("/", "/held", "/later")
        fixture.page("/held")
        fixture.page("/later")
        fixture.session.hold("http://web.test/held")
        fixture.session.hold("http://web.test/later")
        let seeds = [try CrawlURL("http://web.test/")]
        let (commands, command) = AsyncStream.makeStream(of: CrawlCommand.self)
        let (engine, session, sink) = (fixture.engine(seeds: seeds), fixture.session, fixture.sink)
        async let result = engine.run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, commands: commands, observer: { _ in })
        // robots.txt, the seed, and one of its two links.
        while session.requestedHrefs.count < 3 { await Task.yield() }
        let first = session.requestedHrefs[2]
        let other = first.hasSuffix("held") ? "http://web.test/later" : "http://web.test/held"
        command.yield(.pause)
        // Obeyed: from then on the view says so.
        while await !engine.view(hostLimit: 1, ProgressFigures()).figures.gauges.isPaused { await Task.yield() }
        session.release(first)
        while sink.visits.count < 2 { await Task.yield() }
        let view = await engine.view(hostLimit: 1, ProgressFigures())
        #expect(view.snapshot.ledger.pending == 1 && view.snapshot.ledger.leased == 0)
        #expect(!session.requestedHrefs.contains(other))
        session.release(other)
        command.yield(.resume)
        let end = try await result
        #expect(end.end == .finished && end.counts.ledger.fetched == 3)
        #expect(session.requestedHrefs.contains(other))
    }

    @Test func aRunThatBeginsPausedAsksForNothingBeforeItIsResumed() async throws {
        let fixture = EngineFixture()
        fixture.page("/")
        let seeds = [try CrawlURL("http://web.test/")]
        let (commands, command) = AsyncStream.makeStream(of: CrawlCommand.self)
        let (engine, session) = (fixture.engine(seeds: seeds), fixture.session)
        async let result = engine.run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, commands: commands, beginsPaused: true,
            observer: { _ in })
        // The seed is known, and places are free because of the pause.
        var view = await engine.view(hostLimit: 1, ProgressFigures())
        while !(view.figures.gauges.isPaused && view.snapshot.ledger.pending == 1) {
            try #require(session.requestedHrefs.isEmpty)
            await Task.yield()
            view = await engine.view(hostLimit: 1, ProgressFigures())
        }
        #expect(session.requestedHrefs.isEmpty)
        command.yield(.resume)
        #expect(try await result.counts.ledger.fetched == 1)
    }

    @Test func aPausedRunCanBeStopped() async throws {
        let fixture = EngineFixture()
        fixture.page("/", "/held")
        fixture.session.hold("http://web.test/")
        let seeds = [try CrawlURL("http://web.test/")]
        let (commands, command) = AsyncStream.makeStream(of: CrawlCommand.self)
        command.yield(.pause)
        command.yield(.stop)
        command.yield(.stop)
        let result = try await fixture.engine(seeds: seeds).run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, commands: commands, observer: { _ in })
        #expect(result.end == .signal && result.counts.ledger.closes && result.counts.ledger.pending == 1)
    }

    @Test func aViewIsOfOneInstantAndNamesHostsThatOnlyWait() async throws {
        var fixture = EngineFixture()
        fixture.configuration.frontier.delay = .seconds(60)
        fixture.page("/", "/a", "/b")
        let seeds = [try CrawlURL("http://web.test/")]
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let clock = ManualClock()
        let engine = fixture.engine(seeds: seeds, clock: CrawlClock(clock))
        async let result = engine.run(seeds: seeds.map { Seed(url: $0) }, stops: stops, observer: { _ in })
        await fixture.session.arrival(of: "http://web.test/robots.txt")
        var view = await engine.view(hostLimit: 5, ProgressFigures())
        while view.waiting.isEmpty {
            await Task.yield()
            view = await engine.view(hostLimit: 5, ProgressFigures())
        }
        #expect(view.waiting == [WaitingHost(host: "web.test", queued: 1, until: .seconds(60))])
        #expect(view.figures.queued == view.snapshot.ledger.pending && view.figures.gauges.inFlight == 0)
        #expect(await engine.view(hostLimit: 0, ProgressFigures()).waiting.isEmpty)
        stop.yield()
        stop.yield()
        #expect(try await result.end == .signal)
    }
}
