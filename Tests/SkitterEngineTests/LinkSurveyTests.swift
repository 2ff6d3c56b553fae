import SkitterCore
import SkitterEngine
import SkitterHTML
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct LinkSurveyTests {
    private func fixture() -> EngineFixture {
        var fixture = EngineFixture()
        fixture.asksBeyond = true
        fixture.configuration.frontier.depthLimit = nil
        fixture.configuration.frontier.perAddressDelay = .zero
        fixture.configuration.frontier.delay = .zero
        fixture.configuration.visit.survey = LinkSurvey(anchors: HTMLAnchorReader())
        fixture.session.script("http://other.test/robots.txt", .status(404))
        return fixture
    }

    private func links(_ fixture: EngineFixture, of url: String) -> PageLinks? {
        fixture.sink.all.first { $0.visit?.url == url }?.links
    }

    @Test func aPageTellsWhereItLeadsAndWhatPlacesItHas() async throws {
        let fixture = self.fixture()
        fixture.page(
            "/", "a#x", "a#y", "a#x", "a", "#here", "mailto:a@b", "http://[", "http://u:p@other.test/",
            head: "<p id=here>")
        fixture.page("/a")
        fixture.session.script("http://other.test/", .html("<i id=far></i><a href=no>n</a>"))
        _ = try await fixture.run()
        let page = try #require(self.links(fixture, of: "http://web.test/"))
        #expect(
            page.links.map(\.place) == [
                "http://web.test/a#x", "http://web.test/a#y", nil, "http://web.test/#here", nil,
            ])
        #expect(Set(page.links.map(\.id)).count == 3 && !page.isBeyond)
        #expect(page.invalid == ["http://["])
        #expect(page.anchors == [FragmentName.hash("here".utf8.span)])
        let other = try #require(self.links(fixture, of: "http://other.test/"))
        #expect(other.isBeyond && other.links.isEmpty && other.anchors == [FragmentName.hash("far".utf8.span)])
        #expect(fixture.sink.visits.count == 3)
    }

    @Test func whatAPageNeedsAndWhatSaysNofollowIsAskedForToo() async throws {
        let fixture = self.fixture()
        fixture.session.script(
            "http://web.test/",
            .html(
                "<meta name=robots content=nofollow><link rel=stylesheet href=s.css><link rel=preconnect href=/no>"
                    + "<img src=1.png srcset='2.png 2x'><script src=x.js></script><a rel=nofollow href=n>n</a>"))
        for path in ["/s.css", "/1.png", "/2.png", "/x.js"] { fixture.document(path, "image/png", "") }
        fixture.page("/n")
        _ = try await fixture.run()
        #expect(
            fixture.sink.visits.map { "\($0.via) \($0.url.dropFirst(15))" }.sorted() == [
                "a /n", "img /1.png", "img /2.png", "link /s.css", "script /x.js", "seed /",
            ])
    }

    @Test func whatIsSettledIsNotAskedForUnlessALinkNeedsMore() async throws {
        for place in ["http://other.test/", "http://other.test/#new"] {
            var fixture = self.fixture()
            fixture.configuration.visit.survey?.isSettled = { _, place in place == nil }
            fixture.page("/", "http://other.test/", "a")
            fixture.page("/a", place)
            fixture.session.script("http://other.test/", .html(""))
            _ = try await fixture.run()
            #expect(fixture.sink.visits.contains { $0.url == "http://other.test/" } == place.contains("#"))
            #expect(self.links(fixture, of: "http://web.test/")?.links.count == 2)
        }
    }

    @Test func ofAPageThatNeedsScriptsThePlacesAreNotKnown() async throws {
        let fixture = self.fixture()
        fixture.session.script("http://web.test/", .html("<div id=root></div><script src=/x.js></script>"))
        fixture.document("/x.js", "text/javascript", "")
        _ = try await fixture.run()
        #expect(try #require(self.links(fixture, of: "http://web.test/")).anchors == nil)
    }

    @Test func otherCrawlsKeepNothing() async throws {
        var fixture = self.fixture()
        fixture.configuration.visit.survey = nil
        fixture.page("/", "a")
        fixture.page("/a")
        _ = try await fixture.run()
        #expect(fixture.sink.visits.count == 2 && fixture.sink.all.allSatisfy { $0.links == nil })
    }
}
