import SkitterArchive
import SkitterCore
import SkitterStore
import SkitterTesting
import Testing

struct ForeignFileTests {
    private static func journal(_ steps: Int = 50) async throws -> Scratch {
        let scratch = try Scratch()
        var dice = StepDice(seed: 2)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(dice.entries(steps))
        try await sink.close()
        return scratch
    }

    private static func refusal(_ scratch: Scratch) throws -> ArchiveError {
        let before = scratch.bytes("crawl.sqlite")
        let reading = try #require(
            #expect(throws: ArchiveError.self) { try JournalReader(directory: scratch.path) })
        let resuming = try #require(
            #expect(throws: ArchiveError.self) {
                try JournalRecordSink(resumingIn: scratch.path, options: .test)
            })
        #expect(reading == resuming)
        #expect(scratch.bytes("crawl.sqlite") == before, "nothing is changed")
        return reading
    }

    @Test func aNewerJournalIsRefusedWithBothVersions() async throws {
        let scratch = try await Self.journal()
        try Self.execute("PRAGMA user_version = 99", on: scratch)
        let error = try Self.refusal(scratch)
        #expect(error.code == .corrupt)
        #expect(error.description.contains("has format 99, which is newer than this program's 2"))
    }

    @Test func anOlderJournalIsReadAsItIsAndBroughtUpToDateByWhoeverGoesOn() async throws {
        let scratch = try await Self.journal()
        let entries = try JournalReader(directory: scratch.path).entries().filter { $0.notes?.parking == nil }
        // As the first version was: without this table, and with the views of then.
        try Self.execute(
            """
            DELETE FROM skips WHERE reason = 'unparked';
            DROP TABLE parking; ALTER TABLE position DROP COLUMN consumed_step; DROP VIEW v_settled; CREATE VIEW v_settled AS SELECT 1; PRAGMA user_version = 1
            """, on: scratch)
        let before = scratch.bytes("crawl.sqlite")
        let read = try JournalReader(directory: scratch.path).entries()
        #expect(scratch.bytes("crawl.sqlite") == before)
        #expect(read.count >= entries.count - 5 && !read.isEmpty)
        let sink = try JournalRecordSink(resumingIn: scratch.path, options: .test)
        await sink.consumed(upTo: 50)
        var notes = JournalNotes()
        notes.parking = Parking("http://h1.example/p/{n}", isParked: true)
        try await sink.append([StepEntry(step: 51, notes: notes)])
        try await sink.close()
        let reader = try JournalReader(directory: scratch.path)
        #expect(try reader.entries().last?.notes?.parking == notes.parking)
        #expect(reader.position.consumed == 50)
        let connection = try SQLiteConnection(scratch.path("crawl.sqlite"), .readOnly)
        #expect(try connection.integer("PRAGMA user_version") == 2)
        #expect(try connection.integer("SELECT closes FROM v_balance") == 1)
    }

    @Test func aVersionThatNeverWasIsRefused() async throws {
        let scratch = try await Self.journal()
        try Self.execute("PRAGMA user_version = 0", on: scratch)
        #expect(try Self.refusal(scratch).code == .corrupt)
    }

    @Test func aDatabaseOfAnotherProgramIsRefused() throws {
        let scratch = try Scratch()
        try Self.execute("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)", on: scratch)
        #expect(try Self.refusal(scratch).code == .foreign)
    }

    @Test func whatIsNoDatabaseIsRefused() throws {
        let scratch = try Scratch()
        scratch.put(Array(String(repeating: "This is a letter. ", count: 300).utf8), as: "crawl.sqlite")
        #expect(try Self.refusal(scratch).code == .foreign)
        scratch.put([], as: "crawl.sqlite")
        #expect(try Self.refusal(scratch).code == .corrupt)
        scratch.remove("crawl.sqlite")
        #expect(try Self.refusal(scratch).code == .missing)
    }

    /// A kill while the log is turned on or off leaves a change half made, with what undoes it beside it.
    @Test func whatAKillLeftHalfDoneIsUndoneByWhoeverGoesOn() async throws {
        let scratch = try await Self.journal(300)
        let before = scratch.bytes("crawl.sqlite")
        let connection = try SQLiteConnection(scratch.path("crawl.sqlite"), .readWrite)
        // So small a cache that the file itself changes before the transaction ends.
        try connection.execute(
            script: "PRAGMA cache_size = 2; BEGIN; UPDATE pages SET record = 'lost'; UPDATE urls SET url = ''")
        let killed = try Scratch(copying: scratch)
        try connection.execute(script: "ROLLBACK")
        #expect(!killed.bytes("crawl.sqlite-journal").isEmpty && killed.bytes("crawl.sqlite") != before)
        // Who only reads changes nothing, and says what to do.
        let error = #expect(throws: ArchiveError.self) { try JournalReader(directory: killed.path) }
        #expect(error?.message.contains("left amid a write") == true)
        #expect(!killed.bytes("crawl.sqlite-journal").isEmpty)
        _ = try JournalReader(directory: killed.path, recovers: true)
        #expect(killed.bytes("crawl.sqlite") == before && killed.bytes("crawl.sqlite-journal").isEmpty)
        try await JournalRecordSink(resumingIn: killed.path, options: .test).close()
    }

    @Test func aJournalIsThereWholeOrNotAtAll() throws {
        let scratch = try Scratch()
        scratch.put(Array("cut".utf8), as: ".crawl.sqlite.tmp")
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        #expect(!scratch.names.contains { $0.hasSuffix(".tmp") })
        // As it was before its first commit, without its log.
        let copy = try Scratch()
        copy.put(scratch.bytes("crawl.sqlite"), as: "crawl.sqlite")
        #expect(try JournalReader(directory: copy.path).position.step == 0)
        _ = sink
    }

    @Test func aJournalIsNotBegunTwice() async throws {
        let scratch = try await Self.journal()
        let error = #expect(throws: ArchiveError.self) {
            try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        }
        #expect(error?.code == .notEmpty)
    }

    /// A file may come from anywhere: it is read, or refused, but never ends the program.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func aDamagedFileIsReadOrRefused(seed: UInt64) async throws {
        let scratch = try await Self.journal(200)
        var bytes = scratch.bytes("crawl.sqlite")
        var generator = SplitMix64(seed: seed)
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            bytes[Int.random(in: 100..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        scratch.put(bytes, as: "crawl.sqlite")
        do {
            let reader = try JournalReader(directory: scratch.path)
            try reader.forEachEntry(runStartedMicroseconds: 0) { _ in }
            try reader.forEachSettled { _, _ in }
            try reader.forEachDiscovery { _, _, _ in }
        } catch {
            #expect(error is ArchiveError, "\(error)")
        }
    }

    @Test(arguments: [
        "UPDATE urls SET url = 'no url' WHERE seq = 3", "UPDATE urls SET depth = -1 WHERE seq = 3",
        "UPDATE urls SET depth = 9223372036854775807 WHERE seq = 3", "UPDATE urls SET via = 'magic' WHERE seq = 3",
        "UPDATE urls SET step = 9000000000000000000 WHERE seq = 1", "UPDATE pages SET outcome = 'won' WHERE step > 20",
        "UPDATE pages SET links = x'0102' WHERE links IS NOT NULL", "UPDATE skips SET reason = 'whim'",
        "UPDATE pages SET record = '{' WHERE step > 20", "UPDATE hosts SET requests = -5",
        "UPDATE pages SET step = -5 WHERE step = (SELECT max(step) FROM pages)",
    ])
    func whatNoCrawlWroteIsNamed(change: String) async throws {
        let scratch = try await Self.journal(200)
        try Self.execute(change, on: scratch)
        let reader = try JournalReader(directory: scratch.path)
        let error = #expect(throws: ArchiveError.self) {
            try reader.forEachEntry(runStartedMicroseconds: 0) { _ in }
        }
        #expect(error?.code == .corrupt)
    }

    private static func execute(_ script: String, on scratch: Scratch) throws {
        let connection = try SQLiteConnection(scratch.path("crawl.sqlite"), .create)
        try connection.execute(script: script)
        try connection.close()
    }
}
