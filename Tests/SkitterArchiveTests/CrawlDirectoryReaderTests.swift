import FoundationEssentials
import SkitterArchive
import SkitterCore
import Testing

struct CrawlDirectoryReaderTests {
    private static let started: Int64 = 1_764_000_000_000_000

    /// A crawl of `count` steps, counted live and written; the directory's value keeps its lock.
    private static func crawl(_ scratch: Scratch, count: UInt64, seed: UInt64, isFinished: Bool) async throws
        -> StatsSnapshot
    {
        let directory = try CrawlDirectory(preparing: scratch.path)
        var manifest = Manifest(
            programVersion: "0", startedMicroseconds: Self.started, transport: "urlsession",
            transportReason: "asked for", seeds: [], options: [])
        try manifest.write(to: directory)
        let sink = try JSONLRecordSink(directory: directory)
        var dice = RecordDice(seed: seed)
        var stats = CrawlStats(startedMicroseconds: Self.started)
        var last = CrawlInstant.start
        var visited: [VisitRecord] = []
        for step in 1...count {
            var entry = dice.entry(step)
            if let visit = entry.visit {
                for _ in 0..<visit.attempts { stats.requestSent(.page) }
                for _ in 1..<max(2, visit.attempts) where visit.attempts > 1 {
                    stats.retried(isFinished ? .server : nil)
                }
                let now = CrawlInstant(
                    sinceStart: .microseconds(visit.startedMicroseconds - Self.started + visit.totalMicroseconds))
                last = max(last, now)
                stats.visited(visit, at: now)
                visited.append(visit)
            }
            for record in entry.skipped { stats.skipped(record) }
            if dice.chance(10), let page = visited.filter({ $0.depthAtFetch > 0 }).last {
                entry.depthChanges = [DepthChange(id: page.id, from: page.depthAtFetch, depth: page.depthAtFetch - 1)]
                stats.depthChanged(id: page.id, from: page.depthAtFetch, to: page.depthAtFetch - 1)
                visited.removeAll { $0.id == page.id }
            }
            try await sink.append([entry])
        }
        guard isFinished else { return stats.snapshot(ledger: stats.settledLedger, at: last) }
        stats.requestSent(.robots, count: 5)
        stats.linksDropped(17)
        var ledger = stats.settledLedger
        ledger.pending = 3
        ledger.discovered += 3
        let snapshot = stats.snapshot(ledger: ledger, at: CrawlInstant(sinceStart: .milliseconds(99_123)))
        manifest.ending = CrawlEnding(code: 12, cause: "budget")
        manifest.finishedMicroseconds = Self.started + 99_123_000
        try Summary(ending: CrawlEnding(code: 12, cause: "budget"), snapshot: snapshot).write(to: directory)
        try manifest.write(to: directory)
        try await sink.close()
        return snapshot
    }

    @Test(arguments: [true, false], [UInt64(1), 2, 3])
    func theReplayEqualsTheLiveFigures(isFinished: Bool, seed: UInt64) async throws {
        let scratch = try Scratch()
        let live = try await Self.crawl(scratch, count: 500, seed: seed, isFinished: isFinished)
        let replay = try CrawlDirectoryReader(scratch.path).replay()
        #expect(replay.snapshot == live)
        #expect(replay.recordsMatchLedger == (isFinished ? true : nil))
        #expect(replay.ending?.code == (isFinished ? 12 : nil))
        #expect(replay.readings.allSatisfy { $0.broken == 0 && !$0.endsAmidLine })
        #expect(replay.readings.map(\.name) == ["pages.jsonl", "skipped.jsonl", "depths.jsonl"])
    }

    @Test func aLineThatIsStillBeingWrittenIsPassedOver() async throws {
        let scratch = try Scratch()
        let live = try await Self.crawl(scratch, count: 50, seed: 4, isFinished: false)
        let text = try #require(scratch.text("pages.jsonl"))
        scratch.put(text + text.prefix(100), as: "pages.jsonl")
        let replay = try CrawlDirectoryReader(scratch.path).replay()
        #expect(replay.snapshot == live)
        #expect(replay.readings[0].endsAmidLine)
        #expect(replay.readings[0].broken == 0)
    }

    @Test func brokenLinesAreCountedAndNamed() async throws {
        let scratch = try Scratch()
        _ = try await Self.crawl(scratch, count: 50, seed: 5, isFinished: true)
        var lines = try #require(scratch.text("pages.jsonl")).split(separator: "\n").map(String.init)
        let records = lines.count
        lines.insert("{\"v\":1", at: 1)
        lines.insert("", at: 3)
        lines.insert("{} x", at: 5)
        lines.append("nonsense")
        scratch.put(lines.joined(separator: "\n") + "\n", as: "pages.jsonl")
        let replay = try CrawlDirectoryReader(scratch.path).replay()
        #expect(replay.readings[0].records == records)
        #expect(replay.readings[0].broken == 4)
        #expect(replay.readings[0].examples.map(\.number) == [2, 4, 6])
        #expect(replay.recordsMatchLedger == true)
    }

    @Test func aMissingVisitShowsAgainstTheLedger() async throws {
        let scratch = try Scratch()
        _ = try await Self.crawl(scratch, count: 50, seed: 6, isFinished: true)
        let lines = try #require(scratch.text("pages.jsonl")).split(separator: "\n")
        scratch.put(lines.dropFirst().joined(separator: "\n") + "\n", as: "pages.jsonl")
        #expect(try CrawlDirectoryReader(scratch.path).replay().recordsMatchLedger == false)
    }

    @Test func aLineBeyondEveryRecordIsPassedOverWithoutHoldingIt() throws {
        let scratch = try Scratch()
        let good = #"{"id":"00000000000000ff","url":"http://a/","outcome":"fetched"}"# + "\n"
        let long = String(repeating: "x", count: 40 << 20) + "\n"
        scratch.put(good + long + good + good.dropLast(), as: "pages.jsonl")
        var urls: [String] = []
        let reading = try CrawlDirectoryReader(scratch.path).forEachVisit { urls.append($0.url) }
        #expect(urls == ["http://a/", "http://a/"])
        #expect(reading.broken == 1)
        #expect(reading.examples.first?.reason == "the line is too long")
        #expect(reading.endsAmidLine)
    }

    @Test func aDirectoryWithPagesAloneIsRead() throws {
        let scratch = try Scratch()
        scratch.put(
            #"{"id":"00000000000000ff","url":"http://a/","outcome":"fetched","ms":1500}"# + "\n", as: "pages.jsonl")
        let replay = try CrawlDirectoryReader(scratch.path).replay()
        #expect(replay.snapshot.totals.visits == 1)
        #expect(replay.snapshot.elapsed == .milliseconds(1_500))
    }

    @Test func aPlaceWithoutACrawlIsNamed() throws {
        let scratch = try Scratch()
        let error = #expect(throws: ArchiveError.self) { try CrawlDirectoryReader(scratch.path) }
        #expect(error?.code == .missing)
        #expect(error?.description.hasSuffix("pages.jsonl: is not there; is this the directory of a crawl?") == true)
        scratch.put("{", as: "manifest.json")
        let other = #expect(throws: ArchiveError.self) { try CrawlDirectoryReader(scratch.path) }
        #expect(other?.code == .corrupt)
    }
}
