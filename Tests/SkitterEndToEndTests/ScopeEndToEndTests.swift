import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// Where a crawl goes and where it does not.
@Suite(.twoAtATime, .patience) struct ScopeEndToEndTests {
    private let web = FixtureWeb(seed: 3, pageCount: 40)

    @Test func onlyWhatIsIncludedIsFollowedBesideTheSeeds() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "--include", "/moved/", "--include", "/frames/[^/]*$", "-o",
                "out",
            ])
            #expect(outcome.code == 0)
            let expected = self.web.expectedPaths().filter { $0.hasPrefix("/moved/") || $0.hasPrefix("/frames/") }
            #expect(try Set(CrawlRecord(skitter.path("out")).fetched) == expected.union(["/"]))
        }
    }

    @Test func whatIsExcludedIsNotRequested() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "--exclude", "/(late|markup)/", "--exclude", "/base/", "-o",
                "out",
            ])
            #expect(outcome.code == 0)
            let isExcluded = { (path: String) in ["/late/", "/markup/", "/base/"].contains { path.hasPrefix($0) } }
            #expect(
                try Set(CrawlRecord(skitter.path("out")).fetched)
                    == self.web.expectedPaths().filter { !isExcluded($0) })
            #expect(!server.log.requestedPages.contains(where: isExcluded))
        }
    }

    @Test func thePathOfASeedBoundsItsCrawl() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            _ = try await skitter.run([
                "crawl", server.origin + "/moved/chain/end.html", server.origin + "/frames/", "-d", "inf", "--scope",
                "path", "-o", "out",
            ])
            let expected = self.web.expectedPaths().filter { $0.hasPrefix("/frames/") }
                .union(["/moved/chain/end.html", "/moved/chain/after.html"])
            #expect(try Set(CrawlRecord(skitter.path("out")).fetched) == expected)
            #expect(Set(server.log.requestedPages) == expected)
        }
    }

    @Test func whatLiesBeyondTheScopeIsAskedForAndNotFollowed() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file("beyond/b.html", "<a href=further.html>not asked for</a>")
        try await FixtureServer.serving(.folder(skitter.path("beyond")), options: .logged) { beyond in
            _ = try skitter.file("site/index.html", "<a href=a.html>a</a><a href='\(beyond.origin)/b.html'>b</a>")
            _ = try skitter.file("site/a.html", "<a href='\(beyond.origin)/b.html#x'>b</a><a href=/>back</a>")
            try await FixtureServer.serving(.folder(skitter.path("site")), options: .logged) { site in
                let arguments = [
                    "crawl", site.origin + "/", "-d", "inf", "--allow-private", "127.0.0.0/8", "-o", "out",
                ]
                let outcome = try await skitter.run(arguments + ["--beyond", "ask"])
                #expect(outcome.code == 0, "\(outcome.errors)")
                #expect(beyond.log.entries.map(\.target).sorted() == ["/b.html", "/robots.txt"])
                #expect(site.log.requestedPages.sorted() == ["/", "/a.html"])
                let explained = try await skitter.run([
                    "explain", beyond.origin + "/b.html", "--in", "out", "--format", "json",
                ])
                #expect(explained.output.contains("beyond: --scope host does not reach it"), "\(explained.output)")
                let left = try await skitter.run(arguments + ["--overwrite"])
                #expect(left.code == 0 && beyond.log.entries.count == 2)
            }
        }
    }

    @Test func theScopeOfAPageIsTheSeedsAlone() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web), options: .logged) { server in
            let seeds = ["/frames/", "/moved/"]
            _ = try await skitter.run(["crawl", "--scope", "page", "-o", "out"] + seeds.map { server.origin + $0 })
            #expect(server.log.requestedPages.sorted() == seeds)
        }
    }

    @Test func anotherPortOfTheSeedsHostIsOutOfScope() async throws {
        let skitter = try SkitterProcess()
        let other = try FixtureServer(.web(self.web), options: .logged)
        let seed = try skitter.file("site/index.html", "<a href='\(other.origin)/'>next door</a><a href='/two.html'>")
        _ = try skitter.file("site/two.html", "two")
        #expect(seed.hasSuffix("/site/index.html"))
        try await FixtureServer.serving(.folder(skitter.path("site")), options: .logged) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-o", "out"])
            #expect(outcome.code == 0)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.fetched == ["/", "/two.html"])
            #expect(try record.visit("/").links.outOfScope == 1)
            #expect(other.log.entries.isEmpty)
        }
    }

    /// Two servers; the first redirects its seed to `name` at the port of the second.
    private func redirect(to name: String, seeds: @Sendable (FixtureServer) -> [String] = { _ in [] }) async throws -> (
        record: CrawlRecord, other: FixtureLog, code: Int32
    ) {
        let skitter = try SkitterProcess()
        return try await FixtureServer.serving(.web(self.web), options: .logged) { other in
            try await FixtureServer.serving(.web(self.web), options: .logged) { server in
                let target = "/fault/redirect-to?url=http%3A%2F%2F\(name)%3A\(other.port)%2F"
                let outcome = try await skitter.run(
                    ["crawl", server.origin + target, "-d", "1", "--retries", "0", "-o", "out"] + seeds(server))
                return (try CrawlRecord(skitter.path("out")), other.log, outcome.code)
            }
        }
    }

    @Test func aSeedsRedirectToAPrivateAddressDoesNotExtendTheScope() async throws {
        let (record, other, code) = try await self.redirect(to: "127.0.0.1")
        #expect(code == 0)
        #expect(record.visits.map(\.outcomeWord) == ["redirected"])
        #expect(other.entries.isEmpty)
    }

    @Test func aSeedsRedirectToANameOfAPrivateAddressIsRefused() async throws {
        let (record, other, code) = try await self.redirect(to: "localhost")
        #expect(code == 0)
        #expect(record.visits.map(\.outcomeWord) == ["redirected", "refused"])
        #expect(other.entries.isEmpty)
    }

    @Test func aSeedOpensItsOwnPortAlone() async throws {
        let (record, other, _) = try await self.redirect(to: "localhost") { server in
            ["http://localhost:\(server.port)/fault/page/1"]
        }
        #expect(record.visits.map(\.outcomeWord).contains("refused"))
        #expect(other.entries.isEmpty)
    }

    @Test func aSeedsRedirectToAPrivateHostThatTheUserAllowsExtendsTheScope() async throws {
        let (record, other, code) = try await self.redirect(to: "localhost") { _ in
            ["--allow-private", "127.0.0.0/8", "--allow-private", "::1", "-c", "4"]
        }
        #expect(code == 0)
        let elsewhere = Set(other.requestedPages)
        #expect(elsewhere.isSuperset(of: self.web.expectedPaths(depth: 1)))
        #expect(record.visits.contains { $0.url.hasPrefix("http://localhost:") && $0.via == "redirect" })
    }

    @Test func pagesThatOnlyASitemapNamesAreFound() async throws {
        let skitter = try SkitterProcess()
        _ = try skitter.file("site/index.html", "nothing to follow")
        for name in ["a", "b"] { _ = try skitter.file("site/\(name).html", "<a href=/\(name)/deeper.html>on</a>") }
        _ = try skitter.file("site/b/deeper.html", "deeper")
        try await FixtureServer.serving(.folder(skitter.path("site")), options: .logged) { server in
            _ = try skitter.file(
                "site/robots.txt", "Sitemap: \(server.origin)/map.xml\nUser-agent: *\nDisallow: /a.html")
            _ = try skitter.file(
                "site/map.xml", "<urlset><url><loc>\(server.origin)/a.html</loc></url></urlset>")
            _ = try skitter.file("site/list.txt", "\(server.origin)/b.html\nhttp://elsewhere.invalid/\n")
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "--sitemap", "auto", "--sitemap", server.origin + "/list.txt", "-d", "1",
                "-o", "out",
            ])
            #expect(outcome.code == 0)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.fetched.sorted() == ["/", "/b.html", "/list.txt", "/map.xml"])
            #expect(record.skipped(.robots) == ["/a.html"])
            #expect(record.skipped(.depth) == ["/b/deeper.html"])
        }
    }

    @Test func bothParsersFindTheSamePages() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(self.web)) { server in
            for parser in ["libxml2", "tokenizer"] {
                let outcome = try await skitter.run([
                    "crawl", server.origin + "/", "-d", "inf", "--parser", parser, "-o", parser,
                ])
                #expect(outcome.code == 0)
                #expect(try Set(CrawlRecord(skitter.path(parser)).fetched) == self.web.expectedPaths())
            }
        }
    }
}
