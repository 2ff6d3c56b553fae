import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// A crawl that is recorded, and replayed once its server is gone.
@Suite(.twoAtATime, .patience) struct RecordingEndToEndTests {
    /// Everything of a record that does not depend on when it was made, nor on the order of pages.
    private struct Essence: Hashable {
        let id: UInt64
        let url: String
        let status: Int?
        let outcome: VisitRecord.Outcome
        let contentType: String?
        let bodyBytes: Int
        let wireBytes: Int?
        let digest: UInt64?
        let truncated: Truncation?
        let attempts: Int
        let title: String?
        let found: Int
        let accepted: Int
        let address: String?
        let firstByteMicroseconds: Int64?

        init(_ visit: VisitRecord) {
            self.id = visit.id
            self.url = visit.url
            self.status = visit.status
            self.outcome = visit.outcome
            self.contentType = visit.contentType
            self.bodyBytes = visit.bodyBytes
            self.wireBytes = visit.wireBytes
            self.digest = visit.digest
            self.truncated = visit.truncated
            self.attempts = visit.attempts
            self.title = visit.title
            self.found = visit.links.found
            self.accepted = visit.links.accepted
            self.address = visit.address
            self.firstByteMicroseconds = visit.firstByteMicroseconds
        }
    }

    private static let faults = [
        "/fault/500", "/fault/429?times=1", "/fault/redirect-chain/3", "/fault/redirect-loop", "/fault/truncated",
        "/fault/never", "/fault/half", "/fault/close", "/fault/reset", "/fault/not-http", "/fault/gzip",
        "/fault/bomb?bytes=100000000", "/fault/header-flood", "/fault/binary-as-html",
    ]

    @Test func aReplayWithoutItsServerGivesTheSameRecord() async throws {
        let web = FixtureWeb(seed: 3, pageCount: 200)
        let skitter = try SkitterProcess()
        var words: [String] = []
        try await FixtureServer.serving(.web(web)) { server in
            let targets = ["/"] + Self.faults
            let seeds = targets.map { server.origin + $0 } + ["http://127.0.0.1:1/", "http://no-such.invalid/"]
            words = seeds + ["-d", "2", "-m", "2s", "--retries", "1"]
            let outcome = try await skitter.run(["crawl"] + words + ["-o", "first", "--record", "recording"])
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        let again = try await skitter.run(["crawl"] + words + ["-o", "again", "--replay", "recording", "-v"])
        #expect(again.code == 0, "\(again.errors)")
        #expect(again.errors.contains("transport replay"))
        let (one, other) = (try CrawlRecord(skitter.path("first")), try CrawlRecord(skitter.path("again")))
        #expect(one.visits.count > 100)
        #expect(Set(one.visits.map(Essence.init)) == Set(other.visits.map(Essence.init)))
        #expect(one.ledger == other.ledger)
        #expect(
            Set(one.skips.map { [$0.url, $0.reason.rawValue, $0.detail] })
                == Set(other.skips.map { [$0.url, $0.reason.rawValue, $0.detail] }))
        #expect(one.skips.contains { $0.reason == .robotsUnreachable })
        let classes = Set(one.visits.map(\.outcomeWord))
        #expect(classes.isSuperset(of: ["resolve", "timeout", "incomplete", "disconnected", "bad-response"]))

        // It sent nothing with which it could have broken a promise.
        let audit = try await skitter.run(["audit", "again"])
        #expect(audit.code == 0 && audit.output.contains("not judged: a recording answered"), "\(audit.output)")
        try await self.expectWhatIf(words, of: one, skitter)
    }

    /// Another depth of the same recording: less is less, and of what was never asked each URL says so.
    private func expectWhatIf(_ words: [String], of first: CrawlRecord, _ skitter: SkitterProcess) async throws {
        let flat = try await skitter.run(["crawl"] + words + ["-d", "0", "-o", "flat", "--replay", "recording"])
        #expect(flat.code == 0, "\(flat.errors)")
        let flatRecord = try CrawlRecord(skitter.path("flat"))
        #expect(Set(flatRecord.visits.map(\.url)).isStrictSubset(of: Set(first.visits.map(\.url))))
        #expect(!flatRecord.visits.contains { $0.outcomeWord == "not-recorded" })

        let deep = try await skitter.run(["crawl"] + words + ["-d", "3", "-o", "deep", "--replay", "recording"])
        #expect(deep.code == 0, "\(deep.errors)")
        let deepRecord = try CrawlRecord(skitter.path("deep"))
        let missing = deepRecord.visits.filter { $0.outcomeWord == "not-recorded" }
        #expect(Set(missing.map(\.url)) == Set(first.skips.filter { $0.reason == .depth }.map(\.url)))
        #expect(!missing.isEmpty)
        #expect(deep.errors.contains("\(missing.count) URLs are not in the recording"))
    }

    @Test func aCrawlThatIsResumedGoesOnWithItsRecording() async throws {
        let skitter = try SkitterProcess()
        var origin = ""
        try await FixtureServer.serving(.web(FixtureWeb(seed: 3, pageCount: 100))) { server in
            origin = server.origin
            let begun = try await skitter.run([
                "crawl", origin + "/", "-d", "inf", "--max-pages", "20", "-o", "out", "--record", "recording",
            ])
            #expect(begun.code == 12, "\(begun.errors)")
            let resumed = try await skitter.run(["crawl", "--resume", "-o", "out", "--max-pages", "1000"])
            #expect(resumed.code == 0, "\(resumed.errors)")
        }
        let replay = try await skitter.run(["crawl", origin + "/", "-d", "inf", "-o", "again", "--replay", "recording"])
        #expect(replay.code == 0, "\(replay.errors)")
        let (one, other) = (try CrawlRecord(skitter.path("out")), try CrawlRecord(skitter.path("again")))
        #expect(Set(one.visits.map(Essence.init)) == Set(other.visits.map(Essence.init)))
    }

    @Test func whatIsNoRecordingIsLeftAlone() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file("mine/notes.txt", "mine")
        for words in [["--record", "mine"], ["--replay", "mine"], ["--replay", "nowhere"]] {
            let outcome = try await skitter.run(["crawl", "http://127.0.0.1:1/", "-o", "out"] + words)
            #expect(outcome.code == 7, "\(words): \(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: skitter.path("out")))
        }
        for words in [["--record", "a", "--replay", "b"], ["--replay", "b", "--warc"], ["--replay-pace", "fast"]] {
            let outcome = try await skitter.run(["crawl", "http://127.0.0.1:1/", "-o", "out"] + words)
            #expect(outcome.code == 2, "\(words): \(outcome.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: skitter.path("mine")) == ["notes.txt"])
    }
}
