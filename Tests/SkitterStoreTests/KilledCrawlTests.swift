import SkitterArchive
import SkitterCore
import SkitterStore
import SkitterTesting
import Testing

/// Copies of the directory stand for a kill at that instant: the kernel keeps what was written, and nothing else.
struct KilledCrawlTests {
    private static let batch = 20
    private static let names = ["pages.jsonl", "skipped.jsonl", "depths.jsonl"]

    /// What a kill may leave behind the last commit, or a loss of power within it.
    enum Damage: CaseIterable {
        case nothing, tornRecords, shortRecords, noRecords, tornLog, garbledLog, noLog
    }

    @Test(arguments: Damage.allCases, [1, 2] as [UInt64])
    func whatIsReadBackIsAPrefixAndTheCrawlGoesOn(damage: Damage, seed: UInt64) async throws {
        var dice = StepDice(seed: seed)
        let entries = try dice.entries(200)
        let expected = Journaled.entries(entries, batch: Self.batch)
        let batches = stride(from: 0, to: entries.count, by: Self.batch).map { Array(entries[$0..<$0 + Self.batch]) }
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        var copies: [Scratch] = [try Scratch(copying: scratch)]
        for batch in batches {
            try await sink.append(batch)
            copies.append(try Scratch(copying: scratch))
        }
        try await sink.close()
        let whole = Self.names.map { scratch.bytes($0) }

        var generator = SplitMix64(seed: seed)
        for (commits, copy) in copies.enumerated() {
            Self.inflict(damage, on: copy, &generator)
            let survived = try JournalReader(directory: copy.path).position.step
            if ![.tornLog, .garbledLog, .noLog].contains(damage) { #expect(survived == UInt64(commits * Self.batch)) }
            #expect(survived % UInt64(Self.batch) == 0 && survived <= UInt64(commits * Self.batch))

            let resumed = try JournalRecordSink(resumingIn: copy.path, options: .test)
            #expect(await resumed.committed.step == survived)
            let read = try JournalReader(directory: copy.path).entries()
            #expect(read.map(Journaled.init) == expected.filter { $0.step <= survived }.map(Journaled.init))
            for (name, bytes) in zip(Self.names, whole) {
                let found = copy.bytes(name)
                #expect(found == Array(bytes.prefix(found.count)), "\(name) is the beginning of what it will be")
            }
            for batch in batches.dropFirst(Int(survived) / Self.batch) { try await resumed.append(batch) }
            try await resumed.close()
            #expect(Self.names.map { copy.bytes($0) } == whole)
            #expect(
                try JournalReader(directory: copy.path).entries().map(Journaled.init) == expected.map(Journaled.init))
        }
    }

    private static func inflict(_ damage: Damage, on copy: Scratch, _ generator: inout SplitMix64) {
        switch damage {
        case .nothing:
            break
        case .tornRecords:
            for name in self.names { copy.put(copy.bytes(name) + Array(#"{"v":1,"id":"00"#.utf8), as: name) }
        case .shortRecords:
            for name in self.names {
                let bytes = copy.bytes(name)
                copy.put(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))), as: name)
            }
        case .noRecords:
            for name in self.names { copy.remove(name) }
        case .tornLog:
            let bytes = copy.bytes("crawl.sqlite-wal")
            copy.put(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))), as: "crawl.sqlite-wal")
        case .garbledLog:
            var bytes = copy.bytes("crawl.sqlite-wal")
            for _ in 0..<3 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(
                    in: 1...255, using: &generator)
            }
            copy.put(bytes, as: "crawl.sqlite-wal")
        case .noLog:
            copy.remove("crawl.sqlite-wal")
        }
    }

    @Test func whatWasRepairedIsSaid() async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: 9)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(dice.entries(50))
        try await sink.close()
        let pages = scratch.bytes("pages.jsonl")
        scratch.put(pages + Array("{".utf8), as: "pages.jsonl")
        scratch.remove("skipped.jsonl")
        let reader = try JournalReader(directory: scratch.path)
        let report = try OutputRepair(directory: scratch.path, reader: reader).run()
        #expect(report.shortened == ["pages.jsonl": 1])
        #expect(report.rebuilt == ["skipped.jsonl"])
        #expect(scratch.bytes("pages.jsonl") == pages)
        #expect(try OutputRepair(directory: scratch.path, reader: reader).run() == OutputRepair.Report())
    }
}
