import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

struct WaitingLinkTests {
    private static func discovery(_ text: String) throws -> JournalNotes.Discovery {
        let url = try CrawlURL(text)
        return JournalNotes.Discovery(id: StepDice.id(url), url: url, depth: 1, hops: 0, via: .a)
    }

    private static func page(_ step: UInt64, _ text: String, _ notes: JournalNotes) throws -> StepEntry {
        let url = try CrawlURL(text)
        let visit = VisitRecord(
            id: StepDice.id(url), url: url.href, depthAtFetch: 0, parent: nil, via: "seed",
            startedMicroseconds: StepDice.runStarted, outcome: .fetched)
        return StepEntry(step: step, visit: visit, notes: notes)
    }

    /// `/first` names two URLs of a host that is not in scope yet; when it is, `/home` names one of them itself.
    @Test func whatWaitedComesBackWithThePageThatNamedItUnlessThatOfTheStepDoes() async throws {
        let scratch = try Scratch()
        let links = try ["http://b.example/late", "http://b.example/both", "http://b.example/never"].map { text in
            let url = try CrawlURL(text)
            return Outlink(url: url, fingerprint: StepDice.id(url), source: .a, isInScope: false)
        }
        var first = JournalNotes()
        first.awaiting = links
        var second = JournalNotes()
        second.awaiting = links
        var home = JournalNotes()
        home.discovered = try ["http://b.example/both", "http://b.example/other", "http://b.example/late"].map(
            Self.discovery)
        home.accepted = home.discovered.prefix(2).map(\.id)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append([
            try Self.page(1, "http://a.example/first", first), try Self.page(2, "http://a.example/second", second),
            try Self.page(3, "http://b.example/home", home),
        ])
        try await sink.close()
        let reader = try JournalReader(directory: scratch.path)
        var told: [String: String?] = [:]
        try reader.forEachStep(runStartedMicroseconds: 0) { step in
            for found in step.notes?.discovered ?? [] { told[found.url.pathname] = .some(found.parent) }
        }
        #expect(told == ["/both": nil, "/other": nil, "/late": "http://a.example/first"])
        var parents: [String: String?] = [:]
        try reader.forEachDiscovery { found, parent, _ in parents[found.url.pathname] = parent }
        let page = "http://b.example/home"
        #expect(parents == ["/both": page, "/other": page, "/late": "http://a.example/first"])
    }
}
