import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

struct ArchiveTests {
    private static var options: JournalOptions {
        var options = JournalOptions.test
        var archive = WARCConfiguration()
        archive.fileLimitBytes = 6_000
        options.archive = archive
        return options
    }

    private static func exchange(_ entry: StepEntry) -> (step: UInt64, exchange: WARCExchange)? {
        guard let visit = entry.visit else { return nil }
        let exchange = WARCExchange(
            url: visit.url, startedMicroseconds: visit.startedMicroseconds,
            request: Array("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".utf8),
            responseHead: Array("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".utf8),
            body: Array("page \(entry.step) of many, all of them different".utf8))
        return (entry.step, exchange)
    }

    /// A killed crawl of 10 commits: its directory, and a copy of it after each.
    private static func crawl(_ entries: [StepEntry]) async throws -> (whole: Scratch, copies: [Scratch]) {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: Self.options)
        var copies: [Scratch] = []
        for start in stride(from: 0, to: entries.count, by: 10) {
            let batch = Array(entries[start..<start + 10])
            try await sink.append(batch, exchanges: batch.compactMap(Self.exchange))
            copies.append(try Scratch(copying: scratch))
        }
        try await sink.close()
        return (scratch, copies)
    }

    private static func steps(_ scratch: Scratch) throws -> [String] {
        try WARCFiles.names(in: scratch.path("warc")).flatMap { name in
            var reader = try WARCReader(scratch.path("warc/" + name))
            var bodies: [String] = []
            while let head = try reader.next() {
                guard head.type == "response" else { continue }
                _ = try reader.readMessageHead()
                bodies.append(String(decoding: try reader.readBlock(), as: UTF8.self))
            }
            #expect(reader.ending == .whole)
            return bodies
        }
    }

    @Test func aStepMayHaveSeveralExchangesOfWhichTheLastCounts() async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: Self.options)
        let entries = try SmallCrawl.entries()
        let page = try #require(entries.first { $0.visit != nil })
        let exchange = try #require(Self.exchange(page))
        try await sink.append(entries, exchanges: [exchange, exchange, exchange])
        let connection = try SQLiteConnection(scratch.path("crawl.sqlite"), .readOnly)
        let offset = try connection.rows("SELECT warc_offset FROM v_pages WHERE warc_file IS NOT NULL") {
            $0.integer(0)
        }
        let last = try connection.rows("SELECT offset FROM captures ORDER BY seq") { $0.integer(0) }
        #expect(last.count == 3 && offset == last.suffix(1))
        try await sink.close()
    }

    @Test func aKilledCrawlGoesOnInItsArchive() async throws {
        var dice = StepDice(seed: 5)
        let entries = try dice.entries(100)
        let (whole, copies) = try await Self.crawl(entries)
        #expect(try WARCFiles.names(in: whole.path("warc")).count > 2)
        let expected = entries.compactMap(Self.exchange).map { String(decoding: $0.exchange.body, as: UTF8.self) }
        #expect(try Self.steps(whole) == expected)
        for (commit, copy) in copies.enumerated() {
            // A batch that was written and never committed.
            if commit + 1 < copies.count {
                for name in try WARCFiles.names(in: copies[commit + 1].path("warc")) {
                    copy.put(copies[commit + 1].bytes("warc/" + name), as: "warc/" + name)
                }
            }
            let resumed = try JournalRecordSink(resumingIn: copy.path, options: Self.options)
            for start in stride(from: (commit + 1) * 10, to: entries.count, by: 10) {
                let batch = Array(entries[start..<start + 10])
                try await resumed.append(batch, exchanges: batch.compactMap(Self.exchange))
            }
            try await resumed.close()
            #expect(try Self.steps(copy) == expected)
        }
    }

    @Test(arguments: [0, 1, 500, 3_000])
    func aShortArchiveIsRefusedUntilItIsGivenUp(length: Int) async throws {
        var dice = StepDice(seed: 6)
        let entries = try dice.entries(60)
        let (scratch, _) = try await Self.crawl(entries)
        let name = try #require(WARCFiles.names(in: scratch.path("warc")).last)
        let bytes = scratch.bytes("warc/" + name)
        let cut = Array(bytes.prefix(min(length, bytes.count - 1)))
        scratch.put(cut, as: "warc/" + name)
        let error = #expect(throws: ArchiveError.self) {
            try JournalRecordSink(resumingIn: scratch.path, options: Self.options)
        }
        #expect(error?.message.contains("skitter repair \(scratch.path)") == true)
        #expect(scratch.bytes("warc/" + name) == cut, "nothing is changed")
        try await Self.giveUp(scratch, entries, expecting: name)
    }

    @Test func aMissingFileIsRefusedUntilItIsGivenUp() async throws {
        var dice = StepDice(seed: 7)
        let entries = try dice.entries(60)
        let (scratch, _) = try await Self.crawl(entries)
        let name = try #require(WARCFiles.names(in: scratch.path("warc")).last)
        scratch.remove("warc/" + name)
        #expect(throws: ArchiveError.self) {
            try JournalRecordSink(resumingIn: scratch.path, options: Self.options)
        }
        try await Self.giveUp(scratch, entries, expecting: name)
    }

    private static func giveUp(_ scratch: Scratch, _ entries: [StepEntry], expecting name: String) async throws {
        let report = try ArchiveRepair(directory: scratch.path).run()
        let lost = try #require(report.lost[name])
        #expect(report.lost.count == 1 && lost > 0)
        let resumed = try JournalRecordSink(resumingIn: scratch.path, options: Self.options)
        let kept = try Self.steps(scratch)
        let all = entries.compactMap(Self.exchange).map { String(decoding: $0.exchange.body, as: UTF8.self) }
        #expect(kept == Array(all.dropLast(lost)))
        // The pages stay visited, and the archive goes on.
        #expect(try JournalReader(directory: scratch.path).entries().compactMap(\.visit) == entries.compactMap(\.visit))
        var more = StepEntry(step: 61, visit: entries.compactMap(\.visit).first)
        more.visit?.id = 1
        try await resumed.append([more], exchanges: [more].compactMap(Self.exchange))
        try await resumed.close()
        #expect(try Self.steps(scratch) == kept + ["page 61 of many, all of them different"])
        #expect(try ArchiveRepair(directory: scratch.path).run().lost.isEmpty)
    }
}
