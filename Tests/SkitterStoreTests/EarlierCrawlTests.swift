import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

struct EarlierCrawlTests {
    private static func discovery(_ text: String, via: LinkSource = .a) throws -> JournalNotes.Discovery {
        let url = try CrawlURL(text)
        return JournalNotes.Discovery(id: StepDice.id(url), url: url, depth: 1, hops: 0, via: via)
    }

    private static func visit(
        _ text: String, _ outcome: VisitRecord.Outcome = .fetched, accepted: Int = 0, outOfScope: Int = 0
    ) throws -> VisitRecord {
        let url = try CrawlURL(text)
        var visit = VisitRecord(
            id: StepDice.id(url), url: url.href, depthAtFetch: 0, parent: nil, via: "a",
            startedMicroseconds: StepDice.runStarted, outcome: outcome)
        visit.status = 200
        visit.etag = "\"1\""
        visit.links.accepted = accepted
        visit.links.outOfScope = outOfScope
        return visit
    }

    /// A seed that names three pages and a host that waits; the seed was skipped for its depth once.
    private static func entries() throws -> [StepEntry] {
        var seeds = JournalNotes()
        seeds.seeds = [Seed(url: try CrawlURL("http://a.example/"))]
        var first = JournalNotes()
        first.discovered = [
            try Self.discovery("http://a.example/b", via: .frame),
            try Self.discovery("http://a.example/c", via: .redirect),
        ]
        first.accepted = first.discovered.map(\.id) + [StepDice.id(try CrawlURL("http://a.example/"))]
        let late = try CrawlURL("http://late.example/")
        first.awaiting = [Outlink(url: late, fingerprint: StepDice.id(late), source: .area, isInScope: false)]
        first.scopeExtension = try CrawlURL("http://www.a.example/")
        let seed = StepDice.id(try CrawlURL("http://a.example/"))
        return [
            StepEntry(step: 1, notes: seeds),
            StepEntry(
                step: 2,
                skipped: [
                    SkippedRecord(id: seed, url: "http://a.example/", depth: 9, parent: nil, reason: .depth)
                ]),
            // The page of a step is not that of a URL which was parked in it.
            StepEntry(
                step: 3, visit: try Self.visit("http://a.example/", accepted: 3, outOfScope: 2),
                skipped: [
                    SkippedRecord(
                        id: StepDice.id(try CrawlURL("http://a.example/p/1")), url: "http://a.example/p/1", depth: 1,
                        parent: nil, reason: .parked)
                ], notes: first),
            StepEntry(step: 4, visit: try Self.visit("http://a.example/b", .failed(.client, message: nil))),
            // As of a journal that kept no links without a depth limit.
            StepEntry(step: 5, visit: try Self.visit("http://a.example/c", accepted: 1)),
        ]
    }

    private static func prepare(_ scratch: Scratch) throws {
        try Manifest(
            programVersion: "1", startedMicroseconds: 0, transport: "curl", transportReason: "", seeds: [], options: []
        ).write(to: try CrawlDirectory(preparing: scratch.path))
    }

    /// The crawl, after `damage` was done to its journal.
    private static func crawl(_ scratch: Scratch, damage: String? = nil) async throws -> EarlierCrawl {
        try Self.prepare(scratch)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(try Self.entries())
        try await sink.close()
        if let damage { try SQLiteConnection(scratch.path("crawl.sqlite"), .readWrite).execute(script: damage) }
        return try EarlierCrawl(try CrawlDirectory(consulting: scratch.path))
    }

    @Test func aPageIsFoundByItsKeyWithItsLinksAndThoseThatWaited() async throws {
        let scratch = try Scratch()
        let crawl = try await Self.crawl(scratch)
        #expect(scratch.names.contains("crawl.index.sqlite"))
        #expect(crawl.scopeExtensions.map(\.href) == ["http://www.a.example/"])
        let page = try #require(await crawl.page(at: CrawlURL("http://A.example:80/")))
        #expect(page.step == 3 && page.keptLinks == 1)
        #expect(try page.record == Self.entries()[2].visit)
        let links = try #require(await crawl.links(of: page))
        // Who named a URL first may have been no page.
        #expect(
            try links == [
                EarlierLink(url: CrawlURL("http://a.example/b"), source: .frame),
                EarlierLink(url: CrawlURL("http://a.example/c"), source: .a),
                EarlierLink(url: CrawlURL("http://a.example/"), source: .a),
                EarlierLink(url: CrawlURL("http://late.example/"), source: .area),
            ])
        #expect(await crawl.failure == nil)
    }

    @Test func whatWasNotFetchedAndWhatHasNoListOfLinksIsNoPage() async throws {
        let scratch = try Scratch()
        let crawl = try await Self.crawl(scratch)
        for text in ["http://a.example/b", "http://a.example/c", "http://nowhere.example/", "http://a.example/p/1"] {
            #expect(try await crawl.page(at: CrawlURL(text)) == nil, "\(text)")
        }
        #expect(await crawl.failure == nil)
    }

    @Test(arguments: [
        ("DELETE FROM urls WHERE url = 'http://a.example/c'", true),
        ("UPDATE urls SET url = 'no url' WHERE url = 'http://a.example/c'", true),
        ("UPDATE urls SET via = 'whim' WHERE url = 'http://a.example/c'", true),
        ("UPDATE awaiting SET url = x'FF'", true), ("UPDATE pages SET links = zeroblob(24) WHERE step = 3", true),
        ("UPDATE pages SET record = '{}' WHERE step = 3", false),
    ])
    func whatADamagedJournalCannotTellIsNotTold(damage: String, hasPage: Bool) async throws {
        let scratch = try Scratch()
        let crawl = try await Self.crawl(scratch, damage: damage)
        let page = try await crawl.page(at: CrawlURL("http://a.example/"))
        #expect((page != nil) == hasPage)
        if let page { #expect(await crawl.links(of: page) == nil) }
        #expect(await crawl.failure?.code == .corrupt)
        #expect(try await crawl.page(at: CrawlURL("http://nowhere.example/")) == nil)
    }

    @Test func aDirectoryWithoutAJournalIsRefused() throws {
        let scratch = try Scratch()
        try Self.prepare(scratch)
        let directory = try CrawlDirectory(consulting: scratch.path)
        #expect { try EarlierCrawl(directory) } throws: { error in
            let error = error as? ArchiveError
            return error?.code == .foreign && error?.message.contains("--journal off") == true
        }
    }
}
