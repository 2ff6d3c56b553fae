import Skitter
import SkitterCore
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct EventExchangeTests {
    private func entry(_ number: UInt64) -> StepEntry {
        let visit = VisitRecord(
            id: number, url: "http://web.test/\(number)", depthAtFetch: 0, parent: nil, via: "a",
            startedMicroseconds: 0,
            outcome: .fetched)
        return StepEntry(step: number, visit: visit)
    }

    private func figures(done: Int) -> ProgressFigures {
        var figures = ProgressFigures()
        figures.done = done
        return figures
    }

    @Test func aBatchIsTakenWhenTheReaderAsksForTheNext() async throws {
        let exchange = EventExchange()
        let notes = Notes<String>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 1...3 as ClosedRange<UInt64> {
                    try await exchange.consume([self.entry(number)])
                    notes.add("taken \(number)")
                }
                exchange.leave()
            }
            for number in 1...3 {
                let batch = try await exchange.next()
                #expect(batch?.compactMap(\.visited) == ["http://web.test/\(number)"])
                // However long it takes: whoever offered it has not heard that it is taken.
                for _ in 0..<50 { await Task.yield() }
                notes.add("read \(number)")
            }
            #expect(try await exchange.next()?.count == nil)
            try await group.waitForAll()
        }
        #expect(notes.all == ["read 1", "taken 1", "read 2", "taken 2", "read 3", "taken 3"])
    }

    @Test(arguments: RecordConsumerContract.scenarios)
    func theExchangeKeepsTheContract(_ scenario: RecordConsumerContract.Scenario) async throws {
        let (exchange, left) = (EventExchange(), EventExchange())
        left.leave()
        let visits = Notes<UInt64>()
        let subject = RecordConsumerContract.Subject(
            consumer: exchange, visits: { visits.all }, left: left, waiting: EventExchange())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while let events = try await exchange.next() {
                    for case .visited(let visit) in events { visits.add(visit.id) }
                }
            }
            try await scenario.run(on: subject)
            exchange.leave()
            try await group.waitForAll()
        }
    }

    @Test func ofFiguresTheReaderSeesTheLatest() async throws {
        let exchange = EventExchange()
        for done in 1...5 { exchange.show(self.figures(done: done)) }
        let batch = try #require(try await exchange.next())
        guard case .progress(let figures)? = batch.first, batch.count == 1 else {
            Issue.record("\(batch) is not one event of progress")
            return
        }
        #expect(figures.done == 5)
    }

    @Test func whatTellsNoEventIsTakenAtOnce() async throws {
        try await EventExchange().consume([StepEntry(step: 1)])
    }

    @Test func aReaderThatLeavesFreesWhoeverWaitsForIt() async throws {
        let exchange = EventExchange()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await exchange.departure() }
            group.addTask { try await exchange.consume([self.entry(1)]) }
            _ = try? await exchange.next()
            exchange.leave()
            await #expect(throws: ConsumerLeft.self) { try await group.waitForAll() }
        }
        await #expect(throws: ConsumerLeft.self) { try await exchange.consume([self.entry(2)]) }
    }

    @Test(arguments: [false, true]) func aCrawlThatIsCancelledWaitsForNoReader(isRead: Bool) async throws {
        let exchange = EventExchange()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await exchange.consume([self.entry(1)]) }
            if isRead { _ = try await exchange.next() }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        // What was taken back is not told any more.
        struct Ended: Error {}
        exchange.end(.failure(Ended()))
        await #expect(throws: Ended.self) { try await exchange.next() }
        #expect(try await exchange.next()?.count == nil)
    }

    @Test func aReaderThatIsCancelledWaitsNoLonger() async throws {
        let exchange = EventExchange()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    _ = try await exchange.next()
                    return false
                } catch { return error is CancellationError }
            }
            group.cancelAll()
            #expect(await group.next() == true)
        }
    }
}
