import SkitterArchive
import SkitterCore
import SkitterStore
import SkitterTesting
import Testing

struct JournalRecordSinkTests {
    @Test(arguments: RecordSinkContract.scenarios)
    func itKeepsThePromisesOfItsPort(scenario: RecordSinkContract.Scenario) async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await scenario.run(
            on: RecordSinkContract.Subject(
                sink: sink,
                visits: { try JournalReader(directory: scratch.path).entries().compactMap(\.visit?.id) },
                skips: { try JournalReader(directory: scratch.path).entries().flatMap { $0.skipped.map(\.id) } }))
    }

    @Test(arguments: [1, 7, 1000])
    func everythingThatWasWrittenIsReadBack(batch: Int) async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: UInt64(batch))
        let entries = try dice.entries(600)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        for start in stride(from: 0, to: entries.count, by: batch) {
            try await sink.append(Array(entries[start..<min(start + batch, entries.count)]))
        }
        try await sink.finish(CrawlEnding(code: 0, cause: "the queue ran empty"))
        try await sink.close()

        let reader = try JournalReader(directory: scratch.path)
        #expect(reader.meta == .test)
        #expect(reader.position.step == 600)
        #expect(reader.position.ending == CrawlEnding(code: 0, cause: "the queue ran empty"))
        #expect(reader.position.records.pages == scratch.bytes("pages.jsonl").count)
        #expect(reader.position.records.skipped == scratch.bytes("skipped.jsonl").count)
        #expect(reader.position.records.depths == scratch.bytes("depths.jsonl").count)
        let read = try reader.entries()
        let expected = Journaled.entries(entries, batch: batch)
        #expect(read.count == expected.count)
        for (read, expected) in zip(read, expected) { #expect(Journaled(read) == Journaled(expected)) }
    }
}

extension JournalRecordSinkTests {
    @Test func aCrawlThatEndsLeavesOneFileAndCanGoOn() async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: 8)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(dice.entries(30))
        #expect(scratch.names.contains("crawl.sqlite-wal"))
        try await sink.close()
        #expect(scratch.names == ["crawl.sqlite", "depths.jsonl", "pages.jsonl", "skipped.jsonl"])
        // How it ended may be known after the sink was closed.
        let ending = CrawlEnding(code: 4, cause: "interrupted")
        try await sink.finish(ending)
        #expect(scratch.names == ["crawl.sqlite", "depths.jsonl", "pages.jsonl", "skipped.jsonl"])
        #expect(try JournalReader(directory: scratch.path).position.ending == ending)
        let resumed = try JournalRecordSink(resumingIn: scratch.path, options: .test)
        let more = try dice.entries(30)
        try await resumed.append(more)
        #expect(try JournalReader(directory: scratch.path).position.ending == nil)
        // While somebody reads, the log stays; nothing is lost by that.
        let reader = try JournalReader(directory: scratch.path)
        try await resumed.close()
        #expect(try reader.entries().compactMap(\.visit).suffix(5) == more.compactMap(\.visit).suffix(5))
    }
}

extension JournalRecordSinkTests {
    @Test func whatAConsumerHasNotTakenIsReadBehindItsMark() async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: 5)
        let entries = try dice.entries(400)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        await sink.consumed(upTo: 0)
        try await sink.append(Array(entries.prefix(20)))
        #expect(try JournalReader(directory: scratch.path).position.consumed == 0)
        await sink.consumed(upTo: 20)
        // Nobody knows of the mark before the next commit.
        #expect(try JournalReader(directory: scratch.path).position.consumed == 0)
        try await sink.append(Array(entries.dropFirst(20)))
        try await sink.close()
        let reader = try JournalReader(directory: scratch.path)
        #expect(reader.position.consumed == 20)
        let expected = entries.dropFirst(20).filter { $0.visit != nil || !$0.skipped.isEmpty }
        try #require(expected.filter { $0.visit != nil }.count > 3 && expected.filter { !$0.skipped.isEmpty }.count > 3)
        for limit in [1, 3, 1000] {
            var read: [StepEntry] = []
            while case let next = try reader.entries(behind: read.last?.step ?? 20, limit: limit), !next.isEmpty {
                #expect(next.count <= 2 * limit)
                read += next
            }
            #expect(read.map(\.step) == expected.map(\.step))
            #expect(read.map(\.visit) == expected.map(\.visit))
            #expect(read.map(\.skipped) == expected.map(\.skipped))
        }
        #expect(try reader.entries(behind: 1_000, limit: 3).isEmpty)
    }

    /// While the crawl goes on: whatever a reader is asked, it answers from one commit.
    @Test func oneReaderAnswersManyTasksAtOnce() async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: 8)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(dice.entries(40))
        let reader = try JournalReader(directory: scratch.path)
        let later = try dice.entries(400)
        let counts = try await withThrowingTaskGroup(of: [Int].self) { group in
            group.addTask {
                for start in stride(from: 0, to: later.count, by: 40) {
                    try await sink.append(Array(later[start..<start + 40]))
                }
                return []
            }
            for _ in 0..<8 {
                group.addTask { try (0..<4).map { _ in try reader.entries().count } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        // A commit has 40 steps, all or none.
        #expect(counts.count == 32 && counts.allSatisfy { $0 % 40 == 0 && (40...440).contains($0) }, "\(counts)")
        #expect(try reader.entries().count == 440)
        try await sink.close()
    }
}

extension JournalMeta {
    static let test = JournalMeta(
        hashSeed: StepDice.hashSeed, startedMicroseconds: StepDice.runStarted, programVersion: "1.2.3",
        configuration: #"{"depth":"3"}"#)
}

extension JournalOptions {
    static var test: JournalOptions { JournalOptions(runStartedMicroseconds: StepDice.runStarted) }
}

extension JournalReader {
    /// All that the journal holds.
    func entries() throws -> [StepEntry] {
        var entries: [StepEntry] = []
        try self.forEachEntry(runStartedMicroseconds: StepDice.runStarted) { entries.append($0) }
        return entries
    }
}
