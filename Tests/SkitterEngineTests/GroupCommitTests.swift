import SkitterCore
import SkitterEngine
import SkitterLock
import SkitterTesting
import Testing

/// Keeps the groups that are written, and tells when there are so many entries.
private final class GroupSink: RecordSink {
    private struct State {
        var groups: [[StepEntry]] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        var count: Int { self.groups.reduce(0) { $0 + $1.count } }
    }

    private let state = Locked(State())

    var groups: [[StepEntry]] { self.state.withLock { $0.groups } }

    func append(_ entries: [StepEntry]) {
        let due = self.state.withLock { state in
            state.groups.append(entries)
            let count = state.count
            defer { state.watchers.removeAll { $0.count <= count } }
            return state.watchers.filter { $0.count <= count }.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    func consumed(upTo step: UInt64) {}

    func close() {}

    /// Returns once `count` entries are written.
    func entries(reach count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = self.state.withLock { state in
                if state.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }
}

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct GroupCommitTests {
    /// The groups of a crawl of `pages` pages, while the clock stands still.
    private func groups(pages: Int, _ change: (inout EngineConfiguration) -> Void) async throws -> [[StepEntry]] {
        var fixture = EngineFixture()
        change(&fixture.configuration)
        let paths = (1..<pages).map { "/\($0)" }
        fixture.session.script("http://web.test/", .html(paths.map { "<a href='\($0)'>x</a>" }.joined()))
        for path in paths { fixture.page(path) }
        let sink = GroupSink()
        let seeds = [try CrawlURL("http://web.test/")]
        let result = try await fixture.engine(seeds: seeds, clock: CrawlClock(ManualClock()), sink: sink).run(
            seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, observer: { _ in })
        #expect(result.counts.ledger.fetched == pages)
        #expect(sink.groups.flatMap { $0.map(\.step) } == (1...UInt64(pages)).map { $0 })
        return sink.groups
    }

    @Test func theEndOfACrawlWaitsForNoGroupToFill() async throws {
        let groups = try await self.groups(pages: 20) { $0.commitInterval = .seconds(3600) }
        #expect((1...3).contains(groups.count), "\(groups.map(\.count))")
    }

    @Test func aFullGroupWaitsForNoTimeToPass() async throws {
        let groups = try await self.groups(pages: 100) {
            $0.commitInterval = .seconds(3600)
            $0.commitChanges = 7
        }
        #expect(groups.allSatisfy { $0.count <= 7 })
        // The first does not wait to be full, and the last does not.
        #expect(groups.dropFirst().dropLast().allSatisfy { $0.count == 7 }, "\(groups.map(\.count))")
    }

    @Test func aGroupThatCanNeverBeFullIsWrittenWhenThereIsNoRoom() async throws {
        let groups = try await self.groups(pages: 50) {
            $0.commitInterval = .seconds(3600)
            $0.outboxCapacity = 10
        }
        #expect(groups.count >= 3)
    }

    @Test func aGroupIsWrittenWhenItsTimeHasCome() async throws {
        let fixture = EngineFixture()
        fixture.page("/", "/a", "/held")
        fixture.page("/a")
        fixture.page("/held")
        fixture.session.hold("http://web.test/held")
        let (sink, clock) = (GroupSink(), ManualClock())
        let seeds = [try CrawlURL("http://web.test/")]
        let engine = fixture.engine(seeds: seeds, clock: CrawlClock(clock), sink: sink)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = try await engine.run(
                    seeds: seeds.map { Seed(url: $0) }, stops: AsyncStream { _ in }, observer: { _ in })
            }
            await sink.entries(reach: 1)
            await fixture.session.arrival(of: "http://web.test/held")
            // The writer sleeps, and so does who reports progress.
            await clock.sleepers(reach: 2)
            #expect(clock.nextDeadline?.offset == .milliseconds(50))
            #expect(sink.groups.map(\.count) == [1])
            clock.advance(by: .milliseconds(50))
            await sink.entries(reach: 2)
            fixture.session.release("http://web.test/held")
            try await group.waitForAll()
        }
        #expect(sink.groups.map(\.count) == [1, 1, 1])
    }
}
