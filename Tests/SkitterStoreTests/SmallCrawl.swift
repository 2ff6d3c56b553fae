import SkitterCore

/// A crawl of a few pages in which everything happens that a view must tell apart.
enum SmallCrawl {
    private static func discovery(_ text: String, depth: Int, via: LinkSource = .a) throws -> JournalNotes.Discovery {
        let url = try CrawlURL(text)
        return JournalNotes.Discovery(id: StepDice.id(url), url: url, depth: depth, hops: 0, via: via)
    }

    private static func visit(_ text: String, _ status: Int?, _ outcome: VisitRecord.Outcome, depth: Int) throws
        -> VisitRecord
    {
        let url = try CrawlURL(text)
        var visit = VisitRecord(
            id: StepDice.id(url), url: url.href, depthAtFetch: depth, parent: nil, via: "a",
            startedMicroseconds: StepDice.runStarted, outcome: outcome)
        visit.status = status
        visit.title = status == 200 ? "A title" : nil
        visit.contentType = "text/html"
        visit.bodyBytes = 1000
        visit.totalMicroseconds = 2500
        return visit
    }

    static func entries() throws -> [StepEntry] {
        var seeds = JournalNotes()
        seeds.seeds = [
            Seed(url: try CrawlURL("http://a.example/")), Seed(url: try CrawlURL("http://[2001:db8::1]:81/x")),
        ]
        seeds.discovered = [
            try self.discovery("http://a.example/", depth: 0, via: .seed),
            try self.discovery("http://[2001:db8::1]:81/x", depth: 0, via: .seed),
        ]
        var robots = JournalNotes()
        robots.robots = JournalNotes.Robots(
            origin: "http://a.example", status: 200, body: Array("User-agent: *\nDisallow: /b\n".utf8),
            until: CrawlInstant(sinceStart: .seconds(3600)))
        robots.discovered = [try self.discovery("http://a.example/map.xml", depth: 0, via: .sitemapFile)]
        var first = JournalNotes()
        first.discovered = [
            try self.discovery("http://a.example/b", depth: 1), try self.discovery("http://a.example/c", depth: 1),
        ]
        first.accepted = first.discovered.map(\.id)
        let late = try CrawlURL("http://late.example/")
        first.awaiting = [Outlink(url: late, fingerprint: StepDice.id(late), source: .a, isInScope: false)]
        first.host = JournalNotes.Host(
            name: "a.example", notBefore: CrawlInstant(sinceStart: .seconds(1)), requests: 8, retries: 0,
            refusalsInARow: 0)
        var redirect = JournalNotes()
        redirect.discovered = [try self.discovery("http://a.example/d", depth: 1, via: .redirect)]
        redirect.redirect = redirect.discovered[0].id
        var failed = JournalNotes()
        failed.discovered = [try self.discovery("http://late.example/", depth: 1)]
        failed.host = JournalNotes.Host(
            name: "[2001:db8::1]", notBefore: .distantFuture, requests: 2, retries: 1, refusalsInARow: 0)
        var last = JournalNotes()
        last.host = JournalNotes.Host(
            name: "a.example", notBefore: CrawlInstant(sinceStart: .seconds(2)), requests: 9, retries: 0,
            refusalsInARow: 0)
        last.parking = Parking("http://a.example/p/{n}", isParked: true)
        let skip = try CrawlURL("http://a.example/b")
        let mapID = StepDice.id(try CrawlURL("http://a.example/map.xml"))
        return [
            StepEntry(step: 1, notes: seeds), StepEntry(step: 2, notes: robots),
            StepEntry(step: 3, visit: try self.visit("http://a.example/", 200, .fetched, depth: 0), notes: first),
            StepEntry(
                step: 4,
                skipped: [
                    SkippedRecord(
                        id: StepDice.id(skip), url: skip.href, depth: 1, parent: "http://a.example/", reason: .robots,
                        detail: "robots.txt line 2")
                ]),
            StepEntry(
                step: 5,
                visit: try self.visit(
                    "http://a.example/c", 301, .redirected(target: "http://a.example/d"), depth: 1), notes: redirect),
            StepEntry(
                step: 6,
                visit: try self.visit(
                    "http://[2001:db8::1]:81/x", nil, .failed(FailureClass(.timeout), message: "too late"), depth: 0),
                notes: failed),
            StepEntry(
                step: 7, visit: try self.visit("http://a.example/map.xml", 200, .fetched, depth: 2),
                depthChanges: [DepthChange(id: mapID, from: 2, depth: 1), DepthChange(id: mapID, from: 1, depth: 0)],
                notes: last),
        ]
    }

    static let urls = [
        "'http://[2001:db8::1]:81/x' 'failed' 'timeout' 0 'seed' NULL",
        "'http://a.example/' 'fetched' NULL 0 'seed' NULL",
        "'http://a.example/map.xml' 'fetched' NULL 0 'sitemap-file' 'http://a.example/robots.txt'",
        "'http://a.example/b' 'skipped' 'robots' 1 'a' 'http://a.example/'",
        "'http://a.example/c' 'redirected' NULL 1 'a' 'http://a.example/'",
        "'http://a.example/d' 'pending' NULL 1 'redirect' 'http://a.example/c'",
        "'http://late.example/' 'pending' NULL 1 'a' 'http://a.example/'",
    ]

    static let parents = [
        "1 http://a.example/ -", "1 http://[2001:db8::1]:81/x -",
        "2 http://a.example/map.xml http://a.example/robots.txt", "3 http://a.example/b http://a.example/",
        "3 http://a.example/c http://a.example/", "5 http://a.example/d http://a.example/c",
        "6 http://late.example/ http://a.example/",
    ]
}
