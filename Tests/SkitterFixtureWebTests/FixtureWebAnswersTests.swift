import SkitterFixtureWeb
import Testing

@Suite struct FixtureWebAnswersTests {
    @Test(arguments: [(1, 1), (1, 40), (2, 400), (3, 400), (4, 1_000)] as [(UInt64, Int)])
    func aNaiveCrawlOfAllZonesFindsExactlyWhatIsExpectedAtEachDepth(seed: UInt64, pageCount: Int) {
        let web = FixtureWeb(seed: seed, pageCount: pageCount)
        let crawl = NaiveCrawl(web)
        for depth in 0...9 {
            let found = crawl.fetched.filter { crawl.depths[$0, default: .max] <= depth }
            #expect(web.expectedPaths(depth: depth).symmetricDifference(found) == [])
        }
        #expect(web.expectedPaths().symmetricDifference(crawl.fetched) == [])
        let wrong = crawl.depths.filter { web.page(at: $0.key) != nil && web.expectedDepth(of: $0.key) != $0.value }
        #expect(wrong == [:])
    }

    @Test func aPlainWebHasExactlyItsOrdinaryPages() {
        var options = FixtureWeb.Options()
        options.zones = []
        let web = FixtureWeb(seed: 9, pageCount: 700, options: options)
        #expect(web.expectedPaths().count == 700)
        #expect(web.forbiddenPaths.isEmpty)
        #expect(NaiveCrawl(web).fetched.count == 700)
    }

    @Test(arguments: FixtureWeb.Zone.allCases)
    func eachZoneAloneIsConsistent(zone: FixtureWeb.Zone) {
        var options = FixtureWeb.Options()
        options.zones = [zone]
        let web = FixtureWeb(seed: 5, pageCount: 30, options: options)
        #expect(web.expectedPaths().symmetricDifference(NaiveCrawl(web).fetched) == [])
    }

    @Test func forbiddenPagesAnswer200AndNoCrawlComesThere() {
        let web = FixtureWeb(seed: 1, pageCount: 300)
        let fetched = NaiveCrawl(web).fetched
        #expect(
            web.disallowedPaths == [
                "/private/index.html", "/private/second.html", "/private/third/", "/data/plan.secret",
            ])
        #expect(web.nofollowPaths.count == 5)
        #expect(web.hiddenPaths.count == 9)
        #expect(web.forbiddenPaths.isSuperset(of: web.disallowedPaths.union(web.nofollowPaths).union(web.hiddenPaths)))
        for path in web.forbiddenPaths {
            #expect(web.response(to: path, origin: "http://a").status == 200)
            #expect(!fetched.contains(path))
        }
    }

    @Test func everyHiddenPageIsNamedSomewhere() {
        let web = FixtureWeb(seed: 1, pageCount: 10)
        let text = String(decoding: web.response(to: "/hidden-links.html", origin: "http://a").body, as: UTF8.self)
        for path in web.hiddenPaths {
            #expect(text.contains(path))
        }
    }

    @Test func theOrderOfDiscoveryWouldMatterToACrawlerThatKeepsItsFirstDepth() {
        let web = FixtureWeb(seed: 1, pageCount: 10)
        for length in 2...5 {
            let folder = "/late/\(length)/"
            #expect(web.expectedDepth(of: folder + "target.html") == 2)
            #expect(web.expectedDepth(of: folder + "step-\(length).html") == length)
            let slow = web.response(to: folder + "slow.html", origin: "http://a")
            #expect(slow.delay == .milliseconds(250))
            // By the long way alone, this page would lie beyond the limit that it lies within.
            let limit = length + 1
            #expect(web.expectedPaths(depth: limit).contains(folder + "after-\(limit - 2).html"))
        }
    }

    @Test func redirectsCostNoDepth() {
        let web = FixtureWeb(seed: 1, pageCount: 10)
        #expect(web.expectedDepth(of: "/moved/") == 1)
        #expect(web.expectedDepth(of: "/moved/chain/1") == 2)
        #expect(web.expectedDepth(of: "/moved/chain/end.html") == 2)
        #expect(web.expectedDepth(of: "/moved/chain/after.html") == 3)
        #expect(web.expectedRedirects(depth: 1).isEmpty)
        #expect(web.expectedRedirects(depth: 2).contains("/moved/chain/4"))
        #expect(web.expectedMissing(depth: 2).contains("/moved/nowhere.html"))
    }

    @Test func robotsAnswersChangeWhatIsExpected() {
        func web(_ robots: FixtureWeb.Robots) -> FixtureWeb {
            var options = FixtureWeb.Options()
            options.robots = robots
            return FixtureWeb(seed: 1, pageCount: 50, options: options)
        }
        let rules = web(.rules).expectedPaths()
        #expect(web(.redirect).expectedPaths() == rules)
        #expect(web(.status(404)).expectedPaths() == rules.union(web(.rules).disallowedPaths))
        #expect(web(.status(503)).expectedPaths().isEmpty)
        #expect(web(.status(404)).response(to: "/robots.txt", origin: "http://a").status == 404)
        let text = web(.text("User-agent: *\nDisallow: /guides\n", disallowing: ["/guides"]))
        #expect(!text.expectedPaths().contains { $0.hasPrefix("/guides") })
        #expect(text.expectedPaths().symmetricDifference(NaiveCrawl(text).fetched) == [])
    }

    @Test func aCrawlDelayStandsInRobotsTxt() {
        var options = FixtureWeb.Options()
        options.crawlDelaySeconds = 3
        let web = FixtureWeb(pageCount: 5, options: options)
        let text = String(decoding: web.response(to: "/robots.txt", origin: "http://a").body, as: UTF8.self)
        #expect(text.hasSuffix("Disallow: /*.secret$\nCrawl-delay: 3\n"))
    }

    @Test func everyPageThatIsListedAnswersAsListed() {
        let web = FixtureWeb(seed: 11, pageCount: 500)
        for page in web.pages where page.path.hasPrefix("/") {
            let response = web.response(to: page.path, origin: "http://a")
            #expect(response.status == page.status)
            #expect(response.fields.first { $0.name == "Content-Type" }?.value == page.contentType)
            #expect(web.page(at: page.path) == page)
        }
    }

    @Test func pathsAreDistinct() {
        let web = FixtureWeb(seed: 3, pageCount: 3_000)
        let paths = web.pages.map(\.path)
        #expect(Set(paths).count == paths.count)
    }

    @Test(arguments: [
        "", "x", "//", "/guides/0", "/guides/99999999999999999999.html", "/1", "/guides/granite-1.html?x", "/%",
    ])
    func aPathThatIsNoPageIsAnswered404(path: String) {
        #expect(FixtureWeb(pageCount: 50).response(to: path, origin: "http://a").status == 404)
    }

    @Test func resourcesAreServedAndAreNoDocuments() {
        let web = FixtureWeb(pageCount: 5)
        for path in FixtureWeb.resourcePaths {
            #expect(web.response(to: path, origin: "http://a").status == 200)
            #expect(!web.expectedPaths().contains(path))
        }
    }

    @Test func faultsAreLinkedOnlyWhenAskedFor() {
        var options = FixtureWeb.Options()
        #expect(FixtureWeb(pageCount: 5, options: options).page(at: "/faults.html") == nil)
        options.faults = true
        let web = FixtureWeb(pageCount: 5, options: options)
        #expect(web.expectedDepth(of: "/faults.html") == 1)
        #expect(web.page(at: "/faults.html")?.links.map(\.target) == FixtureFault.all.map(\.example))
        #expect(!web.expectedPaths().contains { $0.hasPrefix("/fault/") })
    }
}
