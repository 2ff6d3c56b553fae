import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

/// What was visited and may count: kept beside the record until the frontier has said so.
struct HoldingTests {
    private static func options() -> JournalOptions {
        var options = JournalOptions.test
        options.archive = WARCConfiguration()
        return options
    }

    /// Entries as a crawler of a shared frontier holds them: visits and skips, with the links of pages.
    private static func held(behind step: UInt64) throws -> [HeldEntry] {
        var dice = StepDice(seed: 3)
        let entries = try dice.entries(60).filter { $0.visit != nil || !$0.skipped.isEmpty }
        return try entries.enumerated().map { index, entry in
            var notes = JournalNotes()
            if entry.visit != nil {
                notes.accepted = entry.notes?.accepted ?? []
                notes.redirect = entry.notes?.redirect
            }
            let kept = StepEntry(
                step: step + UInt64(index) + 1, visit: entry.visit, skipped: entry.skipped,
                fetched: entry.visit == nil ? [] : [try Self.exchange(index)], notes: notes.isEmpty ? nil : notes)
            return HeldEntry(
                kept,
                claim: LeaseClaim(
                    shard: Int16(index % 8), host: Int32(index) - 20, id: UInt64.max - UInt64(index),
                    token: Int64.max - Int64(index / 3)))
        }
    }

    private static func exchange(_ index: Int) throws -> FetchedExchange {
        var response = FetchResponse(
            status: 200, fields: HTTPFields(), body: Array("page \(index)\n{\"end\":true}\n".utf8))
        response.rawHead = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
        response.rawRequest = Array("GET /\(index) HTTP/1.1\r\n\r\n".utf8)
        response.remoteAddress = IPAddress(urlHost: index % 2 == 0 ? "10.0.0.1" : "[2001:db8::1]")
        return FetchedExchange(
            url: try CrawlURL("http://h.example/\(index)"), startedMicroseconds: StepDice.runStarted + Int64(index),
            response: response)
    }

    /// A crawl that held entries and was killed.
    private static func killed() async throws -> (scratch: Scratch, held: [HeldEntry]) {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: Self.options())
        var dice = StepDice(seed: 9)
        try await sink.append(try dice.entries(5))
        let held = try Self.held(behind: 5)
        try await sink.hold(held)
        return (try Scratch(copying: scratch), held)
    }

    @Test func whatCountsIsWrittenAfterAKill() async throws {
        let (scratch, held) = try await Self.killed()
        let sink = try JournalRecordSink(resumingIn: scratch.path, options: Self.options())
        let batch = try #require(try await sink.unsettled())
        #expect(batch.entries.map(\.claim) == held.map(\.claim))
        let accepted = Set(held.enumerated().filter { $0.offset % 3 != 1 }.map(\.element.claim))
        try await sink.settle(batch, accepted: accepted)
        #expect(try await sink.unsettled() == nil)
        try await sink.close()
        #expect(!scratch.names.contains("held"))

        let written = try JournalReader(directory: scratch.path).entries().filter { $0.step > 5 }
        let expected = held.filter { accepted.contains($0.claim) }.map(\.entry)
        #expect(written.map(\.visit) == expected.map(\.visit))
        #expect(written.map { $0.notes?.accepted ?? [] } == expected.map { $0.notes?.accepted ?? [] })
        #expect(written.map { $0.notes?.redirect } == expected.map { $0.notes?.redirect })
        #expect(written.map(\.skipped) == expected.map(\.skipped))
        var bodies: [[UInt8]] = []
        for name in try WARCFiles.names(in: scratch.path("warc")) {
            var reader = try WARCReader(scratch.path("warc/" + name))
            while let head = try reader.next() {
                guard head.type == "response" else { continue }
                _ = try reader.readMessageHead()
                bodies.append(try reader.readBlock())
            }
        }
        #expect(bodies == expected.flatMap { $0.fetched.map(\.response.body) })
        #expect(!bodies.isEmpty)
    }

    @Test func whatWasWrittenSinceIsNotHeldAnyMore() async throws {
        let (scratch, held) = try await Self.killed()
        let sink = try JournalRecordSink(resumingIn: scratch.path, options: Self.options())
        try await sink.append(held.prefix(2).map(\.entry))
        #expect(try await sink.unsettled() == nil)
    }

    @Test func aCrawlThatEndsWithAnOpenQuestionKeepsIt() async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: Self.options())
        try await sink.hold(try Self.held(behind: 0))
        try await sink.close()
        #expect(scratch.names.contains("held"))
        let resumed = try JournalRecordSink(resumingIn: scratch.path, options: Self.options())
        #expect(try await resumed.unsettled()?.entries.isEmpty == false)
        try await resumed.append([])
        try await resumed.close()
        #expect(!scratch.names.contains("held"))
    }

    /// A crawler that is killed while it writes has asked no frontier yet.
    @Test func aBatchThatWasCutOffAnywhereIsNone() async throws {
        let (scratch, _) = try await Self.killed()
        let bytes = scratch.bytes("held")
        #expect(HeldBatch(bytes: bytes)?.bytes == bytes)
        for length in 0..<bytes.count { #expect(HeldBatch(bytes: Array(bytes.prefix(length))) == nil) }
    }
}
