import SkitterCore
import SkitterEngine
import SkitterTesting
import Testing

/// Pages of an earlier crawl, by their URLs, each with its links; nil for links that cannot be told.
private struct KnownPages: EarlierPages {
    var pages: [String: (page: EarlierPage, links: [EarlierLink]?)] = [:]

    func page(at url: CrawlURL) -> EarlierPage? { self.pages[url.href]?.page }
    func links(of page: EarlierPage) -> [EarlierLink]? { self.pages[page.record.url]?.links }
}

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct RecrawlTests {
    private static let seed = "http://web.test/"

    private static func page(_ url: String = Self.seed, _ change: (inout EarlierPage) -> Void = { _ in }) -> EarlierPage
    {
        var record = VisitRecord(
            id: 7, url: url, depthAtFetch: 5, parent: "http://web.test/before", via: "area",
            startedMicroseconds: 1_000_000, outcome: .fetched)
        record.status = 200
        record.contentType = "text/html"
        record.bodyBytes = 100
        record.digest = 0xD1
        record.etag = "\"old\""
        record.lastModified = "Tue, 14 Nov 2023 22:13:20 GMT"
        record.title = "Title"
        record.canonical = "http://web.test/canonical"
        record.robots = ["noindex"]
        record.links.found = 9
        record.links.accepted = 2
        record.links.nofollow = 3
        var page = EarlierPage(record: record, step: 3)
        change(&page)
        return page
    }

    private static func fixture(
        _ page: EarlierPage, links: [String]? = ["http://web.test/a", "http://web.test/b"], scope: Scope? = nil
    ) throws -> EngineFixture {
        var fixture = EngineFixture()
        let links = try links?.map { EarlierLink(url: try CrawlURL($0), source: .frame) }
        fixture.earlier = EarlierVisits(KnownPages(pages: [Self.seed: (page, links)]), scope: scope)
        return fixture
    }

    private static func conditions(_ request: FetchRequest?) -> [String?] {
        [request?.fields["If-None-Match"], request?.fields["If-Modified-Since"]]
    }

    @Test func aPageThatHasNotChangedIsFollowedAndRecordedAsItWas() async throws {
        let fixture = try Self.fixture(Self.page())
        fixture.session.script(Self.seed, .status(304))
        fixture.page("/a")
        let result = try await fixture.run()
        #expect(result.counts.ledger.fetched == 2 && result.counts.ledger.failedCount == 1)
        #expect(result.stats.totals.unchanged == 1 && result.stats.totals.pageRequests == 3)
        let requests = fixture.session.requests
        #expect(
            Self.conditions(requests.first { $0.url.href == Self.seed })
                == ["\"old\"", "Tue, 14 Nov 2023 22:13:20 GMT"])
        #expect(requests.filter { $0.url.href != Self.seed }.allSatisfy { Self.conditions($0) == [nil, nil] })
        let record = try #require(fixture.sink.visits.first)
        #expect(record.status == 304 && record.outcome == .fetched && record.isUnchanged)
        #expect(record.unchangedSinceMicroseconds == 1_000_000)
        #expect(record.depthAtFetch == 0 && record.parent == nil && record.via == "seed" && record.id != 7)
        #expect(record.digest == 0xD1 && record.title == "Title" && record.contentType == "text/html")
        #expect(record.bodyBytes == 100 && record.canonical == "http://web.test/canonical")
        #expect(record.robots == ["noindex"] && record.etag == "\"old\"")
        #expect(record.links.found == 9 && record.links.accepted == 2 && record.links.new == 2)
        #expect(record.links.nofollow == 3 && record.links.outOfScope == 0)
        #expect(fixture.sink.visits.dropFirst().allSatisfy { $0.via == "frame" && $0.parent == Self.seed })
    }

    @Test func aPageThatChangedIsReadAsEver() async throws {
        let fixture = try Self.fixture(Self.page())
        fixture.page("/", "/new")
        fixture.page("/new")
        let result = try await fixture.run()
        #expect(Set(fixture.sink.visits.map(\.url)) == [Self.seed, "http://web.test/new"])
        #expect(result.stats.totals.unchanged == 0)
        #expect(fixture.sink.visits.allSatisfy { !$0.isUnchanged && $0.title == nil })
    }

    @Test func anUnchangedPageIsUnchangedSinceItsBodyCame() async throws {
        let fixture = try Self.fixture(Self.page { $0.record.unchangedSinceMicroseconds = 77 })
        let fields = HTTPFields([HTTPFields.Field(name: "ETag", value: "\"new\"")])
        fixture.session.script(Self.seed, .response(FetchResponse(status: 304, fields: fields)))
        _ = try await fixture.run()
        #expect(fixture.sink.visits.first?.unchangedSinceMicroseconds == 77)
        #expect(fixture.sink.visits.first?.etag == "\"new\"")
    }

    @Test func anUnchangedPageMayForbidToFollowNow() async throws {
        let fixture = try Self.fixture(Self.page())
        let fields = HTTPFields([HTTPFields.Field(name: "X-Robots-Tag", value: "nofollow")])
        fixture.session.script(Self.seed, .response(FetchResponse(status: 304, fields: fields)))
        _ = try await fixture.run()
        #expect(fixture.sink.visits.map(\.url) == [Self.seed])
        #expect(fixture.sink.visits.first?.robots == ["noindex", "nofollow"])
        #expect(fixture.sink.visits.first?.links.nofollow == 5)
    }

    @Test func withoutItsLinksAPageIsAskedForOnceMore() async throws {
        let fixture = try Self.fixture(Self.page(), links: nil)
        fixture.session.script(Self.seed, .status(304), .html("<a href=/a>x</a>"))
        _ = try await fixture.run()
        let requests = fixture.session.requests.filter { $0.url.href == Self.seed }
        #expect(requests.map { Self.conditions($0)[0] } == ["\"old\"", nil])
        #expect(Set(fixture.sink.visits.map(\.url)) == [Self.seed, "http://web.test/a"])
        #expect(fixture.sink.visits.first?.isUnchanged == false)
    }

    @Test(arguments: ["untold", "cut", "unwanted", "other-url", "xml", "hostile", "asked", "sitemap"])
    func whereNotEverythingIsKnownNothingIsAssumed(what: String) async throws {
        var fixture = try Self.fixture(
            Self.page { page in
                switch what {
                case "untold": (page.record.etag, page.record.lastModified) = (nil, nil)
                case "cut": page.record.truncated = .length
                case "unwanted": page.record.truncated = .unwanted
                case "other-url": page.record.url = "http://web.test/?"
                case "xml": page.record.contentType = "application/rss+xml"
                case "hostile":
                    (page.record.etag, page.record.lastModified) = ("\u{E9}", String(repeating: "x", count: 2000))
                default: break
                }
            })
        if what == "asked" {
            fixture.configuration.visit.fields = RequestFields(
                HTTPFields([.init(name: "if-none-match", value: "\"mine\"")]))
        }
        fixture.session.script(Self.seed, .status(304))
        let seeds = [try CrawlURL(Self.seed)]
        _ = try await fixture.engine(seeds: seeds).run(
            seeds: seeds.map { Seed(url: $0, source: what == "sitemap" ? .sitemapFile : .seed) },
            stops: AsyncStream { _ in }, observer: { _ in })
        let request = fixture.session.requests.last
        #expect(request?.fields["If-Modified-Since"] == nil)
        #expect(request?.fields["If-None-Match"] == (what == "asked" ? "\"mine\"" : nil))
        // A 304 that nobody asked for is no answer.
        #expect(fixture.sink.visits.map(\.outcome) == [.failed(.status, message: nil)])
    }

    @Test func aTypeThatIsStillUnwantedIsAskedForChangesOnly() async throws {
        let fixture = try Self.fixture(
            Self.page {
                $0.record.truncated = .unwanted
                $0.record.contentType = "image/png"
            }, links: [])
        fixture.session.script(Self.seed, .status(304))
        _ = try await fixture.run()
        #expect(fixture.sink.visits.map(\.truncated) == [.unwanted])
        #expect(fixture.sink.visits.map(\.isUnchanged) == [true])
    }

    /// A page with a link that scope refused then: known only where this crawl would refuse it too.
    @Test(arguments: [
        ("same", true), ("narrower", true), ("wider", false), ("other-rules", false),
    ]) func linksThatWereRefusedMustBeRefusedAgain(scope: String, isAsked: Bool) async throws {
        let seeds = try ["http://web.test/first", "http://other.test/"].map { try CrawlURL($0) }
        let earlier: Scope? =
            switch scope {
            case "same": Scope(seeds: [seeds[0]])
            case "narrower": Scope(seeds: seeds)
            case "wider": Scope(seeds: [seeds[1]])
            default: nil
            }
        let page = Self.page("http://web.test/first/page") { $0.record.links.outOfScope = 1 }
        var fixture = EngineFixture()
        fixture.earlier = EarlierVisits(KnownPages(pages: [page.record.url: (page, [])]), scope: earlier)
        fixture.page("/first", "/first/page")
        fixture.session.script(page.record.url, .status(304))
        _ = try await fixture.run("http://web.test/first")
        let request = fixture.session.requests.first { $0.url.href == page.record.url }
        #expect((request?.fields["If-None-Match"] != nil) == isAsked)
    }

    @Test func aLinkThatWaitedForItsHostIsJudgedAgain() async throws {
        // The seed itself is open while it is read: the link may come into scope.
        let fixture = try Self.fixture(
            Self.page {
                $0.record.links.outOfScope = 1
                $0.keptLinks = 1
            }, links: ["http://web.test/a", "http://other.test/"])
        fixture.session.script(Self.seed, .status(304))
        _ = try await fixture.run()
        let record = try #require(fixture.sink.visits.first)
        #expect(record.isUnchanged)
        #expect(record.links.accepted == 1 && record.links.outOfScope == 1)
        #expect(fixture.sink.all.compactMap(\.notes).flatMap(\.awaiting).isEmpty, "without a journal nothing is noted")
    }

    @Test func anArchiveIsToldSinceWhenThePageHasNotChanged() async throws {
        var fixture = try Self.fixture(Self.page(), links: [])
        fixture.configuration.visit.archives = true
        fixture.session.script(Self.seed, .status(304))
        _ = try await fixture.run()
        let fetched = fixture.sink.all.flatMap(\.fetched)
        #expect(fetched.first { $0.url.href == Self.seed }?.unchangedSinceMicroseconds == 1_000_000)
        #expect(fetched.filter { $0.url.href != Self.seed }.allSatisfy { $0.unchangedSinceMicroseconds == nil })
    }
}
