import SkitterCore
import SkitterEngine
import SkitterLock
import SkitterTesting
import Testing

/// Takes what it is handed as soon as it is let; may leave or fail.
private final class SlowConsumer: RecordConsumer {
    private struct State {
        var isOpen: Bool
        var taken: [StepEntry] = []
        var waiting: [CheckedContinuation<Void, Never>] = []
        var hasBeenAsked = false
    }

    private let state: Locked<State>
    private let takes: Int
    private let failure: (any Error)?

    /// Takes `takes` entries at most and throws `failure` then.
    init(isOpen: Bool = true, takes: Int = .max, failure: (any Error)? = nil) {
        self.state = Locked(State(isOpen: isOpen))
        self.takes = takes
        self.failure = failure
    }

    var taken: [StepEntry] { self.state.withLock { $0.taken } }
    var hasBeenAsked: Bool { self.state.withLock { $0.hasBeenAsked } }

    func open() {
        let waiting = self.state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func consume(_ entries: [StepEntry]) async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = self.state.withLock { state in
                    state.hasBeenAsked = true
                    if !state.isOpen { state.waiting.append(continuation) }
                    return state.isOpen
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            self.open()
        }
        try Task.checkCancellation()
        let isEnough = self.state.withLock { state in
            state.taken += entries
            return state.taken.count >= self.takes
        }
        if isEnough, let failure { throw failure }
    }
}

/// Keeps the mark of what was taken beside the entries.
private final class MarkedSink: RecordSink {
    let kept = MemorySink()
    private let marks = Locked<[UInt64]>([])

    var lastMark: UInt64? { self.marks.withLock { $0.last } }

    func append(_ entries: [StepEntry]) throws { try self.kept.append(entries) }
    func consumed(upTo step: UInt64) { self.marks.withLock { $0.append(step) } }
    func close() {}
}

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct ConsumptionTests {
    /// A web of a start page and so many others, in an engine with little room.
    private func fixture(pages: Int, _ consumption: Consumption) -> EngineFixture {
        var fixture = EngineFixture()
        fixture.configuration.outboxCapacity = 6
        fixture.configuration.commitChanges = 2
        fixture.configuration.commitInterval = .zero
        fixture.consumption = consumption
        let paths = (1..<pages).map { "/\($0)" }
        fixture.session.script("http://web.test/", .html(paths.map { "<a href='\($0)'>x</a>" }.joined()))
        for path in paths { fixture.page(path) }
        return fixture
    }

    @Test func itIsHandedAllThatIsDurableInOrder() async throws {
        let consumer = SlowConsumer()
        let fixture = self.fixture(pages: 40, Consumption(consumer))
        let sink = MarkedSink()
        let seeds = [try CrawlURL("http://web.test/")]
        let result = try await fixture.engine(seeds: seeds, sink: sink).run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, observer: { _ in })
        #expect(result.end == .finished)
        #expect(consumer.taken.map(\.step) == sink.kept.all.map(\.step))
        #expect(consumer.taken.count == 40)
        #expect(sink.lastMark == sink.kept.all.last?.step)
    }

    @Test func whileItTakesItsTimeNothingIsLeasedAndTheCrawlSaysSo() async throws {
        let consumer = SlowConsumer(isOpen: false)
        let fixture = self.fixture(pages: 100, Consumption(consumer))
        let (clock, looks) = (ManualClock(), Looks())
        let seeds = [try CrawlURL("http://web.test/")]
        let engine = fixture.engine(seeds: seeds, clock: CrawlClock(clock))
        async let result = engine.run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in },
            observer: { looks.add($0) })
        while !consumer.hasBeenAsked { await Task.yield() }
        // What is in flight ends; then the places wait for the consumer alone.
        var limits = LimitMeter()
        while limits.time(of: .consumer) < .seconds(4) {
            let count = looks.all.count
            await clock.sleepers(reach: 1)
            clock.advance(by: .seconds(1))
            while looks.all.count == count { await Task.yield() }
            limits = looks.all.last?.gauges.limits ?? LimitMeter()
        }
        #expect(limits.longest == LimitMeter.Reading(limiter: .consumer, share: 1))
        // Room for six entries, four visits in flight, and robots.txt.
        #expect(fixture.session.requestedHrefs.count <= 6 + 4 + 1)
        consumer.open()
        #expect(try await result.end == .finished)
        #expect(consumer.taken.count == 100)
    }

    @Test func whenItLeavesTheRunEndsAndKeepsWhatItHas() async throws {
        let consumer = SlowConsumer(takes: 5, failure: ConsumerLeft())
        let fixture = self.fixture(pages: 100, Consumption(consumer))
        let result = try await fixture.run()
        #expect(result.end == .consumerLeft)
        #expect((5...6).contains(consumer.taken.count))
        #expect(result.counts.ledger.closes && result.counts.ledger.pending > 0)
        #expect(fixture.sink.visits.count == result.counts.ledger.fetched)
    }

    @Test func whatItThrowsElseFailsTheRun() async throws {
        struct Broken: Error {}
        let fixture = self.fixture(pages: 100, Consumption(SlowConsumer(takes: 1, failure: Broken())))
        await #expect(throws: Broken.self) { try await fixture.run() }
    }

    @Test func aRunThatIsStoppedTwiceWaitsForItNoLongerAndLosesNothing() async throws {
        let consumer = SlowConsumer(isOpen: false)
        let fixture = self.fixture(pages: 100, Consumption(consumer))
        let sink = MarkedSink()
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let seeds = [try CrawlURL("http://web.test/")]
        let engine = fixture.engine(seeds: seeds, sink: sink)
        async let result = engine.run(seeds: seeds.map { Seed(url: $0) }, stops: stops, observer: { _ in })
        while !consumer.hasBeenAsked { await Task.yield() }
        stop.yield()
        stop.yield()
        let end = try await result
        #expect(end.end == .signal && end.counts.ledger.closes)
        #expect(sink.kept.visits.count == end.counts.ledger.fetched)
        #expect(consumer.taken.isEmpty && sink.lastMark == nil)
    }

    /// The pages are all visited; only their reader is slow.
    @Test func aFinishedRunThatOnlyItHoldsUpCanBeStopped() async throws {
        let consumer = SlowConsumer(isOpen: false)
        let fixture = self.fixture(pages: 3, Consumption(consumer))
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let seeds = [try CrawlURL("http://web.test/")]
        let engine = fixture.engine(seeds: seeds)
        async let result = engine.run(seeds: seeds.map { Seed(url: $0) }, stops: stops, observer: { _ in })
        while await engine.view(hostLimit: 0, ProgressFigures()).snapshot.ledger.fetched < 3 { await Task.yield() }
        stop.yield()
        stop.yield()
        let end = try await result
        #expect(end.counts.ledger.fetched == 3)
        // Not finished: a later run hands over what it has not taken.
        #expect(end.end == .signal)
        #expect(fixture.sink.visits.count == 3 && consumer.taken.isEmpty)
    }

    /// More URLs lie beyond the depth limit than there is room for: telling them waits for the consumer too.
    @Test func aRunThatOnlyItsLastSkipsHoldUpCanBeStopped() async throws {
        let consumer = SlowConsumer(isOpen: false)
        var fixture = self.fixture(pages: 20_000, Consumption(consumer))
        fixture.configuration.frontier.depthLimit = 0
        let (stops, stop) = AsyncStream.makeStream(of: Void.self)
        let seeds = [try CrawlURL("http://web.test/")]
        let engine = fixture.engine(seeds: seeds)
        async let result = engine.run(seeds: seeds.map { Seed(url: $0) }, stops: stops, observer: { _ in })
        // Lots of a thousand wait, as many as there is room for, and others are to come.
        while await engine.view(hostLimit: 0, ProgressFigures()).snapshot.skips.values.map(\.count).reduce(0, +) < 4000
        {
            await Task.yield()
        }
        #expect(consumer.taken.isEmpty)
        stop.yield()
        #expect(try await result.end == .signal)
        #expect(fixture.sink.skips.count == 19_999)
    }

    @Test func whatAnEarlierRunCouldNotHandOverComesFirst() async throws {
        let consumer = SlowConsumer()
        let earlier = (1...5).map { StepEntry(step: $0 + 100, skipped: []) }
        let consumption = Consumption(consumer, taken: 102) { step in
            Array(earlier.filter { $0.step > step }.prefix(2))
        }
        let result = try await self.fixture(pages: 3, consumption).run()
        #expect(result.end == .finished)
        #expect(consumer.taken.prefix(3).map(\.step) == [103, 104, 105])
        #expect(consumer.taken.count == 6)
    }

    /// All was visited in an earlier run: nothing is left but to hand it over.
    @Test func aRunThatHasNothingElseToDoHandsOverWhatIsLeft() async throws {
        let consumer = SlowConsumer(isOpen: false)
        let consumption = Consumption(consumer, taken: 0) { $0 < 1 ? [StepEntry(step: 1)] : [] }
        let fixture = self.fixture(pages: 1, consumption)
        let engine = fixture.engine(seeds: [])
        async let result = engine.run(seeds: [], stops: AsyncStream { _ in }, observer: { _ in })
        while !consumer.hasBeenAsked { await Task.yield() }
        for _ in 0..<100 { await Task.yield() }
        consumer.open()
        #expect(try await result.end == .finished)
        #expect(consumer.taken.map(\.step) == [1])
    }
}
