import SkitterCore
import SkitterEngine
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct CookieCrawlTests {
    private func answer(_ status: Int, _ fields: [(String, String)], body: String = "") -> InMemoryHTTPSession.Answer {
        var all = HTTPFields()
        for (name, value) in fields { all.append(name: name, value: value) }
        return .response(FetchResponse(status: status, fields: all, body: Array(body.utf8)))
    }

    private func cookies(_ fixture: EngineFixture) -> [String: [String?]] {
        Dictionary(grouping: fixture.session.requests, by: \.url.pathname).mapValues { $0.map { $0.fields["Cookie"] } }
    }

    private func web(keepsCookies: Bool) -> EngineFixture {
        var fixture = EngineFixture()
        fixture.configuration.frontier.concurrency = 1
        if keepsCookies { fixture.cookies = CookieJar() }
        fixture.session.script(
            "http://web.test/",
            self.answer(
                200, [("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2; Path=/in")],
                body: "<a href=/in/x>x</a><a href=/out>x</a>"))
        fixture.page("/in/x")
        fixture.page("/out")
        return fixture
    }

    @Test func cookiesAreSentToWhereTheyBelong() async throws {
        let fixture = self.web(keepsCookies: true)
        _ = try await fixture.run()
        let sent = self.cookies(fixture)
        #expect(sent["/"] == [nil])
        #expect(sent["/in/x"] == ["b=2; a=1"])
        #expect(sent["/out"] == ["a=1"])
    }

    @Test func noneAreKeptUnlessAskedFor() async throws {
        let fixture = self.web(keepsCookies: false)
        _ = try await fixture.run()
        #expect(self.cookies(fixture).values.allSatisfy { $0.allSatisfy { $0 == nil } })
    }

    @Test func aPageThatSendsItsReaderToItselfWithACookieIsAskedAgain() async throws {
        var fixture = EngineFixture()
        fixture.configuration.frontier.retries = 2
        fixture.configuration.frontier.delay = .zero
        fixture.cookies = CookieJar()
        fixture.session.script(
            "http://web.test/", self.answer(302, [("Location", "/"), ("Set-Cookie", "seen=yes")]), .html("hello"))
        let result = try await fixture.run()
        #expect(result.counts.ledger.fetched == 1)
        #expect(result.counts.ledger.redirected == 0)
        #expect(self.cookies(fixture)["/"] == [nil, "seen=yes"])
    }

    @Test func aPageThatOnlySendsItsReaderToItselfIsNot() async throws {
        var fixture = EngineFixture()
        fixture.configuration.frontier.retries = 2
        fixture.cookies = CookieJar()
        fixture.session.script("http://web.test/", self.answer(302, [("Location", "/")]))
        let result = try await fixture.run()
        #expect(result.counts.ledger.redirected == 1)
        #expect(self.cookies(fixture)["/"]?.count == 1)
    }
}
