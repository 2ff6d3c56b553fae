import FoundationEssentials
import SkitterArchive
import SkitterCore
import Testing

struct CDXJIndexTests {
    /// Where a sample for other readers goes (docs/warc.md).
    private static let sampleDirectory = ProcessInfo.processInfo.environment["SKITTER_WARC_SAMPLE"]
    private static let sampleSeed = ProcessInfo.processInfo.environment["SKITTER_WARC_SEED"].flatMap { UInt64($0) }

    @Test func theIndexOfWhatIsWrittenIsThatOfWhatIsRead() throws {
        let scratch = try Scratch()
        let directory = Self.sampleDirectory ?? scratch.path
        let count = Self.sampleDirectory == nil ? 400 : 3_000
        var configuration = WARCConfiguration()
        configuration.name = "sample"
        configuration.fileLimitBytes = 200_000
        configuration.information = [("software", "Skitter"), ("format", "WARC File Format 1.1")]
        var writer = try WARCWriter(
            directory: directory, configuration: configuration, generator: SplitMix64(seed: 12),
            startedMicroseconds: 1_764_000_000_000_000)
        var index = CDXJSorter(path: directory + "/index.cdxj")
        var dice = WARCDice(seed: Self.sampleSeed ?? 12)
        for number in 0..<count { try index.add(try writer.append(dice.exchange(number)).indexEntry) }
        try index.finish()

        let paths = try WARCFiles.names(in: directory).map { directory + "/" + $0 }
        #expect(paths.count > 3)
        let reports = try CDXJIndexer.write(paths, to: scratch.path("again.cdxj"))
        #expect(reports.allSatisfy { $0.ending == .whole })
        #expect(reports.map(\.entries).reduce(0, +) == count)
        let written = FileManager.default.contents(atPath: directory + "/index.cdxj")
        #expect(written == FileManager.default.contents(atPath: scratch.path("again.cdxj")))
        let lines = String(decoding: try #require(written), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == count)
        #expect(lines.contains { $0.contains(#""mime": "warc/revisit""#) })
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func aLineIsThatOfOtherIndexers() {
        var entry = CDXJEntry(
            url: "https://www.Example.org/A?b=\"2\"", timestamp: CDXJEntry.timestamp(1_764_000_000_999_999),
            length: 12, offset: 345, fileName: "a.warc.gz")
        entry.mime = "t\u{F6}xt/\u{1F980}\u{7F}\\\t"
        entry.status = "200"
        entry.digest = "sha1:X"
        var line: [UInt8] = []
        entry.appendLine(to: &line)
        let expected = #"""
            org,example)/a?b="2" 20251124160000 {"url": "https://www.Example.org/A?b=\"2\"", "mime": "t\u00f6xt/\ud83e\udd80\u007f\\\t", "status": "200", "digest": "sha1:X", "length": "12", "offset": "345", "filename": "a.warc.gz"}

            """#
        #expect(String(decoding: line, as: UTF8.self) == expected)
    }

    @Test func whatAResponseDoesNotSayIsLeftOut() {
        let entry = CDXJEntry(
            url: "http://a.example/", timestamp: "20250101000000", length: 1, offset: 2, fileName: "f")
        var line: [UInt8] = []
        entry.appendLine(to: &line)
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"example,a)/ 20250101000000 {"url": "http://a.example/", "length": "1", "offset": "2", "filename": "f"}"#
                + "\n")
    }

    /// In one piece, in runs, and in runs that are merged more than once.
    @Test(arguments: [(1 << 20, 64), (4_000, 64), (2_000, 2), (1, 3)])
    func linesAreSortedInBoundedMemory(bufferBytes: Int, runs: Int) throws {
        let scratch = try Scratch()
        var limits = CDXJSorter.Limits()
        (limits.bufferBytes, limits.runs) = (bufferBytes, runs)
        var sorter = CDXJSorter(path: scratch.path("index.cdxj"), limits: limits)
        var generator = SplitMix64(seed: 21)
        var expected: Set<String> = []
        for _ in 0..<300 {
            let number = Int.random(in: 0..<150, using: &generator)
            let entry = CDXJEntry(
                url: "http://h\(number % 7).example/\(number)", timestamp: "20250101000000", length: number,
                offset: number, fileName: "f")
            try sorter.add(entry)
            var line: [UInt8] = []
            entry.appendLine(to: &line)
            expected.insert(String(decoding: line, as: UTF8.self))
        }
        try sorter.finish()
        #expect(scratch.text("index.cdxj") == expected.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined())
        #expect(scratch.names == ["index.cdxj"])
    }

    @Test func anEarlierIndexIsTakenIn() throws {
        let scratch = try Scratch()
        let entries = ["c", "a", "b"].map { name in
            CDXJEntry(
                url: "http://\(name).example/", timestamp: "20250101000000", length: 1, offset: 1, fileName: "f")
        }
        var first = CDXJSorter(path: scratch.path("index.cdxj"))
        for entry in entries.prefix(2) { try first.add(entry) }
        try first.finish()
        var second = CDXJSorter(path: scratch.path("index.cdxj"))
        try second.add(indexAt: scratch.path("index.cdxj"))
        try second.add(entries[2])
        try second.add(entries[0])
        try second.finish()
        let keys = scratch.text("index.cdxj")?.split(separator: "\n").map { $0.prefix(10) }
        #expect(keys == ["example,a)", "example,b)", "example,c)"])
    }

    @Test func anIndexThatIsNotFinishedLeavesNothingBehind() throws {
        let scratch = try Scratch()
        scratch.put("old\n", as: "index.cdxj")
        var limits = CDXJSorter.Limits()
        limits.bufferBytes = 1
        do {
            var sorter = CDXJSorter(path: scratch.path("index.cdxj"), limits: limits)
            for number in 0..<5 {
                try sorter.add(
                    CDXJEntry(
                        url: "http://\(number).example/", timestamp: "20250101000000", length: 1, offset: 1,
                        fileName: "f"))
            }
            #expect(scratch.names.count == 6)
        }
        #expect(scratch.names == ["index.cdxj"])
        #expect(scratch.text("index.cdxj") == "old\n")
    }

    @Test func whatPrecedesACutIsIndexed() throws {
        let scratch = try Scratch()
        var writer = try WARCWriter(
            directory: scratch.path, generator: SplitMix64(seed: 2), startedMicroseconds: 1_764_000_000_000_000)
        let first = try writer.append(WARCDice.exchange("http://a.example/"))
        let second = try writer.append(WARCDice.exchange("http://b.example/", body: "other"))
        let path = scratch.path(first.fileName)
        let whole = try #require(FileManager.default.contents(atPath: path))
        try whole.prefix(second.offset + 40).write(to: URL(fileURLWithPath: path))
        let report = try #require(try CDXJIndexer.write([path], to: scratch.path("index.cdxj")).first)
        #expect(report.fileName == first.fileName)
        #expect(report.entries == 1)
        #expect(report.ending == .cut(offset: second.offset))
        #expect(scratch.text("index.cdxj")?.hasPrefix("example,a)/ ") == true)
    }
}
