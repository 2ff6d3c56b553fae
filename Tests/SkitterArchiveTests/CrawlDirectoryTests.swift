import FoundationEssentials
import SkitterArchive
import SkitterCore
import Testing

struct CrawlDirectoryTests {
    private static func manifest() -> Manifest {
        Manifest(
            programVersion: "0.1.0", startedMicroseconds: 1_764_000_000_000_001, transport: "urlsession",
            transportReason: "asked for", seeds: ["https://example.org/", "http://a/\"x\""],
            options: [Manifest.Option(name: "depth", value: "2"), Manifest.Option(name: "agent", value: "A \u{1}")])
    }

    @Test func itIsMadeWithThoseAboveIt() throws {
        let scratch = try Scratch()
        let directory = try CrawlDirectory(preparing: scratch.path("a/b/c/"))
        #expect(FileManager.default.fileExists(atPath: scratch.path("a/b/c")))
        try Self.manifest().write(to: directory)
        #expect(FileManager.default.fileExists(atPath: scratch.path("a/b/c/manifest.json")))
    }

    @Test func theDefaultNameIsTheInstantOfTheStart() {
        #expect(CrawlDirectory.defaultName(startedMicroseconds: 1_764_086_400_123_456) == "skitter-20251125-160000")
    }

    @Test func aTemporaryOneIsEmptyAndGoesWithWhatACrawlMade() throws {
        let path = try CrawlDirectory.makeTemporary()
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
        try Self.manifest().write(to: try CrawlDirectory(preparing: path))
        CrawlDirectory.removeTemporary(path)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func ofATemporaryOneWhatNoCrawlMadeStays() throws {
        let path = try CrawlDirectory.makeTemporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Self.manifest().write(to: try CrawlDirectory(preparing: path))
        #expect(FileManager.default.createFile(atPath: path + "/mine", contents: nil))
        CrawlDirectory.removeTemporary(path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["mine"])
    }

    @Test func oneThatHoldsAnythingIsRefused() throws {
        let scratch = try Scratch()
        scratch.put("mine", as: "notes.txt")
        let error = #expect(throws: ArchiveError.self) { try CrawlDirectory(preparing: scratch.path) }
        #expect(error?.code == .notEmpty)
        #expect(error?.code.isRefusal == true)
        #expect(scratch.text("notes.txt") == "mine")
    }

    @Test func overwritingRemovesOnlyWhatACrawlMade() throws {
        let scratch = try Scratch()
        do {
            try Self.manifest().write(to: try CrawlDirectory(preparing: scratch.path))
        }
        scratch.put("mine", as: "notes.txt")
        scratch.put("old", as: "pages.jsonl")
        scratch.put("half", as: ".summary.json.tmp")
        _ = try CrawlDirectory(preparing: scratch.path, overwrite: true)
        #expect(scratch.names == ["notes.txt"])
    }

    @Test(arguments: [#"{"name":"my-app","version":"1.0"}"#, "", #"{"format":"skitter-crawl","v":99}"#, "[1]"])
    func overwritingSparesADirectoryThatNoCrawlMade(manifest: String) throws {
        let scratch = try Scratch()
        scratch.put(manifest, as: "manifest.json")
        scratch.put("mine", as: "pages.jsonl")
        let error = #expect(throws: ArchiveError.self) { try CrawlDirectory(preparing: scratch.path, overwrite: true) }
        #expect(error?.code == .foreign)
        #expect(scratch.text("manifest.json") == manifest)
        #expect(scratch.text("pages.jsonl") == "mine")
    }

    @Test func aSecondCrawlIsRefusedWhileTheFirstRuns() throws {
        let scratch = try Scratch()
        let first = try CrawlDirectory(preparing: scratch.path)
        try Self.manifest().write(to: first)
        let error = #expect(throws: ArchiveError.self) { try CrawlDirectory(preparing: scratch.path, overwrite: true) }
        #expect(error?.code == .locked)
        #expect(scratch.names == ["manifest.json"])
        withExtendedLifetime(first) {}
    }

    @Test(arguments: ["", "/proc/skitter", "/dev/null/x", "/dev/null"])
    func aPlaceThatCannotBeWrittenIsRefused(path: String) {
        let error = #expect(throws: ArchiveError.self) { try CrawlDirectory(preparing: path) }
        #expect(error?.code == .unwritable)
        #expect(error?.description.isEmpty == false)
    }

    @Test func aManifestIsReadBackAsItWasWritten() throws {
        let scratch = try Scratch()
        let directory = try CrawlDirectory(preparing: scratch.path)
        var manifest = Self.manifest()
        try manifest.write(to: directory)
        #expect(try Manifest(readingFrom: scratch.path) == manifest)
        manifest.finishedMicroseconds = 1_764_000_009_000_000
        manifest.ending = CrawlEnding(code: 12, cause: "stopped by budget")
        try manifest.write(to: directory)
        #expect(try Manifest(readingFrom: scratch.path) == manifest)
        #expect(scratch.names == ["manifest.json"])
    }

    @Test func theTimeSeriesHasAHeaderAndARowASecond() async throws {
        let scratch = try Scratch()
        let directory = try CrawlDirectory(preparing: scratch.path)
        let file = try TimeSeriesFile(directory: directory)
        var figures = ProgressFigures()
        figures.elapsed = .milliseconds(1_002)
        figures.done = 9
        figures.bodyBytes = 4_096
        figures.classes.success = 7
        figures.classes.unanswered = 2
        figures.failed = 2
        figures.queued = 55
        figures.retries = 1
        figures.gauges.inFlight = 8
        figures.gauges.openHosts = 3
        figures.gauges.residentBytes = 1_048_576
        figures.gauges.limits.waited(.seconds(3), on: .politeness)
        figures.gauges.limits.waited(.seconds(1), on: .server)
        try await file.append(TimeSeriesRow(to: figures))
        #expect(
            scratch.text("timeseries.csv")
                == "time_s,pages,bytes,queue,in_flight,hosts,2xx,3xx,4xx,5xx,errors,retries,resident_bytes,"
                + "politeness,network,server,dns,parse,processor,disk,consumer,frontier-empty,budget,paused,limited_by\n"
                + "1.002,9,4096,55,8,3,7,0,0,0,2,1,1048576,0.750,0,0.250,0,0,0,0,0,0,0,0,politeness\n")
    }

    @Test func aStallIsALineOfAFileThatBeginsWithIt() async throws {
        let scratch = try Scratch()
        let file = try TimeSeriesFile(directory: try CrawlDirectory(preparing: scratch.path))
        #expect(scratch.names == ["timeseries.csv"])
        let stall = Stall(stage: .server, subject: "http://h/\"", since: .milliseconds(1_500), length: .seconds(30))
        for _ in 0..<2 { try await file.append(stall, noticed: 1_764_000_000_000_000) }
        let line =
            #"{"v":1,"noticed":"2025-11-24T16:00:00.000000Z","since_s":1.500,"length_s":30.000,"stage":"server","#
            + #""subject":"http://h/\""}"# + "\n"
        #expect(scratch.text("stalls.jsonl") == line + line)
    }

    @Test func aCrawlThatIsLookedThingsUpInIsNobodysToWrite() throws {
        let scratch = try Scratch()
        #expect { try CrawlDirectory(consulting: scratch.path("none")) } throws: {
            "\($0)".contains("holds no crawl (")
        }
        #expect { try CrawlDirectory(consulting: scratch.path) } throws: { "\($0)".hasSuffix(": holds no crawl") }
        do {
            let writing = try CrawlDirectory(preparing: scratch.path)
            try Self.manifest().write(to: writing)
            #expect { try CrawlDirectory(consulting: scratch.path) } throws: { ($0 as? ArchiveError)?.code == .locked }
        }
        let one = try CrawlDirectory(consulting: scratch.path)
        var isAlone = false
        try one.whileAlone { isAlone = true }
        #expect(isAlone)
        let two = try CrawlDirectory(consulting: scratch.path + "/.")
        #expect(two.isSame(as: scratch.path) && !two.isSame(as: "/") && !two.isSame(as: scratch.path("none")))
        #expect { try two.whileAlone { Issue.record("it is not alone") } } throws: {
            ($0 as? ArchiveError)?.code == .locked
        }
        #expect { try CrawlDirectory(resuming: scratch.path) } throws: { ($0 as? ArchiveError)?.code == .locked }
    }

    @Test func whatAKillLeftBeforeTheManifestHadItsNameIsInNobodysWay() throws {
        let scratch = try Scratch()
        scratch.put("{", as: ".manifest.json.tmp")
        _ = try CrawlDirectory(preparing: scratch.path)
        #expect(scratch.names.isEmpty)
        scratch.put("{", as: ".manifest.json.tmp")
        scratch.put("mine", as: "notes.txt")
        #expect { try CrawlDirectory(preparing: scratch.path) } throws: { ($0 as? ArchiveError)?.code == .notEmpty }
        #expect(scratch.names.count == 2)
    }
}
