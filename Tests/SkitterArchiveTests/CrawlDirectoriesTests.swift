import FoundationEssentials
import SkitterArchive
import SkitterCore
import Testing

/// Several directories as one crawl.
struct CrawlDirectoriesTests {
    private static let started: Int64 = 1_764_000_000_000_000

    private static func manifest(after microseconds: Int64 = 0, frontier: String? = "42") -> Manifest {
        var manifest = Manifest(
            programVersion: "1", startedMicroseconds: Self.started + microseconds, transport: "curl",
            transportReason: "auto",
            seeds: ["http://a/"], options: [])
        if let frontier { manifest.options = [Manifest.Option(name: "frontier-id", value: frontier)] }
        return manifest
    }

    /// A directory with these files in `scratch`; without a summary it has no end.
    private static func make(
        _ scratch: Scratch, _ name: String, _ manifest: Manifest, pages: String = "", depths: String = "",
        ending: (microseconds: Int64, ledger: Ledger, stats: CrawlStats)? = nil
    ) throws -> String {
        let path = scratch.path(name)
        let directory = try CrawlDirectory(preparing: path)
        var manifest = manifest
        if let ending {
            manifest.ending = CrawlEnding(code: 0, cause: "finished")
            manifest.finishedMicroseconds = Self.started + ending.microseconds
            let elapsed = Self.started + ending.microseconds - manifest.startedMicroseconds
            let snapshot = ending.stats.snapshot(
                ledger: ending.ledger, at: CrawlInstant(sinceStart: .microseconds(elapsed)))
            try Summary(ending: CrawlEnding(code: 0, cause: "finished"), snapshot: snapshot).write(to: directory)
        }
        try manifest.write(to: directory)
        scratch.put(pages, as: name + "/pages.jsonl")
        scratch.put(depths, as: name + "/depths.jsonl")
        return path
    }

    /// A page of host `host` that was asked for so many seconds after the first start.
    private static func page(_ id: Int, _ second: Int, depth: Int = 1, host: String = "a", ms: Int = 500) -> String {
        let at = UTCTime.text(Self.started + Int64(second) * 1_000_000)
        return "{\"id\":\"\(Self.id(id))\",\"url\":\"http://\(host)/\(id)\",\"status\":200,\"outcome\":\"fetched\","
            + "\"depth_at_fetch\":\(depth),\"started\":\"\(at)\",\"ms\":\(ms),\"bytes\":\(ms),\"attempts\":2}\n"
    }

    private static func change(_ id: Int, _ from: Int, _ depth: Int) -> String {
        "{\"id\":\"\(Self.id(id))\",\"from\":\(from),\"depth\":\(depth)}\n"
    }

    private static func id(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func ledger(fetched: Int, pending: Int = 0) -> Ledger {
        var ledger = Ledger()
        (ledger.discovered, ledger.fetched, ledger.pending) = (fetched + pending, fetched, pending)
        return ledger
    }

    private static func stats(pages: Int, robots: Int) -> CrawlStats {
        var stats = CrawlStats()
        stats.requestSent(.page, count: pages)
        stats.requestSent(.robots, count: robots)
        stats.retried(.server, count: 1)
        return stats
    }

    @Test func figuresAreOnOneClockAndLedgersAreNotSummedUp() throws {
        let scratch = try Scratch()
        // The later one is named first, and ended first: its ledger is of an earlier moment.
        let late = try Self.make(
            scratch, "late", Self.manifest(after: 4_000_000), pages: Self.page(2, 4, host: "b") + Self.page(3, 5),
            ending: (6_000_000, Self.ledger(fetched: 2, pending: 3), Self.stats(pages: 3, robots: 1)))
        let early = try Self.make(
            scratch, "early", Self.manifest(), pages: Self.page(1, 1) + Self.page(4, 9),
            ending: (10_000_000, Self.ledger(fetched: 4), Self.stats(pages: 5, robots: 2)))
        let replay = try CrawlDirectories([late, early]).replay()
        let snapshot = replay.snapshot
        #expect(snapshot.startedMicroseconds == Self.started)
        #expect(snapshot.elapsed == .seconds(10))
        #expect(snapshot.visitsPerSecond == 0.4)
        #expect(snapshot.throughput.buckets.map(\.visits) == [0, 1, 0, 0, 1, 1, 0, 0, 0, 1])
        #expect(replay.recorded == Self.ledger(fetched: 4) && snapshot.ledger.pending == 0)
        #expect(replay.recordsMatchLedger == true && replay.ending?.code == 0)
        #expect(snapshot.totals.pageRequests == 8 && snapshot.totals.robotsRequests == 3)
        #expect(snapshot.totals.retries == 2 && snapshot.retryCauses == [.server: 2])
        #expect(snapshot.hosts.map(\.host) == ["a", "b"] && snapshot.hosts.map(\.figures.visits) == [3, 1])
        #expect(snapshot.latency.count == 4 && snapshot.latency.percentile(50) == 500_000)
        #expect(replay.readings.map(\.records) == [2, 0, 0, 2, 0, 0])
        #expect(replay.readings[0].name == early + "/pages.jsonl")
    }

    @Test func ofACrawlerWithoutAnEndTheRecordsTellTheRequests() throws {
        let scratch = try Scratch()
        let killed = try Self.make(scratch, "killed", Self.manifest(), pages: Self.page(1, 1) + Self.page(2, 20))
        let ended = try Self.make(
            scratch, "ended", Self.manifest(), pages: Self.page(3, 3),
            ending: (10_000_000, Self.ledger(fetched: 3, pending: 1), Self.stats(pages: 5, robots: 2)))
        let open = try CrawlDirectories([killed, ended]).replay()
        // Somebody may still be at work on what was left.
        #expect(open.recorded == nil && open.ending == nil && open.recordsMatchLedger == nil)
        #expect(open.snapshot.ledger == Self.ledger(fetched: 3))
        #expect(open.snapshot.totals.pageRequests == 9)
        // The last answer came after the end of the other crawler.
        #expect(open.snapshot.elapsed == .milliseconds(20_500))
        let other = try Self.make(
            scratch, "other", Self.manifest(),
            ending: (30_000_000, Self.ledger(fetched: 3), Self.stats(pages: 0, robots: 0)))
        let over = try CrawlDirectories([killed, ended, other]).replay()
        #expect(over.recordsMatchLedger == true && over.ending?.isFinished == true)
        // It goes on, for somebody holds its directory.
        let lock = try CrawlDirectory(resuming: killed)
        #expect(try CrawlDirectories([killed, ended, other]).replay().ending == nil)
        withExtendedLifetime(lock) {}
    }

    @Test func whatHappenedBetweenTheRunsOfACrawlerIsTimeOfTheCrawl() throws {
        let scratch = try Scratch()
        var manifest = Self.manifest()
        // It ran for 5 s, rested until 100 s, and ran for 6 s.
        manifest.runs.append(
            Manifest.Run(startedMicroseconds: Self.started + 100_000_000, elapsedMicroseconds: 5_000_000))
        let resumed = try Self.make(
            scratch, "resumed", manifest, ending: (11_000_000, Self.ledger(fetched: 0), CrawlStats()))
        let other = try Self.make(
            scratch, "other", Self.manifest(), ending: (50_000_000, Self.ledger(fetched: 0), CrawlStats()))
        #expect(try CrawlDirectories([resumed, other]).replay().snapshot.elapsed == .seconds(106))
        #expect(try CrawlDirectories([resumed]).replay().snapshot.elapsed == .seconds(11))
    }

    @Test(arguments: [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]])
    func depthsAreFinalWhicheverDirectoryTellsThem(order: [String]) throws {
        let scratch = try Scratch()
        _ = try Self.make(
            scratch, "a", Self.manifest(), pages: Self.page(1, 1, depth: 5) + Self.page(2, 1, depth: 5),
            depths: Self.change(3, 4, 3) + Self.change(1, 4, 1))
        _ = try Self.make(
            scratch, "b", Self.manifest(), pages: Self.page(3, 1, depth: 4),
            depths: Self.change(1, 5, 4) + Self.change(1, 5, 4) + Self.change(1, 4, 1))
        // Of a page that has no record: its crawler was killed.
        _ = try Self.make(scratch, "c", Self.manifest(), depths: Self.change(9, 5, 4) + Self.change(1, 5, 1))
        let directories = try CrawlDirectories(order.map { scratch.path($0) })
        let snapshot = try directories.replay().snapshot
        #expect(snapshot.depths == [0, 1, 0, 1, 0, 1])
        // To 4 and to 1, to 3, and of the page without a record.
        #expect(snapshot.totals.depthsLowered == 4)
        var csv = ""
        let outcome = try PageExport(directories, as: .csv).run { csv += String(decoding: $0, as: UTF8.self) }
        #expect(outcome.pages == 3 && outcome.repeated == 0)
        for row in ["http://a/1,200,fetched,1,", "http://a/2,200,fetched,5,", "http://a/3,200,fetched,3,"] {
            #expect(csv.contains("\n" + row))
        }
        // One of them alone: what others tell of its pages is not known, and what it tells of theirs does not count.
        #expect(try CrawlDirectories([scratch.path("a")]).replay().snapshot.depths == [0, 1, 0, 0, 0, 1])
        #expect(try CrawlDirectories([scratch.path("c")]).replay().snapshot.depths.isEmpty)
    }

    @Test func aCrawlerThatGoesOnCountsDepthsOfItsOwnPagesAlone() throws {
        let scratch = try Scratch()
        let path = try Self.make(
            scratch, "a", Self.manifest(), pages: Self.page(1, 1, depth: 5) + Self.page(2, 1, depth: 5),
            depths: Self.change(3, 4, 3) + Self.change(1, 5, 2) + Self.change(1, 5, 2))
        let stats = try CrawlDirectoryReader(path).counted(upTo: .seconds(9)) { _ in }
        #expect(stats.snapshot(ledger: Ledger(), at: .start).depths == [0, 0, 1, 0, 0, 1])
    }

    @Test func whatGrowsInSeveralDirectoriesIsReadOnce() throws {
        let scratch = try Scratch()
        let paths = try ["a", "b"].map { try Self.make(scratch, $0, Self.manifest()) }
        var follower = CrawlFollower(try CrawlDirectories(paths), withDetails: true)
        var texts = ["a/pages.jsonl": "", "b/pages.jsonl": "", "a/depths.jsonl": "", "b/depths.jsonl": ""]
        for number in 1...30 {
            let name = number % 2 == 0 ? "a" : "b"
            texts["\(name)/pages.jsonl"]? += Self.page(number, number, depth: 3, ms: number)
            // Of a page of the other one: the last, or one that comes later.
            if number % 3 == 0 { texts["\(name)/depths.jsonl"]? += Self.change(number - 1, 3, 2) }
            if number % 5 == 0 { texts["\(name)/depths.jsonl"]? += Self.change(number + 1, 3, 1) }
            for (file, text) in texts { scratch.put(text, as: file) }
            if number % 4 == 0 { try follower.advance() }
        }
        try follower.advance()
        let whole = try CrawlDirectories(paths).replay()
        #expect(try follower.replay().snapshot == whole.snapshot)
        #expect(whole.snapshot.totals.visits == 30)
        #expect(whole.snapshot.depths.reduce(0, +) == 30)
        #expect(whole.snapshot.depths[1] == 5 && whole.snapshot.depths[2] == 8)
        // One of them was cut back: its crawler was killed and goes on.
        scratch.put(String((texts["b/pages.jsonl"] ?? "").prefix(200)), as: "b/pages.jsonl")
        try follower.advance()
        #expect(try follower.replay().snapshot == CrawlDirectories(paths).replay().snapshot)
    }

    @Test func aPageWithTwoRecordsIsTold() throws {
        let scratch = try Scratch()
        let one = try Self.make(scratch, "one", Self.manifest(), pages: Self.page(1, 1) + Self.page(2, 2))
        let two = try Self.make(scratch, "two", Self.manifest(after: 1), pages: Self.page(3, 1) + Self.page(2, 9))
        let directories = try CrawlDirectories([one, two])
        let repeated = try directories.replay().repeated
        #expect(repeated.count == 1)
        #expect(repeated.examples.map(\.url) == ["http://a/2"] && repeated.examples.map(\.message) == [two])
        var text = ""
        let outcome = try PageExport(directories, as: .dot).run { text += String(decoding: $0, as: UTF8.self) }
        #expect(outcome.pages == 3 && outcome.repeated == 1)
        #expect(text.split(separator: "\n").count { $0.contains("http://a/2") } == 1)
        #expect(try CrawlDirectories([one]).replay().repeated.count == 0)
    }

    @Test(arguments: [["a", "b"], ["b", "a"]])
    func whatOneCrawlerParksAnotherMayPutBack(order: [String]) throws {
        let scratch = try Scratch()
        func line(_ id: Int, _ reason: String, _ pattern: String) -> String {
            "{\"id\":\"\(Self.id(id))\",\"url\":\"http://a/\(id)\",\"reason\":\"\(reason)\",\"depth\":1,\"detail\":\"\(pattern)\"}\n"
        }
        // The directory that is read first tells what went back.
        _ = try Self.make(scratch, order[0], Self.manifest())
        _ = try Self.make(scratch, order[1], Self.manifest(after: 5))
        scratch.put(line(1, "unparked", "p") + line(4, "parked", "q"), as: order[0] + "/skipped.jsonl")
        scratch.put(line(1, "parked", "p") + line(2, "parked", "p"), as: order[1] + "/skipped.jsonl")
        let directories = try CrawlDirectories(["a", "b"].map { scratch.path($0) })
        let snapshot = try directories.replay().snapshot
        #expect(snapshot.parked.urls == 2 && snapshot.ledger.parked == 2)
        #expect(snapshot.parked.patterns.map(\.pattern) == ["p", "q"])
        func found(_ id: Int) throws -> Int? {
            try RecordSearch(directories, url: "http://a/\(id)", id: nil).depth
        }
        #expect(try found(1) == nil && found(2) == 1 && found(4) == 1)
    }

    @Test func detailsNameWhatLiesInSeveralFiles() throws {
        let scratch = try Scratch()
        func twin(_ id: Int) -> String {
            Self.page(id, id).replacing("\"attempts\"", with: "\"digest\":\"00000000000000aa\",\"attempts\"")
        }
        func broken(_ id: Int) -> String {
            Self.page(id, id).replacing(
                "\"fetched\"", with: "\"failed\",\"error\":{\"class\":\"http-4xx\",\"message\":null}")
        }
        let one = try Self.make(scratch, "one", Self.manifest(), pages: Self.page(1, 1) + broken(2) + twin(3))
        let two = try Self.make(scratch, "two", Self.manifest(after: 2_000_000), pages: twin(4) + broken(5) + twin(6))
        scratch.put("time_s,pages,server,limited_by\n3.000,3,1,server\n", as: "one/timeseries.csv")
        scratch.put("time_s,pages,disk,limited_by\n3.000,3,1,disk\n", as: "two/timeseries.csv")
        var follower = CrawlFollower(try CrawlDirectories([two, one]), withDetails: true)
        try follower.advance()
        let details = try #require(try follower.details())
        #expect(details.brokenLinks.map(\.url) == ["http://a/2", "http://a/5"])
        #expect(details.duplicates.map(\.examples) == [["http://a/3", "http://a/4", "http://a/6"]])
        #expect(details.limits.length == .seconds(5))
        #expect(details.limits.stretches.map(\.limiter) == [.server, .disk])
    }

    @Test func theManifestOfSeveralIsThatOfOneCrawl() throws {
        let scratch = try Scratch()
        var second = Self.manifest(after: -5)
        second.seeds = ["http://b/", "http://a/"]
        second.transport = "urlsession"
        let paths = [
            try Self.make(scratch, "a", Self.manifest(), ending: (9, Ledger(), CrawlStats())),
            try Self.make(scratch, "b", second, ending: (7, Ledger(), CrawlStats())),
        ]
        let manifest = try #require(try CrawlDirectories(paths).manifest)
        #expect(manifest.startedMicroseconds == Self.started - 5)
        #expect(manifest.finishedMicroseconds == Self.started + 9)
        #expect(manifest.seeds == ["http://b/", "http://a/"])
        #expect(manifest.transport == "urlsession, curl" && manifest.frontierID == "42")
        let open = try Self.make(scratch, "c", Self.manifest())
        #expect(try CrawlDirectories(paths + [open]).manifest?.finishedMicroseconds == nil)
    }

    @Test func crawlsThatShareNoFrontierAreNotTakenTogether() throws {
        let scratch = try Scratch()
        let shared = try Self.make(scratch, "shared", Self.manifest())
        let other = try Self.make(scratch, "other", Self.manifest(frontier: "43"))
        let alone = try Self.make(scratch, "alone", Self.manifest(frontier: nil))
        let empty = try Self.make(scratch, "empty", Self.manifest(frontier: ""))
        let same = try Self.make(scratch, "same", Self.manifest())
        try FileManager.default.createDirectory(atPath: scratch.path("bare"), withIntermediateDirectories: true)
        scratch.put(Self.page(1, 1), as: "bare/pages.jsonl")
        for paths in [
            [shared, other], [shared, alone], [alone, shared], [alone, empty], [empty, empty + "/."],
            [shared, shared + "/"],
            [shared, scratch.path("bare")], [scratch.path("bare"), alone],
        ] {
            let error = #expect(throws: ArchiveError.self) { try CrawlDirectories(paths) }
            #expect(error?.code == .unrelated && error?.code.isRefusal == true, "\(paths)")
        }
        #expect(try CrawlDirectories([shared, same]).parts.count == 2)
        #expect(try CrawlDirectories([alone]).frontierID == nil)
        #expect(throws: ArchiveError.self) { try CrawlDirectories([]) }
    }
}
