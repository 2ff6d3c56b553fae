import SkitterCore
import SkitterTesting
import Testing

/// What the user parks and puts back while the crawl runs.
@Suite struct FrontierParkingTests {
    private static let pattern = "http://127.0.0.1/p/{n}"

    /// Carries out what was decided; returns the records and how many steps it took.
    @discardableResult
    private func decide(
        _ frontier: FrontierFixture, _ pattern: String = FrontierParkingTests.pattern, isParked: Bool,
        upTo count: Int = 1000
    ) -> (records: [SkippedRecord], steps: Int) {
        #expect(frontier.machine.parkingAsked(Parking(pattern, isParked: isParked)) != nil)
        return self.carryOn(frontier, upTo: count)
    }

    private func carryOn(_ frontier: FrontierFixture, upTo count: Int = 1000) -> (records: [SkippedRecord], steps: Int)
    {
        var records: [SkippedRecord] = []
        var steps = 0
        while frontier.machine.hasParkingWork {
            let step = frontier.machine.parkingCarriedOn(count, at: frontier.now)
            records += step.skipped
            steps += 1
            #expect(step.skipped.count <= count)
            #expect(frontier.ledger.closes)
        }
        return (records, steps)
    }

    private func paths(_ frontier: FrontierFixture) -> Set<String> {
        Set(frontier.lease(10_000).leases.map(\.url.requestTarget))
    }

    @Test(arguments: [true, false])
    func whatWaitsIsParkedSomeAtATimeAndComesBack(isJudged: Bool) throws {
        let frontier = try FrontierFixture {
            $0.concurrency = 10_000
            $0.traps.isOn = isJudged
        }
        let links = (0..<2500).map { "/p/\($0)" } + (0..<30).map { "/q/\($0)" } + ["/about"]
        try frontier.finish(try #require(try frontier.next()), links: links)
        let parked = self.decide(frontier, isParked: true)
        #expect(parked.steps == 3)
        #expect(Set(parked.records.map(\.url)) == Set((0..<2500).map { "http://127.0.0.1/p/\($0)" }))
        #expect(
            parked.records.allSatisfy {
                $0.reason == .parked && $0.isParkedByUser && $0.detail == FrontierParkingTests.pattern && $0.depth == 1
                    && $0.parent == "http://127.0.0.1/"
            })
        #expect(self.paths(frontier) == Set((0..<30).map { "/q/\($0)" } + ["/about"]))
        let figures = frontier.machine.counts().parked
        #expect(figures.patterns == [.init(pattern: FrontierParkingTests.pattern, urls: 2500, isByUser: true)])
        let back = self.decide(frontier, isParked: false)
        #expect(back.steps == 3)
        #expect(back.records.allSatisfy { $0.reason == .unparked && $0.detail == FrontierParkingTests.pattern })
        #expect(Set(back.records.map(\.id)) == Set(parked.records.map(\.id)))
        #expect(frontier.ledger.parked == 0 && frontier.machine.counts().parked == ParkedFigures())
        // Nothing holds them up any more: what the user wants is not judged.
        #expect(isJudged || self.paths(frontier).count == 2500)
    }

    @Test func whatIsHandedOutHeldBackAndNotYetOfItsGenerationIsParkedToo() throws {
        let frontier = try FrontierFixture {
            $0.concurrency = 8
            $0.depthLimit = nil
            $0.traps.lookahead = 4
            $0.traps.repeatsToPark = 4
        }
        try frontier.finish(try #require(try frontier.next()), links: (0..<50).map { "/p/\($0)" } + ["/a", "/b"])
        let leases = frontier.lease(4).leases
        // Those named by them wait for their generation.
        try frontier.finish(leases[0], links: (50..<60).map { "/p/\($0)" } + ["/c"], body: "one")
        let records = self.decide(frontier, isParked: true).records
        let rest = frontier.lease().leases
        let named = Set(records.map(\.url) + (leases + rest).map(\.url.href))
        #expect(named.count == records.count + 4 + rest.count)
        #expect(rest.allSatisfy { !$0.url.pathname.hasPrefix("/p/") })
        for lease in leases.dropFirst() + rest { try frontier.finish(lease, links: ["/p/99"], body: "same") }
        let last = try #require(try frontier.next())
        #expect(last.url.pathname == "/c")
        let step = try frontier.finish(last, links: ["/p/100", "/p/101"])
        #expect(step.skipped.map(\.isParkedByUser) == [true, true])
        #expect(frontier.lease().wait == .drained)
        #expect(frontier.ledger.closes && frontier.ledger.pending == 0)
    }

    @Test func nothingOfTheHostIsLeasedWhileItsQueueIsGoneThrough() throws {
        let frontier = try FrontierFixture { $0.concurrency = 100 }
        try frontier.finish(try #require(try frontier.next()), links: (0..<50).map { "/p/\($0)" } + ["/q"])
        _ = frontier.machine.parkingAsked(Parking(FrontierParkingTests.pattern, isParked: true))
        #expect(frontier.lease().leases.isEmpty)
        #expect(frontier.lease().wait == .finish)
        _ = frontier.machine.parkingCarriedOn(10, at: frontier.now)
        #expect(frontier.lease().leases.isEmpty)
        _ = self.carryOn(frontier)
        #expect(self.paths(frontier) == ["/q"])
    }

    @Test func whoThinksBetterOfItAmidItGetsAllBack() throws {
        let frontier = try FrontierFixture {
            $0.concurrency = 1000
            $0.traps.repeatsToPark = 5
            $0.traps.lookahead = 5
        }
        let links = (0..<100).map { "/p/\($0)" }
        try frontier.finish(try #require(try frontier.next()), links: links)
        // The first ten are handed out, the others held.
        let leases = frontier.lease().leases
        #expect(leases.count == 10)
        for isParked in [true, false, true, false] {
            #expect(
                frontier.machine.parkingAsked(Parking(FrontierParkingTests.pattern, isParked: isParked)) != nil)
            _ = frontier.machine.parkingCarriedOn(7, at: frontier.now)
            #expect(frontier.ledger.closes)
        }
        _ = self.carryOn(frontier, upTo: 7)
        var fetched = Set(leases.map(\.url.pathname))
        for lease in leases { try frontier.finish(lease, body: "same") }
        while let lease = try frontier.next() {
            fetched.insert(lease.url.pathname)
            try frontier.finish(lease, body: "same")
        }
        #expect(fetched == Set(links))
        #expect(frontier.ledger.parked == 0 && frontier.ledger.fetched == 101)
    }

    @Test func aPatternThatTheRuleParkedComesBackAndIsJudgedNoMore() throws {
        let frontier = try FrontierFixture {
            $0.concurrency = 4
            $0.traps.repeatsToPark = 5
            $0.traps.lookahead = 2
        }
        try frontier.finish(try #require(try frontier.next()), links: (0..<60).map { "/p/\($0)" })
        func drain() throws {
            while let lease = try frontier.next() { try frontier.finish(lease, body: "same") }
        }
        try drain()
        let figures = frontier.machine.counts().parked
        #expect(figures.patterns.map(\.isByUser) == [false] && figures.urls > 40)
        #expect(self.decide(frontier, isParked: false).records.count == figures.urls)
        try drain()
        #expect(frontier.ledger.fetched == 61 && frontier.ledger.parked == 0)
        #expect(frontier.machine.parkingAsked(Parking(FrontierParkingTests.pattern, isParked: false)) == nil)
    }

    @Test func anOrderThatChangesNothingIsNone() throws {
        let frontier = try FrontierFixture()
        for pattern in ["http://other.example/p/{n}", "http://127.0.0.1/p", "p/{n}", "", "http://"] {
            #expect(frontier.machine.parkingAsked(Parking(pattern, isParked: true)) == nil, "\(pattern)")
        }
        #expect(frontier.machine.parkingAsked(Parking(FrontierParkingTests.pattern, isParked: false)) == nil)
        self.decide(frontier, isParked: true)
        #expect(frontier.machine.parkingAsked(Parking(FrontierParkingTests.pattern, isParked: true)) == nil)
        // It has no URL yet, and can be put back all the same.
        #expect(frontier.machine.counts().parked.emptyPatterns == [FrontierParkingTests.pattern])
        self.decide(frontier, isParked: false)
        #expect(frontier.machine.counts().parked == ParkedFigures())
    }

    @Test func whatTheUserNamedIsNotParked() throws {
        let frontier = try FrontierFixture(seeds: ["http://127.0.0.1/p/1", "http://127.0.0.1/p/2"])
        self.decide(frontier, isParked: true)
        let lease = try #require(try frontier.next())
        try frontier.finish(lease, links: ["/p/3"])
        #expect(try frontier.next() != nil)
        #expect(frontier.ledger.parked == 1)
    }

    @Test func whatWaitsToBeTriedAgainIsParkedAndWhatIsInFlightIsTriedOnce() throws {
        let frontier = try FrontierFixture { $0.concurrency = 10 }
        try frontier.finish(try #require(try frontier.next()), links: ["/p/1", "/p/2", "/q"])
        let leases = frontier.lease().leases.sorted { $0.url.pathname < $1.url.pathname }
        let retry = FinishedVisit.Retry(isHostWide: false)
        try frontier.finish(leases[0], status: 500, retry: retry)
        #expect(self.decide(frontier, isParked: true).records.map(\.url) == ["http://127.0.0.1/p/1"])
        try frontier.finish(leases[1], status: 500, retry: retry)
        #expect(frontier.ledger.failedCount == 1)
        try frontier.finish(leases[2], links: ["/r"])
        #expect(try frontier.next()?.url.pathname == "/r", "their generation waits for nobody")
        #expect(frontier.ledger.closes)
    }

    @Test func aPathWithEverOtherParametersIsParkedAsOne() throws {
        let frontier = try FrontierFixture {
            $0.concurrency = 1000
            $0.traps.lookahead = 1
            $0.traps.repeatsToPark = 1
        }
        let links = (0..<20).flatMap { ["/find?a\($0)=1&b=1", "/find?a=\($0)"] }
        try frontier.finish(try #require(try frontier.next()), links: links + ["/find", "/other?a=1"])
        let leased = frontier.lease().leases
        let parked = self.decide(frontier, "http://127.0.0.1/find?*", isParked: true).records
        #expect(leased.count + parked.count == 42)
        #expect(parked.allSatisfy { $0.url.contains("/find?") })
        for lease in leased { try frontier.finish(lease, links: ["/find?new=1", "/other?a=2"], body: "same") }
        while let lease = try frontier.next() { try frontier.finish(lease, body: "same") }
        #expect(frontier.ledger.pending == 0 && frontier.ledger.closes, "somebody waits for what was parked")
        #expect(frontier.ledger.parked == parked.count + 1)
    }

    @Test func thePatternsWithMostToDoAreTold() throws {
        let frontier = try FrontierFixture { $0.concurrency = 20 }
        let links = (0..<40).map { "/q?n=\($0)" } + ["/about"] + (0..<3000).map { "/p/\($0)" }
        try frontier.finish(try #require(try frontier.next()), links: links)
        var patterns = frontier.machine.waitingPatterns(limit: 5)
        #expect(patterns.map(\.pattern) == [FrontierParkingTests.pattern, "http://127.0.0.1/q?n"])
        #expect(patterns[0].isEstimate && abs(patterns[0].waiting - 3000) < 400)
        // They are given their places; what is beyond the grant is counted exactly.
        for lease in frontier.lease().leases { try frontier.finish(lease, body: lease.url.href) }
        patterns = frontier.machine.waitingPatterns(limit: 1)
        #expect(patterns.map(\.pattern) == [FrontierParkingTests.pattern])
        #expect(abs(patterns[0].waiting + patterns[0].visited - 3000) < 400)
        self.decide(frontier, isParked: true)
        #expect(frontier.machine.waitingPatterns(limit: 5).map(\.pattern) == ["http://127.0.0.1/q?n"])
        #expect(frontier.machine.waitingPatterns(limit: 0).isEmpty)
    }

    @Test func aChainOfPagesIsToldThoughNoneOfItWaits() throws {
        let frontier = try FrontierFixture { $0.depthLimit = nil }
        try frontier.finish(try #require(try frontier.next()), links: ["/cal/2024/05"])
        for month in 6...9 {
            let lease = try #require(try frontier.next())
            try frontier.finish(lease, links: ["/cal/2024/0\(month)"], body: "\(month)")
        }
        _ = try #require(try frontier.next())
        #expect(
            frontier.machine.waitingPatterns(limit: 5)
                == [WaitingPattern(pattern: "http://127.0.0.1/cal/{date}", waiting: 0, visited: 4)])
    }
}
