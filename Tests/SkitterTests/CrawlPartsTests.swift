import Skitter
import SkitterFixtureWeb
import SkitterHTML
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct CrawlPartsTests {
    private func visited(_ web: SmallWeb, _ parts: CrawlParts) async throws -> [VisitRecord] {
        var records: [VisitRecord] = []
        try await web.crawler(parts: parts).run(seeds: [SmallWeb.seed]) { batches in
            for try await batch in batches {
                for case .visited(let page) in batch { records.append(page) }
            }
        }
        return records
    }

    @Test func aHandlerSeesThePageItsLinksAndItsText() async throws {
        let web = SmallWeb()
        web.session.script(
            SmallWeb.seed,
            .html("<title>A &amp; b</title><base href=/x/><p>one<b>two</b><p>three <a href=y>four</a><img src=z>"))
        let seen = Notes<FetchedPage>()
        var parts = CrawlParts()
        parts.onPage { page in
            seen.add(page)
            return .goOn
        }
        let visited = try await self.visited(web, parts)
        let page = try #require(seen.all.first)
        #expect(seen.all.count == 1)
        #expect(visited.map(\.url) == [SmallWeb.seed])
        #expect(page.title == "A & b")
        #expect(page.mediaType == "text/html")
        #expect(page.depth == 0)
        #expect(page.links.map(\.url.href) == ["http://web.test/x/y", "http://web.test/x/z"])
        #expect(page.links.map(\.element) == [.a, .img])
        #expect(page.text == "onetwo\nthree four")
        #expect(page.response.status == 200)
    }

    @Test func whatAHandlerNamesIsALinkOfThePage() async throws {
        let web = SmallWeb(pages: 2)
        web.page("/new", ["/beyond"])
        web.page("/newer", [])
        var parts = CrawlParts()
        parts.onPage { page in
            switch page.url.pathname {
            // Twice, out of scope, and no URL at all.
            case "/": PageAnswer(requests: ["new", "/new", "/1", "http://other.test/", "http://["])
            case "/1": PageAnswer(requests: ["/newer"], followsLinks: false)
            default: .goOn
            }
        }
        let visited = try await self.visited(web, parts)
        let via = Dictionary(uniqueKeysWithValues: visited.map { ($0.url, $0.via) })
        #expect(
            via == [
                SmallWeb.seed: "seed", "http://web.test/1": "a", "http://web.test/new": "handler",
                "http://web.test/newer": "handler",
            ])
        let start = try #require(visited.first { $0.url == SmallWeb.seed })
        #expect(start.links.found == 6)
        #expect(start.links.accepted == 2)
        #expect(start.links.outOfScope == 1)
        #expect(start.links.invalid == 1)
        #expect(visited.first { $0.url.hasSuffix("newer") }?.depthAtFetch == 2)
    }

    @Test func aResumedCrawlKnowsWhatAHandlerNamed() async throws {
        let web = SmallWeb()
        web.page("/new", [])
        web.session.hold("http://web.test/new")
        var parts = CrawlParts()
        parts.onPage { _ in PageAnswer(requests: ["/new"]) }
        try await web.crawler(parts: parts).run(seeds: [SmallWeb.seed]) { _ in
            await web.session.arrival(of: "http://web.test/new")
        }
        web.session.release("http://web.test/new")
        var visited: [String: String] = [:]
        try await web.crawler(resumes: true).run { batches in
            for try await batch in batches {
                for case .visited(let page) in batch { visited[page.url] = page.via }
            }
        }
        #expect(visited == [SmallWeb.seed: "seed", "http://web.test/new": "handler"])
    }

    @Test func aPageThatHasNotChangedStillLeadsWhereItsHandlerSaid() async throws {
        let fields = [("Content-Type", "text/html"), ("ETag", "\"1\"")].map { HTTPFields.Field(name: $0, value: $1) }
        let start = FetchResponse(status: 200, fields: HTTPFields(fields), body: Array("<p>x".utf8))
        let web = SmallWeb()
        web.session.script(SmallWeb.seed, .response(start), .status(304))
        web.page("/new", [])
        var parts = CrawlParts()
        parts.onPage { page in page.url.pathname == "/" ? PageAnswer(requests: ["/new"]) : .goOn }
        _ = try await self.visited(web, parts)
        var configuration = CrawlConfiguration()
        configuration.state.earlierDirectory = web.directory
        let seen = Notes<String>()
        parts.onPage { page in
            seen.add(page.url.href)
            return .goOn
        }
        var visited: [String: String] = [:]
        try await Crawler(configuration, parts: web.parts(parts)).run(seeds: [SmallWeb.seed]) { batches in
            for try await batch in batches {
                for case .visited(let page) in batch { visited[page.url] = page.via }
            }
        }
        #expect(visited == [SmallWeb.seed: "seed", "http://web.test/new": "handler"])
        // Of the start page came no body.
        #expect(seen.all == ["http://web.test/new"])
    }

    @Test func aPageOfWhichTheHandlerThrowsDoesNotCount() async throws {
        struct Broken: Error {}
        let web = SmallWeb(pages: 10)
        var parts = CrawlParts()
        parts.onPage { page in
            if page.url.pathname == "/4" { throw Broken() }
            return .goOn
        }
        await #expect {
            try await self.visited(web, parts)
        } throws: {
            ($0 as? CrawlError)?.underlying is Broken
        }
        let seen = Notes<String>()
        parts.onPage { page in
            seen.add(page.url.pathname)
            return .goOn
        }
        let report = try await web.crawler(resumes: true, parts: parts).run()
        #expect(report.snapshot.totals.visits == 10)
        #expect(seen.all.contains("/4"))
    }

    @Test func anExtractorOfTheProgramsOwnReadsWhatItLikes() async throws {
        struct Lines: LinkExtractor {
            func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
                guard document.contentType == "text/x-lines" else {
                    return LibXML2Extractor().extract(body, document)
                }
                var page = ExtractedPage()
                for line in String(decoding: body, as: UTF8.self).split(separator: "\n") {
                    page.append(link: String(line))
                }
                return page
            }
        }
        let web = SmallWeb(pages: 4)
        let fields = HTTPFields([HTTPFields.Field(name: "Content-Type", value: "text/x-lines")])
        let lines = FetchResponse(status: 200, fields: fields, body: Array("/2\n3\nhttp://other.test/\n".utf8))
        web.session.script(SmallWeb.seed, .response(lines))
        web.page("/2", ["/1"])
        var parts = CrawlParts()
        parts.extractor = Lines()
        #expect(try await self.visited(web, parts).count == 1)
        let next = SmallWeb(pages: 4)
        next.session.script(SmallWeb.seed, .response(lines))
        next.page("/2", ["/1"])
        parts.bodies = .types(["text/x-lines"])
        #expect(
            Set(try await self.visited(next, parts).map(\.url))
                == Set(["", "1", "2", "3"].map { SmallWeb.seed + $0 }))
    }

    @Test func aScopeRuleKeepsOutWhatTheOthersLetIn() async throws {
        let web = SmallWeb(pages: 10)
        var parts = CrawlParts()
        parts.scopeRule = { $0.pathname.utf8.last.map { $0 % 2 == 0 } ?? false }
        let visited = try await self.visited(web, parts)
        #expect(Set(visited.map(\.url)) == Set(["", "2", "4", "6", "8"].map { SmallWeb.seed + $0 }))
        #expect(visited.first { $0.url == SmallWeb.seed }?.links.outOfScope == 5)
    }

    /// Signs each request, and notes its path.
    private struct Signing: HTTPSession {
        let session: any HTTPSession
        let paths: Notes<String>

        var capabilities: SessionCapabilities { self.session.capabilities }

        func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
            var request = request
            self.paths.add(request.url.pathname)
            request.fields.append(name: "X-Signature", value: "abc")
            return try await self.session.fetch(request)
        }
    }

    @Test func aWrapperSeesEachRequestOfTheProgramsSessions() async throws {
        let web = SmallWeb(pages: 3)
        let paths = Notes<String>()
        var parts = CrawlParts()
        parts.wrapsSession = { Signing(session: $0, paths: paths) }
        #expect(try await self.visited(web, parts).count == 3)
        #expect(paths.all.sorted() == ["/", "/1", "/2", "/robots.txt"])
        #expect(web.session.requests.allSatisfy { $0.fields["X-Signature"] == "abc" })
    }

    @Test func aWrapperSeesEachRequestOfSkittersSessions() async throws {
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 20))) { server in
            let paths = Notes<String>()
            var parts = CrawlParts()
            parts.wrapsSession = { Signing(session: $0, paths: paths) }
            let report = try await Crawler(parts: parts).run(seeds: [server.origin + "/"])
            #expect(report.cause == .finished && report.snapshot.totals.fetched > 5)
            #expect(paths.all.count >= report.snapshot.totals.visits)
            #expect(Set(paths.all).isSuperset(of: ["/", "/robots.txt"]))
        }
    }

    @Test func ofSessionsOfTheProgramsOwnNoArchiveIsKept() throws {
        var configuration = CrawlConfiguration()
        configuration.directory = "never-made"
        configuration.state.archives = true
        #expect(throws: ConfigurationError.self) {
            try Crawler(configuration, parts: SmallWeb().parts())
        }
    }
}
