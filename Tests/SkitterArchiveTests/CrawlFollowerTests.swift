import FoundationEssentials
import SkitterArchive
import SkitterCore
import Testing

struct CrawlFollowerTests {
    private static func line(_ number: Int, attempts: Int = 1) -> String {
        let digits = String(number, radix: 16)
        let id = String(repeating: "0", count: 16 - digits.count) + digits
        return #"{"v":1,"id":"\#(id)","url":"http://a/\#(number)","status":200,"outcome":"fetched","depth_at_fetch":2,"#
            + #""bytes":\#(number),"attempts":\#(attempts),"ms":1.000}"# + "\n"
    }

    @Test func whatWasReadIsNotReadAgain() throws {
        let scratch = try Scratch()
        var text = ""
        scratch.put(text, as: "pages.jsonl")
        var follower = CrawlFollower(try CrawlDirectoryReader(scratch.path))
        for number in 1...300 {
            text += Self.line(number, attempts: 2)
            // Some of it in the midst of a line, as a reader may find it.
            let end = number % 3 == 0 ? text.dropLast(7) : text[...]
            scratch.put(String(end), as: "pages.jsonl")
            try follower.advance()
            let replay = try follower.replay()
            #expect(replay.snapshot.totals.visits == (number % 3 == 0 ? number - 1 : number))
            #expect(replay.readings[0].endsAmidLine == (number % 3 == 0))
        }
        scratch.put(text, as: "pages.jsonl")
        try follower.advance()
        let followed = try follower.replay()
        let whole = try CrawlDirectoryReader(scratch.path).replay()
        #expect(followed.snapshot == whole.snapshot)
        #expect(followed.snapshot.totals.pageRequests == 600 && followed.snapshot.totals.retries == 300)
        #expect(followed.readings == whole.readings)
    }

    @Test func filesThatWereCutBackAreReadFromTheStart() throws {
        let scratch = try Scratch()
        scratch.put((1...10).map { Self.line($0) }.joined(), as: "pages.jsonl")
        var follower = CrawlFollower(try CrawlDirectoryReader(scratch.path))
        try follower.advance()
        scratch.put((1...4).map { Self.line($0) }.joined(), as: "pages.jsonl")
        try follower.advance()
        #expect(try follower.replay().snapshot.totals.visits == 4)
    }

    @Test func aDepthIsLoweredBeforeOrAfterItsVisitIsRead() throws {
        let scratch = try Scratch()
        scratch.put("", as: "pages.jsonl")
        scratch.put(#"{"id":"0000000000000001","from":2,"depth":1}"# + "\n", as: "depths.jsonl")
        var follower = CrawlFollower(try CrawlDirectoryReader(scratch.path))
        try follower.advance()
        scratch.put(Self.line(1) + Self.line(2), as: "pages.jsonl")
        try follower.advance()
        #expect(try follower.replay().snapshot.depths == [0, 1, 1])
        scratch.put(
            #"{"id":"0000000000000001","from":2,"depth":1}"# + "\n" + #"{"id":"0000000000000002","from":2,"depth":0}"#
                + "\n", as: "depths.jsonl")
        try follower.advance()
        #expect(try follower.replay().snapshot.depths == [1, 1, 0])
    }

    /// Many blocks, parsed on all cores: the order is that of the file, and each line is there once.
    @Test func aLargeFileIsReadInItsOrder() throws {
        let scratch = try Scratch()
        let count = 60_000
        scratch.put(
            (1...count).map { Self.line($0) + ($0 % 20_000 == 0 ? "broken\n" : "") }.joined(), as: "pages.jsonl")
        var numbers: [Int] = []
        let reading = try CrawlDirectoryReader(scratch.path).forEachVisit { numbers.append($0.bodyBytes) }
        #expect(numbers == Array(1...count))
        #expect(reading.records == count && reading.broken == 3)
        #expect(reading.examples.map(\.number) == [20_001, 40_002, 60_003])
    }

    @Test func detailsAreThoseOfTheLines() throws {
        let scratch = try Scratch()
        let broken =
            #"{"v":1,"id":"00000000000000ff","url":"http://a/x","status":404,"outcome":"failed","#
            + #""error":{"class":"http-4xx","message":null},"parent":"http://a/","ms":1}"# + "\n"
        let twin =
            #"{"id":"0000000000000f0f","url":"http://a/t","outcome":"fetched","digest":"00000000000000aa"}"# + "\n"
        scratch.put(Self.line(1) + twin + broken + Self.line(2) + twin, as: "pages.jsonl")
        scratch.put(
            "time_s,pages,server,limited_by\n1.000,3,,server\n2.500,3,0.25,politeness\nnonsense\n3.000,1,,\n",
            as: "timeseries.csv")
        var follower = CrawlFollower(try CrawlDirectoryReader(scratch.path), withDetails: true)
        try follower.advance()
        let details = try #require(try follower.details())
        #expect(details.brokenLinks.map(\.url) == ["http://a/x"])
        #expect(details.brokenLinks.first?.parent == "http://a/")
        #expect(details.duplicates.map(\.examples) == [["http://a/t", "http://a/t"]])
        #expect(details.limits.stretches.map(\.limiter) == [.server, nil])
        #expect(details.limits.length == .seconds(3))
        #expect(details.visitsRead == 5)
    }

    @Test func readingCanBeCutOff() throws {
        let scratch = try Scratch()
        scratch.put((1...10).map { Self.line($0) }.joined(), as: "pages.jsonl")
        var follower = CrawlFollower(try CrawlDirectoryReader(scratch.path), withDetails: true)
        try follower.advance { false }
        #expect(try follower.details()?.visitsRead == 0)
        try follower.advance()
        #expect(try follower.details()?.visitsRead == 10)
    }

    @Test func theSummaryOfAnEarlierRunIsNotThatOfOneThatGoesOn() throws {
        let scratch = try Scratch()
        let directory = try CrawlDirectory(preparing: scratch.path)
        var manifest = Manifest(
            programVersion: "0", startedMicroseconds: 0, transport: "curl", transportReason: "", seeds: [], options: [])
        scratch.put(Self.line(1) + Self.line(2), as: "pages.jsonl")
        var ledger = Ledger()
        (ledger.discovered, ledger.fetched) = (1, 1)
        let stats = CrawlStats().snapshot(ledger: ledger, at: .start)
        try Summary(ending: CrawlEnding(code: 11, cause: "stopped"), snapshot: stats).write(to: directory)
        try manifest.write(to: directory)
        let running = try CrawlDirectoryReader(scratch.path).replay()
        #expect(running.recordsMatchLedger == nil && running.ending == nil)
        manifest.ending = CrawlEnding(code: 0, cause: "finished")
        try manifest.write(to: directory)
        #expect(try CrawlDirectoryReader(scratch.path).replay().recordsMatchLedger == false)
    }
}
