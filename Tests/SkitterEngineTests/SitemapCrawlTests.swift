import SkitterCore
import SkitterEngine
import SkitterHTML
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct SitemapCrawlTests {
    private let index = """
        <sitemapindex><sitemap><loc>http://web.test/one.xml</loc></sitemap>\
        <sitemap><loc>http://web.test/two.txt</loc></sitemap></sitemapindex>
        """

    /// A web whose robots.txt names an index of two sitemaps, of a page each; nothing links to the pages.
    private func fixture(depth: Int = 2) -> EngineFixture {
        var fixture = EngineFixture()
        fixture.configuration.visit.discoversSitemaps = true
        fixture.configuration.visit.wanted = .types(["text/html", "application/xml"])
        fixture.configuration.frontier.depthLimit = depth
        fixture.sitemaps = SitemapFileReader()
        fixture.document("/robots.txt", "text/plain", "Sitemap: /index.xml\n")
        fixture.document("/index.xml", "application/xml", self.index)
        fixture.document(
            "/one.xml", "application/xml",
            "<urlset><url><loc>http://web.test/hidden</loc></url><url><loc>http://else.test/</loc></url></urlset>")
        fixture.document("/two.txt", "text/plain", "http://web.test/listed\n")
        fixture.page("/")
        fixture.page("/hidden", "/deeper")
        fixture.page("/listed")
        fixture.page("/deeper")
        return fixture
    }

    private func visits(_ fixture: EngineFixture) -> [String: Int] {
        Dictionary(
            fixture.sink.visits.map { ($0.url.replacing("http://web.test", with: ""), $0.depthAtFetch) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func theSitemapsOfASeedsRobotsAreReadAndTheirPagesLieAtDepthOne() async throws {
        let fixture = self.fixture()
        let result = try await fixture.run()
        #expect(
            self.visits(fixture) == [
                "/": 0, "/index.xml": 0, "/one.xml": 0, "/two.txt": 0, "/hidden": 1, "/listed": 1, "/deeper": 2,
            ])
        #expect(result.counts.ledger.closes)
        let one = try #require(fixture.sink.visits.first { $0.url.hasSuffix("one.xml") })
        #expect(one.via == "sitemap-file")
        #expect(one.links.outOfScope == 1)
        #expect(one.links.accepted == 1)
    }

    @Test func atDepthNoneTheirPagesAreBeyondTheLimit() async throws {
        let fixture = self.fixture(depth: 0)
        let result = try await fixture.run()
        #expect(self.visits(fixture).keys.sorted() == ["/", "/index.xml", "/one.xml", "/two.txt"])
        #expect(result.counts.ledger.skipped[.depth] == 2)
    }

    @Test func withoutAWishForThemNoSitemapIsAsked() async throws {
        var fixture = self.fixture()
        fixture.configuration.visit.discoversSitemaps = false
        fixture.sitemaps = nil
        _ = try await fixture.run()
        #expect(self.visits(fixture).keys.sorted() == ["/"])
    }

    @Test func aSitemapThatTheUserNamesIsReadWhateverItsKind() async throws {
        let fixture = self.fixture()
        let url = try CrawlURL("http://web.test/two.txt")
        let result = try await fixture.engine(seeds: [url]).run(
            seeds: [Seed(url: url, source: .sitemapFile)], stops: AsyncStream { _ in }, observer: { _ in })
        #expect(self.visits(fixture)["/listed"] == 1)
        #expect(result.counts.ledger.closes)
    }

    /// The index is asked before anything links to its parts, or after a page has linked to one of them.
    @Test(arguments: [true, false]) func aPartThatAPageLinksToIsStillAPart(linkIsFirst: Bool) async throws {
        var fixture = self.fixture(depth: 1)
        fixture.configuration.frontier.concurrency = 2
        fixture.page("/", "/one.xml")
        let later = linkIsFirst ? "http://web.test/index.xml" : "http://web.test/"
        fixture.session.hold(later)
        let isolated = fixture
        async let running = isolated.run()
        await fixture.session.arrival(of: linkIsFirst ? "http://web.test/one.xml" : "http://web.test/two.txt")
        fixture.session.release(later)
        let result = try await running
        #expect(self.visits(fixture)["/hidden"] == 1)
        #expect(result.counts.fetchedByDepth == [0: 4, 1: 2])
        #expect(result.counts.ledger.closes)
    }

    @Test func theRobotsOfAHostThatNoSeedNamesBringsNoSitemaps() async throws {
        var fixture = self.fixture()
        fixture.scopeMode = .any
        fixture.resolver = FixedResolver(address: IPAddress(v4: 0x5DB8_D822))
        fixture.configuration.frontier.delay = .zero
        fixture.configuration.frontier.perAddressDelay = .zero
        fixture.page("/", "http://else.test/")
        fixture.session.script(
            "http://else.test/robots.txt", .html("Sitemap: http://else.test/sitemap.xml\n"))
        fixture.session.script("http://else.test/", .html(""))
        _ = try await fixture.run()
        #expect(fixture.session.requestedHrefs.contains("http://else.test/"))
        #expect(!fixture.session.requestedHrefs.contains("http://else.test/sitemap.xml"))
    }
}
