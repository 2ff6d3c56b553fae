import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// Where names lead, by the user's word, by a name server, or nowhere.
@Suite(.twoAtATime, .patience) struct ResolveEndToEndTests {
    @Test func aHostIsAskedAtTheAddressThatTheUserGives() async throws {
        let skitter = try SkitterProcess()
        let web = FixtureWeb(seed: 3, pageCount: 10)
        try await FixtureServer.serving(.web(web), options: .logged) { server in
            let port = try #require(CrawlURL(server.origin + "/").port)
            let outcome = try await skitter.run([
                "crawl", "http://WWW.made-up.invalid:\(port)/", "-d", "inf", "--resolve",
                "www.Made-up.invalid:\(port):127.0.0.1", "-o", "out",
            ])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Set(record.fetched) == web.expectedPaths())
            #expect(record.visits.allSatisfy { $0.url.hasPrefix("http://www.made-up.invalid:\(port)/") })
            #expect(record.visits.allSatisfy { $0.address == "127.0.0.1" })
            #expect(server.log.count(of: "/robots.txt") == 1)
        }
    }

    @Test func theAddressThatTheUserGivesIsJudgedLikeAnyOther() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 5)), options: .logged) { server in
            let port = try #require(CrawlURL(server.origin + "/").port)
            // Only the link's host is given a private address; no seed names it.
            let target = "http://made-up.invalid:\(port)/"
            let outcome = try await skitter.run([
                "crawl", server.origin + "/fault/redirect-to?url=\(target)", "--scope", "any", "--resolve",
                "made-up.invalid:\(port):127.0.0.2", "-o", "out",
            ])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let visit = try #require(CrawlRecord(skitter.path("out")).visits.first { $0.url == target })
            #expect(visit.outcomeWord == "refused")
        }
    }
}
