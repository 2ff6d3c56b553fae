import SkitterCore
import SkitterTesting
import Testing

/// Traps in a whole frontier: what is parked, what is fetched all the same, and that no URL is lost on the way.
@Suite struct FrontierTrapTests {
    private typealias Web = SyntheticWeb

    /// What a crawl of a synthetic web came to.
    private struct Outcome: Equatable {
        var fetched: Set<String> = []
        var parked: Set<String> = []
        var patterns: Set<String> = []
    }

    private static let stories = (0..<30).map { "/story-\($0).html" }
    private static let web = SyntheticWeb([
        Web.home(FrontierTrapTests.stories + ["/cal/2024/05", "/all"]), Web.calendar, Web.sameForAll(60),
        { FrontierTrapTests.stories.contains($0) ? Web.page("story \($0)", ["/", "/about.html"]) : nil },
        { $0 == "/about.html" || $0 == "/rare.html" ? Web.page("beside \($0)", ["/"]) : nil },
    ])

    private static func small(_ policy: inout FrontierPolicy) {
        policy.depthLimit = nil
        policy.traps.repeatsToPark = 14
        policy.traps.lookahead = 6
    }

    /// Visits end in an order that the dice choose; some come back unvisited, some are tried again. The clock moves only
    /// where nothing is in flight.
    private func crawl(
        _ web: SyntheticWeb, concurrency: Int, seed: UInt64, _ configure: (inout FrontierPolicy) -> Void
    ) throws -> Outcome {
        var dice = SplitMix64(seed: seed)
        let frontier = try FrontierFixture {
            $0.concurrency = concurrency
            $0.hashSeed = 0
            configure(&$0)
        }
        var outcome = Outcome()
        var open: [Lease] = []
        while true {
            let answer = frontier.lease(concurrency - open.count)
            open += answer.leases
            #expect(frontier.ledger.closes)
            guard !open.isEmpty else {
                guard case .until(let instant, _) = answer.wait else {
                    #expect(answer.wait == .drained)
                    break
                }
                frontier.now = instant
                continue
            }
            let lease = open.remove(at: Int(dice.next() % UInt64(open.count)))
            let path = lease.url.requestTarget
            if dice.next() % 12 == 0 {
                _ = frontier.machine.visitFinished(
                    FinishedVisit(lease: lease.id, result: .unvisited, exchange: nil), at: frontier.now)
                continue
            }
            if lease.attempt == 1, dice.next() % 40 == 0 {
                let retry = FinishedVisit.Retry(isHostWide: dice.next() % 2 == 0)
                if case .retrying = try frontier.finish(lease, status: 500, retry: retry).answer { continue }
                Issue.record("a retry was refused")
            }
            #expect(outcome.fetched.insert(path).inserted, "\(path) twice")
            let page = web.page(path)
            let step = try frontier.finish(
                lease, links: page?.links ?? [], status: page == nil ? 404 : 200, body: page?.body)
            for record in step.skipped where record.reason == .parked {
                #expect(outcome.parked.insert(try CrawlURL(record.url).requestTarget).inserted)
                outcome.patterns.insert(try #require(record.detail))
            }
            try #require(outcome.fetched.count < 5000)
        }
        #expect(outcome.fetched.isDisjoint(with: outcome.parked))
        #expect(frontier.ledger.parked == outcome.parked.count)
        #expect(
            frontier.ledger.discovered
                == outcome.fetched.count + outcome.parked.count + frontier.ledger.skippedCount)
        #expect(frontier.machine.counts().parked.urls == outcome.parked.count)
        #expect(Set(frontier.machine.counts().parked.patterns.map(\.pattern)) == outcome.patterns)
        return outcome
    }

    @Test(arguments: 0..<20)
    func aTrapIsParkedAndTheRestIsFetchedInAnyOrder(seed: UInt64) throws {
        let expected = try self.crawl(FrontierTrapTests.web, concurrency: 1, seed: 99, FrontierTrapTests.small)
        #expect(expected.patterns == ["http://127.0.0.1/cal/{date}", "http://127.0.0.1/item?id"])
        for path in FrontierTrapTests.stories + ["/", "/all", "/about.html", "/rare.html"] {
            #expect(expected.fetched.contains(path), "\(path)")
        }
        let outcome = try self.crawl(
            FrontierTrapTests.web, concurrency: [2, 5, 16, 64][Int(seed % 4)], seed: seed, FrontierTrapTests.small)
        #expect(outcome == expected)
    }

    @Test func whatIsUnparkedIsFetchedToItsEnd() throws {
        let web = SyntheticWeb([Web.home(["/all"]), Web.sameForAll(60)])
        let parked = try self.crawl(web, concurrency: 8, seed: 1, FrontierTrapTests.small)
        #expect(parked.parked.count == 60 - 1 - 14 - 6)
        let all = try self.crawl(web, concurrency: 8, seed: 1) {
            FrontierTrapTests.small(&$0)
            $0.traps.unparked = parked.patterns
        }
        #expect(all.parked.isEmpty)
        #expect(all.fetched == parked.fetched.union(parked.parked))
    }

    @Test func withTrapsOffACalendarIsFetchedToTheDepthLimit() throws {
        let web = SyntheticWeb([Web.home(["/cal/2024/05"]), Web.calendar])
        for isOn in [true, false] {
            let outcome = try self.crawl(web, concurrency: 8, seed: 2) {
                FrontierTrapTests.small(&$0)
                $0.depthLimit = 60
                $0.traps.isOn = isOn
            }
            #expect(isOn ? outcome.fetched.count < 90 : outcome.fetched.count == 2 + 2 * 59)
            #expect(isOn != outcome.parked.isEmpty)
        }
    }

    @Test func aParkedURLStaysParkedWhereAShorterPathToItTurnsUp() throws {
        let frontier = try FrontierFixture {
            $0.depthLimit = 9
            $0.traps.repeatsToPark = 1
            $0.traps.lookahead = 1
        }
        try frontier.finish(try #require(try frontier.next()), links: ["/slow", "/p/1", "/p/2"])
        let slow = try #require(try frontier.next())
        let pages = frontier.lease().leases
        #expect(pages.map(\.url.pathname).sorted() == ["/p/1", "/p/2"])
        try frontier.finish(pages[0], links: ["/q"], body: "same")
        let step = try frontier.finish(pages[1], links: ["/p/3"], body: "same")
        let parked = try #require(step.skipped.first)
        #expect(parked.reason == .parked && parked.depth == 2 && parked.detail == "http://127.0.0.1/p/{n}")
        #expect(parked.url == "http://127.0.0.1/p/3" && parked.parent == pages[1].url.href)
        try frontier.finish(slow, redirect: "/p/3")
        #expect(frontier.ledger.parked == 1)
        #expect(try frontier.next()?.url.pathname == "/q")
        #expect(frontier.ledger.closes)
        #expect(frontier.machine.heldBackAtEnd().isEmpty)
    }

    @Test func whatTheUserNamesIsFetchedWhateverItLooksLike() throws {
        let seeds = (0..<40).map { "http://127.0.0.1/item/\($0)" }
        let frontier = try FrontierFixture(seeds: seeds) { FrontierTrapTests.small(&$0) }
        while let lease = try frontier.next() { try frontier.finish(lease, body: "same") }
        #expect(frontier.ledger.fetched == 40)
    }

    // MARK: - Waiting for the last pages of a generation

    @Test func aPageThatTakesItsTimeHoldsUpTheNextGenerationOnlySoLong() throws {
        let frontier = try FrontierFixture()
        try frontier.finish(try #require(try frontier.next()), links: ["/slow", "/quick"])
        let leases = frontier.lease().leases
        try frontier.finish(leases[1], links: ["/next"], after: .seconds(1))
        let until = frontier.now.advanced(by: TrapPolicy().patience)
        #expect(frontier.lease().wait == .straggler(until))
        #expect(frontier.lease().leases.isEmpty)
        frontier.now = until
        let next = try #require(frontier.lease().leases.first)
        #expect(next.url.pathname == "/next")
        // What the late page names is fetched like everything else.
        try frontier.finish(leases[0], links: ["/late"])
        try frontier.finish(next)
        #expect(try frontier.next()?.url.pathname == "/late")
        #expect(frontier.ledger.closes)
    }

    @Test func aGenerationWaitsForARetryThatIsSoonDue() throws {
        let frontier = try FrontierFixture()
        try frontier.finish(try #require(try frontier.next()), links: ["/again", "/quick"])
        let leases = frontier.lease().leases
        try frontier.finish(leases[0], status: 500, retry: FinishedVisit.Retry(isHostWide: false))
        try frontier.finish(leases[1], links: ["/next"])
        guard case .until(let due, _) = frontier.lease().wait else {
            Issue.record("nobody waits for the retry")
            return
        }
        #expect(due <= frontier.now.advanced(by: .seconds(1)))
        let again = try #require(try frontier.next())
        #expect(again.url.pathname == "/again" && again.attempt == 2)
        try frontier.finish(again)
        #expect(try frontier.next()?.url.pathname == "/next")
    }

    @Test func aHostThatMayDoNoMoreIsNotHeldUp() throws {
        let frontier = try FrontierFixture { $0.perHost = 1 }
        try frontier.finish(try #require(try frontier.next()), links: ["/a"])
        let lease = try #require(try frontier.next())
        #expect(frontier.lease().wait == .finish)
        frontier.now = frontier.now.advanced(by: .seconds(60))
        #expect(frontier.lease().wait == .finish)
        try frontier.finish(lease)
        #expect(frontier.lease().wait == .drained)
    }

    /// Slow pages of a pattern keep their places: whatever comes late is judged where it belongs, and nothing is lost.
    @Test(arguments: 0..<20)
    func pagesThatComeTooLateLoseNothing(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let frontier = try FrontierFixture {
            FrontierTrapTests.small(&$0)
            $0.concurrency = 8
            $0.traps.patternsPerHost = 1
        }
        var open: [Lease] = []
        var fetched: Set<String> = []
        while true {
            let answer = frontier.lease(8 - open.count)
            open += answer.leases
            #expect(frontier.ledger.closes)
            // Half of the time the next instant comes before any page does.
            if case .straggler(let instant) = answer.wait, dice.next() % 2 == 0 {
                frontier.now = instant
                continue
            }
            guard !open.isEmpty else {
                #expect(answer.wait == .drained)
                break
            }
            let lease = open.remove(at: Int(dice.next() % UInt64(open.count)))
            let page = FrontierTrapTests.web.page(lease.url.requestTarget)
            #expect(fetched.insert(lease.url.requestTarget).inserted)
            try frontier.finish(lease, links: page?.links ?? [], status: page == nil ? 404 : 200, body: page?.body)
            try #require(fetched.count < 5000)
        }
        #expect(fetched.isSuperset(of: FrontierTrapTests.stories + ["/", "/all", "/about.html", "/rare.html"]))
        #expect(frontier.ledger.discovered == fetched.count + frontier.ledger.parked)
        #expect(frontier.ledger.parked > 0)
    }
}
