import FoundationEssentials
import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

/// On a device that is really full: `SKITTER_SMALL_DISK` names a directory on one of 400 KB
/// (`mount -t tmpfs -o size=400k tmpfs DIR`).
struct SmallDiskTests {
    static let disk = ProcessInfo.processInfo.environment["SKITTER_SMALL_DISK"]

    @Test(.enabled(if: SmallDiskTests.disk != nil), .serialized, arguments: (0..<15).map { $0 * 20_000 })
    func aFullDeviceLeavesTheLastCommitAndSaysSo(ballast: Int) async throws {
        let disk = try #require(Self.disk)
        let scratch = try Scratch(in: disk)
        scratch.put([UInt8](repeating: 0, count: ballast), as: "ballast")
        var dice = StepDice(seed: 4)
        let entries = try dice.entries(600)
        do {
            let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
            var failure: ArchiveError?
            for start in stride(from: 0, to: entries.count, by: 10) where failure == nil {
                do {
                    try await sink.append(Array(entries[start..<start + 10]))
                } catch let error as ArchiveError {
                    failure = error
                }
            }
            #expect(failure?.code == .full, "\(String(describing: failure))")
            let committed = await sink.committed
            #expect(try JournalReader(directory: scratch.path).position == committed)
            scratch.remove("ballast")
            #expect(committed.records.pages == scratch.bytes("pages.jsonl").count)
        } catch let error as ArchiveError {
            // No room even to begin.
            #expect(error.code == .full, "\(error)")
            return
        }
        // What is there is whole, and with room it goes on.
        let copy = try Scratch(copying: scratch)
        let resumed = try JournalRecordSink(resumingIn: copy.path, options: .test)
        let step = await resumed.committed.step
        try await resumed.append(entries.filter { $0.step > step })
        try await resumed.close()
        #expect(try JournalReader(directory: copy.path).entries().compactMap(\.visit) == entries.compactMap(\.visit))
    }
}
