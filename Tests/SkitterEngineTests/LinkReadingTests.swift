import SkitterCore
import SkitterEngine
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct LinkReadingTests {
    private func record(_ body: String, fields: [(String, String)] = []) async throws -> (VisitRecord, Set<String>) {
        var fixture = EngineFixture()
        fixture.configuration.frontier.depthLimit = 0
        var response = FetchResponse(status: 200, body: Array(body.utf8))
        response.fields.append(name: "Content-Type", value: "text/html")
        for field in fields { response.fields.append(name: field.0, value: field.1) }
        fixture.session.script("http://web.test/", .response(response))
        _ = try await fixture.run()
        return (try #require(fixture.sink.visits.first), Set(fixture.sink.skips.map(\.url)))
    }

    @Test func linksAreResolvedJudgedAndCountedOnce() async throws {
        let (record, found) = try await self.record(
            "<a href=/a>1</a><a href='/a#x'>2</a><a href=b rel=nofollow>3</a><a href=http://other.test/>4</a><a href='mailto:x'>5</a>"
                + "<area href=c><iframe src=d></iframe><img src=e.png>")
        #expect(found == ["http://web.test/a", "http://web.test/c", "http://web.test/d"])
        #expect(record.links.found == 8)
        #expect(record.links.nofollow == 1)
        #expect(record.links.outOfScope == 1)
        #expect(record.links.invalid == 1)
    }

    @Test func aPageThatIsNothingWithoutItsScriptsIsRecordedAsSuch() async throws {
        let (shell, _) = try await self.record("<div id=root></div><script src=/app.js></script>")
        #expect(shell.scriptNeed == .emptyRoot)
        let (page, _) = try await self.record("<div id=root></div><script src=/app.js></script><a href=/a>a</a>")
        #expect(page.scriptNeed == nil)
    }

    @Test func aPageBeyondTheScopeIsAskedForOnceAndLeadsNowhere() async throws {
        var fixture = EngineFixture()
        fixture.asksBeyond = true
        fixture.configuration.frontier.depthLimit = nil
        fixture.configuration.frontier.perAddressDelay = .zero
        fixture.configuration.frontier.delay = .zero
        fixture.page("/", "/a", "http://other.test/", "http://third.test/")
        fixture.page("/a", "http://other.test/#x")
        for host in ["other", "third"] {
            fixture.session.script("http://\(host).test/robots.txt", .status(404))
        }
        fixture.session.script(
            "http://other.test/", .html("<title>o</title><a href=/further>x</a><a href=http://web.test/b>y</a>"))
        fixture.session.script("http://third.test/", .status(404))
        _ = try await fixture.run()
        #expect(
            fixture.sink.visits.map(\.url).sorted()
                == ["http://other.test/", "http://third.test/", "http://web.test/", "http://web.test/a"])
        let beyond = try #require(fixture.sink.visits.first { $0.url == "http://other.test/" })
        #expect(beyond.title == "o" && beyond.links.found == 2 && beyond.links.outOfScope == 2)
        #expect(beyond.links.accepted == 0)
        #expect(fixture.sink.visits.first { $0.url == "http://web.test/" }?.links.accepted == 3)
    }

    @Test func theFirstBaseCountsAlsoWhenItComesLate() async throws {
        let (_, found) = try await self.record("<a href=a>1</a><base href='/dir/'><base href='/other/'>")
        #expect(found == ["http://web.test/dir/a"])
    }

    @Test(arguments: ["<meta name=robots content=nofollow>", "<meta name=skitter content='NoFollow, noindex'>"])
    func aPageMayForbidToFollow(meta: String) async throws {
        let (record, found) = try await self.record(meta + "<a href=a>1</a>")
        #expect(found.isEmpty)
        #expect(record.links.nofollow == 1)
        #expect(record.robots.contains("nofollow"))
    }

    @Test func soMayAHeaderField() async throws {
        let (_, found) = try await self.record("<a href=a>1</a>", fields: [("X-Robots-Tag", "nofollow")])
        #expect(found.isEmpty)
    }

    @Test func aRefreshLeadsOn() async throws {
        let (_, found) = try await self.record("<meta http-equiv=refresh content='5; url=/next'>")
        #expect(found == ["http://web.test/next"])
    }

    @Test func credentialsInLinksAreDropped() async throws {
        let (_, found) = try await self.record("<a href='http://user:secret@web.test/a'>1</a><a href=/a>2</a>")
        #expect(found == ["http://web.test/a"])
    }

    @Test func thePageDescribesItself() async throws {
        let (record, _) = try await self.record(
            "<meta charset=windows-1252><title> A  page </title><link rel=canonical href=/c>")
        #expect(record.title == "A page")
        #expect(record.canonical == "http://web.test/c")
        #expect(record.encoding == "windows-1252")
        #expect(record.encodingSource == "meta")
    }

    @Test func aRefreshFieldLeadsOnAlsoWhereThereIsNoBody() async throws {
        let fixture = EngineFixture()
        let fields = HTTPFields([
            HTTPFields.Field(name: "Content-Type", value: "text/html"),
            HTTPFields.Field(name: "Refresh", value: "0; url=/next"),
        ])
        fixture.session.script("http://web.test/", .response(FetchResponse(status: 200, fields: fields)))
        fixture.page("/next")
        _ = try await fixture.run()
        #expect(fixture.sink.visits.map(\.url) == ["http://web.test/", "http://web.test/next"])
        #expect(fixture.sink.visits.last?.via == "refresh")
    }
}
