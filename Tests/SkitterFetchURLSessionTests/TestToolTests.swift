import SkitterCore
import SkitterTesting
import SkitterLock
import Testing

/// The tools that other tests trust.
@Suite struct TestToolTests {
    private static let page = "http://example.org/"

    @Test func aScriptIsPlayedInTurnAndItsEndRepeated() async throws {
        let session = InMemoryHTTPSession()
        session.script(Self.page, .status(503), .failure(FetchError(.timeout, "late")), .html("<p>"))
        #expect(try await session.fetch(try Self.request()).status == 503)
        await #expect(throws: FetchError(.timeout, "late")) { try await session.fetch(try Self.request()) }
        for _ in 0..<2 { #expect(try await session.fetch(try Self.request()).body == Array("<p>".utf8)) }
        #expect(session.requestedHrefs == [String](repeating: Self.page, count: 4))
        #expect(try await session.fetch(FetchRequest(url: try CrawlURL("http://example.org/other"))).status == 404)
    }

    @Test func aHeldRequestWaitsForItsRelease() async throws {
        let session = InMemoryHTTPSession()
        session.script(Self.page, .status(200))
        session.hold(Self.page)
        let request = try Self.request()
        async let first = session.fetch(request)
        async let second = session.fetch(request)
        await session.arrival(of: Self.page, count: 2)
        session.release(Self.page)
        #expect(try await [first.status, second.status] == [200, 200])
        #expect(session.peakInFlight == 2)
        #expect(try await session.fetch(request).status == 200)
    }

    @Test func cancellingEndsAHeldRequestOnly() async throws {
        let session = InMemoryHTTPSession()
        session.script(Self.page, .status(200))
        session.hold(Self.page)
        let request = try Self.request()
        let cancelled = Task { try await session.fetch(request) }
        let patient = Task { try await session.fetch(request) }
        await session.arrival(of: Self.page, count: 2)
        cancelled.cancel()
        await #expect(throws: FetchError(.cancelled, "cancelled")) { try await cancelled.value }
        session.release(Self.page)
        #expect(try await patient.value.status == 200)
    }

    @Test func limitsAndWantedTypesAreApplied() async throws {
        let session = InMemoryHTTPSession()
        session.script(Self.page, .html("0123456789"))
        var request = try Self.request()
        request.bodyLimitBytes = 4
        let cut = try await session.fetch(request)
        #expect(cut.body == Array("0123".utf8) && cut.truncation == .length)
        request.wanted = .types(["application/xml"])
        let refused = try await session.fetch(request)
        #expect(refused.body.isEmpty && refused.truncation == .unwanted)
    }

    @Test func theClockWakesSleepersInOrderAndNotEarly() async throws {
        let clock = ManualClock()
        let woken = Notes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seconds in [3, 1, 2] {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    woken.add(seconds)
                }
            }
            await clock.sleepers(reach: 3)
            #expect(clock.nextDeadline?.offset == .seconds(1))
            clock.advance(by: .milliseconds(999))
            #expect(woken.all == [])
            clock.advance(by: .milliseconds(1))
            try await group.next()
            #expect(woken.all == [1])
            clock.advance(by: .seconds(10))
            try await group.waitForAll()
        }
        #expect(woken.all.sorted() == [1, 2, 3])
        try await clock.sleep(until: clock.now, tolerance: nil)
    }

    @Test func aCancelledSleepThrows() async throws {
        let clock = ManualClock()
        let sleeper = Task { try await clock.sleep(for: .seconds(1)) }
        await clock.sleepers(reach: 1)
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test(arguments: RecordSinkContract.scenarios)
    func aSinkInMemoryKeepsTheContract(_ scenario: RecordSinkContract.Scenario) async throws {
        try await scenario.run(on: MemorySink(loses: nil).subject)
    }

    @Test func aSinkThatLosesAnEntryBreaksTheContract() async {
        var breaches = 0
        for scenario in RecordSinkContract.scenarios {
            do { try await scenario.run(on: MemorySink(loses: 3).subject) } catch is ContractViolation {
                breaches += 1
            } catch {}
        }
        #expect(breaches == 3)
    }

    private static func request() throws -> FetchRequest {
        FetchRequest(url: try CrawlURL(self.page))
    }
}

/// Numbers that several tasks write down.
private final class Notes: Sendable {
    private let numbers = Locked<[Int]>([])

    var all: [Int] { self.numbers.withLock { $0 } }

    func add(_ number: Int) {
        self.numbers.withLock { $0.append(number) }
    }
}

/// A sink that keeps its entries, all but one if so asked.
private final class MemorySink: RecordSink {
    private let entries = Locked<[StepEntry]>([])
    private let lost: UInt64?

    init(loses lost: UInt64?) {
        self.lost = lost
    }

    func append(_ entries: [StepEntry]) async throws {
        self.entries.withLock { $0 += entries.filter { $0.step != self.lost } }
    }

    func consumed(upTo step: UInt64) {}

    func close() async throws {}

    var subject: RecordSinkContract.Subject {
        RecordSinkContract.Subject(
            sink: self, visits: { self.entries.withLock { $0.compactMap(\.visit?.id) } },
            skips: { self.entries.withLock { $0.flatMap { $0.skipped.map(\.id) } } })
    }
}
