package import SkitterCore
import SkitterTesting
import Testing

@Suite struct TrapQueueTests {
    private typealias Web = SyntheticWeb

    private static let ordinaryPages = (0..<60).map { "/word\(["a", "b", "c", "d", "e", "f"][$0 % 6])\($0).html" }

    /// Traps of every kind among ordinary pages.
    private static let mixed = SyntheticWeb([
        Web.home(
            TrapQueueTests.ordinaryPages + [
                "/cal/2024/05", "/nest/", "/app/0;jsessionid=0123456789abcdef0123456789abcdef", "/find", "/all",
                "/p/0.html", "/leaves",
            ]),
        Web.calendar, Web.nesting, Web.sessions(pages: 12), Web.facets, Web.sameForAll(3000), Web.tree(300),
        Web.leaves(500),
        { ($0 == "/beside.html" || $0 == "/rare.html") ? Web.page("beside \($0)", ["/"]) : nil },
        { TrapQueueTests.ordinaryPages.contains($0) ? Web.page("ordinary \($0)", ["/"]) : nil },
        { $0.hasPrefix("/thing/") ? Web.page("thing \($0)", ["/"]) : nil },
    ])

    /// One visit at a time, none tried again.
    private static let oneByOne = try? TrapCrawl(TrapQueueTests.mixed, concurrency: 1, seed: 1, retries: false)

    @Test func everyKindOfTrapEndsAndTheOrdinaryPagesAreAllFetched() throws {
        let crawl = try #require(TrapQueueTests.oneByOne)
        #expect(!crawl.isEndless)
        #expect(crawl.faults.isEmpty)
        #expect(
            crawl.parkedPatterns == [
                "http://h.example/cal/{date}", "http://h.example/…(nest|x|y)", "http://h.example/…(nest|x)",
                "http://h.example/…(nest|y)", "http://h.example/…;jsessionid={id}", "http://h.example/find?*",
                "http://h.example/item?id",
            ])
        let ordinary =
            TrapQueueTests.ordinaryPages + ["/", "/beside.html", "/rare.html", "/leaves", "/all"]
            + (0..<300).map { "/p/\($0).html" } + (0..<500).map { "/leaf/\($0)" }
        for page in ordinary { #expect(crawl.fetched.contains(page), "\(page)") }
        #expect(crawl.fetched.count { $0.hasPrefix("/item?id=") } == 1 + 200 + 256)
    }

    @Test(arguments: 2..<10)
    func theSetFetchedDoesNotDependOnTiming(seed: Int) throws {
        let expected = try #require(TrapQueueTests.oneByOne)
        let crawl = try TrapCrawl(
            TrapQueueTests.mixed, concurrency: [2, 7, 64, 1000][seed % 4], seed: UInt64(seed))
        #expect(crawl.parkedPatterns == expected.parkedPatterns)
        #expect(crawl.fetched == expected.fetched)
        #expect(crawl.parkedURLs == expected.parkedURLs)
        #expect(crawl.faults.isEmpty)
    }

    /// Families of numbered pages that link to each other at random: even ones repeat a few bodies, odd ones do not.
    private func randomWeb(_ seed: UInt64) -> SyntheticWeb {
        var dice = SplitMix64(seed: seed)
        let families = ["ka", "lo", "mi", "ne", "ru", "so"].prefix(Int.random(in: 2...6, using: &dice))
        let bodies = Int.random(in: 1...3, using: &dice)
        let degree = Int.random(in: 2...5, using: &dice)
        return SyntheticWeb([
            Web.home(families.map { "/\($0)/0" }),
            { path in
                let parts = path.split(separator: "/")
                guard parts.count == 2, let family = families.firstIndex(where: { $0 == parts[0] }),
                    let n = Int(parts[1])
                else { return nil }
                var dice = SplitMix64(seed: seed &* 31 &+ UInt64(family) &* 1009 &+ UInt64(n))
                if dice.next() % 10 == 0 { return nil }
                let links = (0..<degree).map { _ in
                    "/\(families[Int(dice.next() % UInt64(families.count))])/\(dice.next() % 150)"
                }
                let text = family % 2 == 0 ? "class \(n % bodies)" : "page \(n)"
                return Web.Page(body: text, links: links)
            },
        ])
    }

    @Test(arguments: 0..<24)
    func randomWebsAreCrawledAlikeInAnyOrder(seed: Int) throws {
        var dice = SplitMix64(seed: UInt64(seed))
        var policy = TrapPolicy()
        policy.repeatsToPark = Int.random(in: 2...12, using: &dice)
        policy.lookahead = Int.random(in: 1...8, using: &dice)
        policy.judgedPerLookahead = Int.random(in: 1...4, using: &dice)
        policy.rememberedDigests = Int.random(in: 1...4, using: &dice)
        let web = self.randomWeb(UInt64(seed))
        let expected = try TrapCrawl(web, policy: policy, concurrency: 1, seed: 0, retries: false)
        #expect(expected.parkedPatterns.isDisjoint(with: ["lo", "ne", "so"].map { "http://h.example/\($0)/{n}" }))
        for concurrency in [3, 40] {
            let crawl = try TrapCrawl(web, policy: policy, concurrency: concurrency, seed: UInt64(seed) + 1)
            #expect(crawl.fetched == expected.fetched)
            #expect(crawl.parkedPatterns == expected.parkedPatterns)
            #expect(crawl.parkedURLs == expected.parkedURLs)
            #expect(crawl.faults.isEmpty)
        }
    }

    @Test func randomWebsHoldTraps() throws {
        var policy = TrapPolicy()
        policy.repeatsToPark = 6
        for seed in 0..<4 {
            let crawl = try TrapCrawl(self.randomWeb(UInt64(seed)), policy: policy, concurrency: 5, seed: 1)
            #expect(crawl.parkedPatterns.contains("http://h.example/ka/{n}"))
            #expect(!crawl.parkedURLs.isEmpty)
        }
    }

    @Test func fiftyThousandPagesThatDifferAreAllFetched() throws {
        let web = SyntheticWeb([Web.home(["/p/0.html"]), Web.tree(50_000)])
        let crawl = try TrapCrawl(web, concurrency: 64, seed: 3)
        #expect(crawl.parkedPatterns.isEmpty)
        #expect(crawl.fetched.count == 50_001)
        #expect(crawl.faults.isEmpty)
    }

    /// Slow answers of a large site may then be as many as the user permits.
    @Test func aPatternOfManyPagesIsFetchedFurtherAhead() {
        let policy = TrapPolicy()
        #expect([0, 2048, 8192, 1_000_000].map(policy.lookahead(judged:)) == [256, 256, 1024, 4096])
    }

    @Test func forumsShopsArchivesAndLeavesAreNoTraps() throws {
        let web = SyntheticWeb([
            Web.home(["/forum/list.php?page=0", "/products", "/archive/2000/1/1", "/leaves"]), Web.forum(topics: 1500),
            Web.shop(products: 2000), Web.archive(days: 700), Web.leaves(3000),
        ])
        let crawl = try TrapCrawl(web, concurrency: 16, seed: 4)
        #expect(crawl.parkedPatterns.isEmpty)
        #expect(crawl.parkedURLs.isEmpty)
        #expect(crawl.fetched.count { $0.hasPrefix("/forum/topic.php?t=") } == 3000)
        #expect(crawl.fetched.count { $0.hasPrefix("/product.php") } == 2000)
        #expect(crawl.fetched.count { $0.hasPrefix("/archive/") } == 700)
        #expect(crawl.fetched.count { $0.hasPrefix("/leaf/") } == 3000)
    }

    @Test(arguments: 0..<12)
    func itMakesNoDifferenceThatEntriesLeaveMemory(seed: Int) throws {
        let web = self.randomWeb(UInt64(seed))
        var policy = TrapPolicy()
        policy.repeatsToPark = 3 + seed % 5
        policy.lookahead = 1 + seed % 3
        policy.isOn = seed % 4 != 3
        let expected = try TrapCrawl(web, policy: policy, concurrency: 1, seed: 0, retries: false)
        let crawl = try TrapCrawl(web, policy: policy, concurrency: 10, seed: UInt64(seed), spills: true)
        #expect(crawl.faults.isEmpty)
        #expect(crawl.fetched == expected.fetched)
        #expect(crawl.parkedURLs == expected.parkedURLs)
    }

    @Test func aPatternOfThousandsThatWaitOutsideMemoryIsFetchedInTheSameOrder() throws {
        let web = SyntheticWeb([Web.home(["/leaves"]), Web.leaves(4000)])
        let crawl = try TrapCrawl(web, concurrency: 8, seed: 1, spills: true)
        #expect(crawl.faults.isEmpty && crawl.parkedPatterns.isEmpty)
        #expect(crawl.fetched.count == 4002)
    }

    @Test func withTheJudgeOffEveryURLIsHandedOut() throws {
        var policy = TrapPolicy()
        policy.isOn = false
        let web = SyntheticWeb([Web.home(["/all"]), Web.sameForAll(1000)])
        let crawl = try TrapCrawl(web, policy: policy, concurrency: 8, seed: 5)
        #expect(crawl.fetched.count == 1003)
        #expect(crawl.parkedPatterns.isEmpty && crawl.faults.isEmpty)
    }

    @Test func anUnparkedPatternIsFetchedToItsEnd() throws {
        let web = SyntheticWeb([Web.home(["/all"]), Web.sameForAll(1000)])
        var policy = TrapPolicy()
        let parked = try TrapCrawl(web, policy: policy, concurrency: 8, seed: 5)
        #expect(parked.fetched.count < 600)
        policy.unparked = parked.parkedPatterns
        let crawl = try TrapCrawl(web, policy: policy, concurrency: 8, seed: 5)
        #expect(crawl.fetched.count == 1003)
    }

    @Test func whatAnEarlierRunParkedStaysParked() throws {
        var queue = TrapQueue<Int>(TrapJudge.Rules(TrapPolicy()))
        var pool = SpillPool()
        queue.parkedBefore("http://h/item?id")
        #expect(
            queue.discovered(1, url: try CrawlURL("http://h/item?id=7"), depth: 1, &pool)
                == .parked(pattern: "http://h/item?id"))
        #expect(queue.discovered(2, url: try CrawlURL("http://h/item?id=7&x=1"), depth: 1, &pool) == .queued)
        #expect(queue.count == 1)
    }

    @Test func theShallowestComesFirstWithinAGeneration() throws {
        var queue = TrapQueue<Int>(TrapJudge.Rules(TrapPolicy()))
        var pool = SpillPool()
        for (element, depth) in [(1, 3), (2, 1), (3, 2), (4, 1)] {
            _ = queue.discovered(element, url: try CrawlURL("http://h/\(element)"), depth: depth, &pool)
        }
        var order: [Int] = []
        while let (element, ticket) = queue.popFirst(&pool) {
            order.append(element)
            _ = queue.settled(ticket, url: try CrawlURL("http://h/\(element)"), signature: nil, &pool)
        }
        #expect(order == [2, 4, 3, 1])
    }

    @Test func aGenerationWaitsForTheOneBefore() throws {
        var queue = TrapQueue<Int>(TrapJudge.Rules(TrapPolicy()))
        var pool = SpillPool()
        let url = try CrawlURL("http://h/")
        _ = queue.discovered(1, url: url, depth: 0, &pool)
        _ = queue.discovered(2, url: url, depth: 0, &pool)
        let firstEntry = queue.popFirst(&pool)
        let secondEntry = queue.popFirst(&pool)
        let (first, second) = (try #require(firstEntry), try #require(secondEntry))
        _ = queue.discovered(3, url: url, depth: 1, &pool)
        _ = queue.settled(first.ticket, url: url, signature: nil, &pool)
        #expect(!queue.hasReady && !queue.isEmpty)
        queue.putBack(second.element, second.ticket)
        #expect(queue.popFirst(&pool)?.element == 2)
        #expect(queue.popFirst(&pool) == nil)
        _ = queue.settled(second.ticket, url: url, signature: nil, &pool)
        #expect(queue.hasReady)
        #expect(queue.popFirst(&pool)?.element == 3)
    }
}

extension Int: Packable {
    package func pack(into record: inout PackedWriter) { record.number(self) }
    package init?(unpacking record: inout PackedReader) { self = record.number() }
}

extension CrawlURL: Packable {
    package func pack(into record: inout PackedWriter) { record.text(self.href) }
    package init?(unpacking record: inout PackedReader) { try? self.init(record.text()) }
}
