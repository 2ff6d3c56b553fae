import Skitter
import SkitterArchive
import SkitterTesting
import Testing

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct ReplayTests {
    private func visits(of crawler: Crawler) async throws -> [String: VisitRecord] {
        var records: [String: VisitRecord] = [:]
        try await crawler.run(seeds: [SmallWeb.seed]) { batches in
            for try await batch in batches {
                for event in batch {
                    switch event {
                    case .visited(let page), .failed(let page): records[page.url] = page
                    default: break
                    }
                }
            }
        }
        return records
    }

    private func configuration(_ change: (inout CrawlConfiguration) -> Void) -> CrawlConfiguration {
        var configuration = CrawlConfiguration()
        configuration.stopTimeout = .milliseconds(500)
        change(&configuration)
        return configuration
    }

    @Test func aReplayAsksNobodyAndFindsTheSame() async throws {
        let folder = RecordingFolder()
        let web = SmallWeb(pages: 5)
        web.session.script("http://web.test/1", .redirect(to: "/2"))
        web.session.script("http://web.test/3", .failure(FetchError(.tls, "no certificate")))
        web.session.script("http://web.test/4", .status(503), .html("<a href=/5>"))
        let recorded = self.configuration {
            $0.state.recordsInto = folder.path
            $0.politeness.delay = .zero
            $0.reach.depth = 1
        }
        let first = try await self.visits(of: try Crawler(recorded, parts: web.parts()))
        let requests = web.session.requests.count
        #expect(first.count == 5 && first["http://web.test/4"]?.attempts == 2)

        let replayed = self.configuration {
            $0.state.replaysFrom = folder.path
            $0.reach.depth = 1
        }
        let again = try await self.visits(of: try Crawler(replayed))
        #expect(web.session.requests.count == requests)
        #expect(Set(again.keys) == Set(first.keys))
        for (url, one) in first {
            let other = try #require(again[url])
            #expect(one.id == other.id && one.outcome == other.outcome && one.status == other.status, "\(url)")
            #expect(one.attempts == other.attempts && one.links == other.links && one.digest == other.digest)
        }
        let deeper = self.configuration { $0.state.replaysFrom = folder.path }
        let more = try await self.visits(of: try Crawler(deeper))
        #expect(Set(more.keys).subtracting(first.keys) == ["http://web.test/5"])
        guard case .failed(let failure, _)? = more["http://web.test/5"]?.outcome else {
            Issue.record("what was never asked has not failed")
            return
        }
        #expect(failure.description == "not-recorded")
        #expect(more["http://web.test/5"]?.attempts == 1)
    }

    /// A recording of a host that asks to be left alone for an hour, over and over.
    private func sternHost(_ folder: RecordingFolder) async throws {
        let recorder = try folder.recorder()
        func note(_ path: String, _ response: FetchResponse) async {
            await recorder.note(
                RecordedExchange(
                    question: .page("http://web.test" + path), answer: .response(response), startedMicroseconds: 0,
                    time: .seconds(1)))
        }
        func fields(_ name: String, _ value: String) -> HTTPFields {
            HTTPFields([HTTPFields.Field(name: name, value: value)])
        }
        await recorder.note(
            RecordedExchange(
                question: .addresses(host: "web.test"), answer: .addresses([IPAddress(v4: 0x0808_0808)]),
                startedMicroseconds: 0, time: .seconds(1)))
        let robots = Array("User-agent: *\nCrawl-delay: 600\n".utf8)
        await note("/robots.txt", FetchResponse(status: 503, fields: fields("Retry-After", "600")))
        await note("/robots.txt", FetchResponse(status: 200, body: robots))
        await note("/", FetchResponse(status: 503, fields: fields("Retry-After", "600")))
        await note("/", FetchResponse(status: 500))
        let links = Array("<a href=/a>a</a><a href=/b>b</a>".utf8)
        await note("/", FetchResponse(status: 200, fields: fields("Content-Type", "text/html"), body: links))
        await note("/a", FetchResponse(status: 404))
        await note("/b", FetchResponse(status: 404))
        try await recorder.finish()
    }

    @Test func aReplayWaitsForNoHost() async throws {
        let folder = RecordingFolder()
        try await self.sternHost(folder)
        let replayed = self.configuration { $0.state.replaysFrom = folder.path }
        // The time limit of the suite is shorter than any of the pauses.
        let visits = try await self.visits(of: try Crawler(replayed))
        #expect(Set(visits.keys) == [SmallWeb.seed, "http://web.test/a", "http://web.test/b"])
        #expect(visits[SmallWeb.seed]?.attempts == 3 && visits[SmallWeb.seed]?.status == 200)
    }

    @Test func whatContradictsItselfIsRefused() throws {
        let refused: [(inout CrawlConfiguration) -> Void] = [
            { ($0.state.recordsInto, $0.state.replaysFrom) = ("a", "b") },
            {
                $0.state.replaysFrom = "a"
                $0.directory = "never-made"
                $0.state.archives = true
            },
            { $0.state.recordsInto = "" }, { $0.state.replaysFrom = "" },
        ]
        for change in refused {
            #expect(throws: ConfigurationError.self) { try Crawler(self.configuration(change)) }
        }
    }

    @Test func aDirectoryThatHoldsNoRecordingIsRefusedBeforeAnythingIsMade() async throws {
        let folder = RecordingFolder()
        let web = SmallWeb()
        let replayed = self.configuration {
            $0.state.replaysFrom = folder.path
            $0.directory = web.directory
        }
        await #expect {
            try await Crawler(replayed).run(seeds: [SmallWeb.seed])
        } throws: {
            ($0 as? CrawlError)?.cause == .directory
        }
        #expect(!CrawlDirectory.hasRecords(web.directory))
    }
}
