import SkitterArchive
import SkitterCore
import SkitterLock
import SkitterStore
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

struct FullDiskTests {
    /// Takes so many bytes, and then no more.
    private final class Disk: Sendable {
        private let room: Locked<Int>

        init(_ bytes: Int) {
            self.room = Locked(bytes)
        }

        func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
            let count = self.room.withLock { room in
                let count = min(room, bytes.count)
                room -= count
                return count
            }
            if count == 0 {
                errno = ENOSPC
                return -1
            }
            return Glibc.write(descriptor, bytes.baseAddress, count)
        }
    }

    private static let names = ["pages.jsonl", "skipped.jsonl", "depths.jsonl"]

    @Test(arguments: [0, 1, 700, 30_000, 60_000])
    func aFullDiskLeavesTheLastCommitAndSaysSo(room: Int) async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: 4)
        let entries = try dice.entries(400)
        var options = JournalOptions.test
        let disk = Disk(room)
        options.writeCall = { disk.write($0, $1) }
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: options)
        try await Self.writeUntilFull(sink, entries, scratch)
    }

    @Test(arguments: [20, 26, 35])
    func aFullDatabaseLeavesTheLastCommitAndSaysSo(pages: Int) async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: 4)
        let entries = try dice.entries(400)
        var options = JournalOptions.test
        options.databasePageLimit = pages
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: options)
        try await Self.writeUntilFull(sink, entries, scratch)
    }

    private static func writeUntilFull(_ sink: JournalRecordSink, _ entries: [StepEntry], _ scratch: Scratch)
        async throws
    {
        var failure: ArchiveError?
        for start in stride(from: 0, to: entries.count, by: 10) where failure == nil {
            do {
                try await sink.append(Array(entries[start..<start + 10]))
            } catch let error as ArchiveError {
                failure = error
            }
        }
        let error = try #require(failure)
        #expect(error.code == .full)
        let committed = await sink.committed
        for _ in 0..<2 {
            await #expect(throws: error) { try await sink.append([StepEntry(step: 10_000)]) }
            await #expect(throws: error) { try await sink.close() }
        }
        let reader = try JournalReader(directory: scratch.path)
        #expect(reader.position == committed)
        #expect(
            committed.records
                == RecordOffsets(
                    pages: scratch.bytes("pages.jsonl").count, skipped: scratch.bytes("skipped.jsonl").count,
                    depths: scratch.bytes("depths.jsonl").count))
        // With room again it goes on where it stood.
        let resumed = try JournalRecordSink(resumingIn: scratch.path, options: .test)
        try await resumed.append(entries.filter { $0.step > committed.step })
        try await resumed.close()
        #expect(try JournalReader(directory: scratch.path).entries().compactMap(\.visit) == entries.compactMap(\.visit))
    }
}
