import FoundationEssentials
import SkitterArchive
import SkitterCore
import Testing

struct WARCResumeTests {
    private static func configuration(limit: Int) -> WARCConfiguration {
        var configuration = WARCConfiguration()
        configuration.name = "r"
        configuration.fileLimitBytes = limit
        return configuration
    }

    /// Ten exchanges in several files, the writer gone.
    private static func written(_ scratch: Scratch, limit: Int) throws -> [WARCLocation] {
        var writer = try WARCWriter(
            directory: scratch.path, configuration: Self.configuration(limit: limit), generator: SplitMix64(seed: 1),
            startedMicroseconds: 1_764_000_000_000_000)
        return try (0..<10).map { try writer.append(WARCDice.exchange("http://a.example/\($0)", body: "body \($0)")) }
    }

    @Test(arguments: 0..<10, [1_500, 1 << 20])
    func aSeriesIsCutBackToWhatWasCommittedAndGoesOn(committed: Int, limit: Int) throws {
        let scratch = try Scratch()
        let locations = try Self.written(scratch, limit: limit)
        let position = locations[committed].position
        // What a killed process leaves behind the last commit: part of a record.
        let last = try #require(locations.last)
        let handle = try #require(FileManager.default.contents(atPath: scratch.path(last.fileName)))
        try (handle + Data([0x1F, 0x8B, 8, 0])).write(to: URL(fileURLWithPath: scratch.path(last.fileName)))

        var writer = try WARCWriter(
            directory: scratch.path, configuration: Self.configuration(limit: limit), generator: SplitMix64(seed: 2),
            resumingAt: position)
        #expect(writer.position == position)
        let next = try writer.append(WARCDice.exchange("http://a.example/next", body: "next"))
        let names = try WARCFiles.names(in: scratch.path)
        #expect(names.last == next.fileName)
        var targets: [String?] = []
        for name in names {
            let (records, ending) = try ReadRecord.all(scratch.path(name))
            #expect(ending == .whole)
            #expect(records.first?.head.type == "warcinfo")
            let ids = Set(records.dropFirst().map { $0.field("WARC-Warcinfo-ID") })
            #expect(ids == [records.first?.field("WARC-Record-ID")])
            targets += records.filter { $0.head.type == "response" }.map(\.head.targetURI)
        }
        #expect(targets == (0...committed).map { "http://a.example/\($0)" } + ["http://a.example/next"])
    }

    @Test func aSeriesIsResumedBeforeItsFirstExchange() throws {
        let scratch = try Scratch()
        let position = try WARCWriter(
            directory: scratch.path, generator: SplitMix64(seed: 1), startedMicroseconds: 1_764_000_000_000_000
        ).position
        #expect(position.length == 0)
        var writer = try WARCWriter(directory: scratch.path, generator: SplitMix64(seed: 1), resumingAt: position)
        let location = try writer.append(WARCDice.exchange())
        #expect(try ReadRecord.all(scratch.path(location.fileName)).records.count == 3)
    }

    @Test func aFileShorterThanItsJournalSaysIsRefused() throws {
        let scratch = try Scratch()
        let locations = try Self.written(scratch, limit: 1_500)
        var position = locations[0].position
        let names = scratch.names
        position.length += 10_000
        let error = #expect(throws: ArchiveError.self) { try WARCFiles.cut(to: position, in: scratch.path) }
        #expect(error?.code == .corrupt)
        #expect(error?.message.contains("skitter repair") == true)
        position.fileName = "r-20251124160000-00077.warc.gz"
        #expect(throws: ArchiveError.self) { try WARCFiles.cut(to: position, in: scratch.path) }
        position.fileName = "../manifest.json"
        #expect(throws: ArchiveError.self) { try WARCFiles.cut(to: position, in: scratch.path) }
        #expect(scratch.names == names)
    }

    @Test func onlyLaterFilesOfTheSeriesGo() throws {
        let scratch = try Scratch()
        let locations = try Self.written(scratch, limit: 1)
        scratch.put("x", as: "other-20251124160000-00009.warc.gz")
        scratch.put("x", as: "r-notes.txt")
        try WARCFiles.cut(to: locations[4].position, in: scratch.path)
        #expect(try WARCFiles.names(in: scratch.path).filter { $0.hasPrefix("r-") }.count == 5)
        #expect(scratch.names.contains("other-20251124160000-00009.warc.gz"))
        #expect(scratch.names.contains("r-notes.txt"))
    }
}
