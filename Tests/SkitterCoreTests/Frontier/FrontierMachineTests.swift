import SkitterCore
import Testing

@Suite struct FrontierMachineTests {
    @Test func aPageIsHandedOutOnceAndEveryURLIsAccountedFor() throws {
        let frontier = try FrontierFixture()
        let seed = try #require(try frontier.next())
        #expect(seed.url.href == "http://127.0.0.1/")
        #expect(frontier.lease().leases.isEmpty)
        try frontier.finish(seed, links: ["/a", "/b", "/a", "/"])
        let leases = frontier.lease().leases
        #expect(leases.map(\.url.pathname) == ["/a", "/b"])
        for lease in leases { try frontier.finish(lease, links: ["/a", "/b"]) }
        #expect(frontier.lease().wait == .drained)
        #expect(frontier.ledger.fetched == 3)
        #expect(frontier.ledger.discovered == 3)
        #expect(frontier.ledger.closes)
    }

    @Test func theAnswerTellsHowManyLinksWereNew() throws {
        let frontier = try FrontierFixture()
        let step = try frontier.finish(try #require(try frontier.next()), links: ["/a", "/b", "/"])
        #expect(step.visit?.links.new == 2)
        #expect(step.visit?.links.accepted == 3)
    }

    @Test(arguments: [1, nil] as [Int?]) func aJournalKeepsTheLinksOfEachPage(depthLimit: Int?) throws {
        let frontier = try FrontierFixture {
            $0.depthLimit = depthLimit
            $0.isJournaled = true
        }
        let links = ["/a", "/", "/a"]
        let step = try frontier.finish(try #require(try frontier.next()), links: links + ["http://elsewhere.example/"])
        #expect(
            try step.notes?.accepted
                == links.map { try CrawlURL("http://127.0.0.1" + $0).fingerprint(seed: 0).rawValue })
    }

    @Test func aHostWaitsForItsDelayAfterTheEndOfAnAnswer() throws {
        let frontier = try FrontierFixture(seeds: ["http://example.org/"]) { $0.delay = .seconds(2) }
        let seed = try #require(try frontier.next())
        try frontier.finish(seed, links: ["/a", "/b"], after: .seconds(3))
        #expect(frontier.now == CrawlInstant(sinceStart: .seconds(3)))
        #expect(frontier.lease().wait == .until(CrawlInstant(sinceStart: .seconds(5)), host: "example.org"))
        let page = try #require(try frontier.next())
        #expect(frontier.now == CrawlInstant(sinceStart: .seconds(5)))
        #expect(frontier.lease().wait == .finish)
        try frontier.finish(page)
        _ = try #require(try frontier.next())
        #expect(frontier.now == CrawlInstant(sinceStart: .seconds(7)))
    }

    @Test(arguments: [(0.1, 1.0), (2.0, 4.0), (60.0, 30.0)])
    func theAdaptiveDelayIsTwiceTheResponseTimeWithinItsBounds(responseSeconds: Double, delaySeconds: Double) throws {
        let frontier = try FrontierFixture(seeds: ["http://example.org/"])
        try frontier.finish(try #require(try frontier.next()), links: ["/a"], after: .seconds(responseSeconds))
        let ended = frontier.now
        _ = try #require(try frontier.next())
        #expect(ended.duration(to: frontier.now) == .seconds(delaySeconds))
    }

    @Test func aPrivateHostThatASeedNamesHasNoDelayAndAllConnections() throws {
        let frontier = try FrontierFixture { $0.concurrency = 8 }
        try frontier.finish(try #require(try frontier.next()), links: (0..<20).map { "/\($0)" }, after: .seconds(5))
        #expect(frontier.lease(100).leases.count == 8)
    }

    @Test func aPrivateHostThatNoSeedNamesIsRefusedWithoutARequest() throws {
        let frontier = try FrontierFixture(seeds: ["http://example.org/"], scope: .any)
        try frontier.finish(try #require(try frontier.next()), links: ["http://10.0.0.1/"])
        let lease = try #require(try frontier.next())
        guard case .settle(.unreachable(let error)) = lease.work else {
            Issue.record("a private address was about to be asked")
            return
        }
        #expect(error.code == .refused)
    }

    @Test func aNameThatTurnsOutToBePrivateIsRefusedToo() throws {
        let frontier = try FrontierFixture(seeds: ["http://example.org/"], scope: .any)
        try frontier.finish(try #require(try frontier.next()), links: ["http://rebound.example/"])
        let lease = try #require(try frontier.next(resolving: IPAddress(v4: 0xC0A8_0001)))
        guard case .settle(.unreachable(let error)) = lease.work else {
            Issue.record("a private address was about to be asked")
            return
        }
        #expect(error.code == .refused)
    }

    /// Hosts that the frontier would ask, of those that a page of http://127.0.0.1/ links to.
    private func asked(_ links: [String], allowing blocks: [AddressBlock] = []) throws -> [String] {
        let frontier = try FrontierFixture(scope: .any) { $0.allowedPrivate = blocks }
        try frontier.finish(try #require(try frontier.next()), links: links)
        var asked: [String] = []
        while let lease = try frontier.next() {
            if case .page = lease.work { asked.append(lease.url.host) }
            try frontier.finish(lease)
        }
        return asked
    }

    @Test func aSeedOpensItsOwnAddressAndPortAlone() throws {
        #expect(
            try self.asked(["/a", "http://127.0.0.1:8080/", "http://127.0.0.2/", "http://[::1]/"]) == ["127.0.0.1"])
    }

    @Test func aBlockThatTheUserAllowsIsOpen() throws {
        let blocks = [try AddressBlock("127.0.0.1:8080"), try AddressBlock("10.0.0.0/8")]
        let links = ["http://127.0.0.1:8080/", "http://127.0.0.1:8081/", "http://10.1.2.3:99/", "http://11.0.0.1/"]
        #expect(try self.asked(links, allowing: blocks) == ["127.0.0.1:8080", "10.1.2.3:99", "11.0.0.1"])
    }

    @Test func hostsAtOneAddressShareItsGap() throws {
        let frontier = try FrontierFixture(seeds: (0..<5).map { "http://host\($0).example/" })
        var starts: [CrawlInstant] = []
        while let lease = try frontier.next() {
            starts.append(frontier.now)
            try frontier.finish(lease)
        }
        #expect(starts.count == 5)
        for (earlier, later) in zip(starts, starts.dropFirst()) {
            #expect(earlier.duration(to: later) >= .milliseconds(250))
        }
        #expect(starts.last == CrawlInstant(sinceStart: .milliseconds(1000)))
    }

    @Test func aThousandHostsAtOneAddressAllComeToTheirTurn() throws {
        let frontier = try FrontierFixture(seeds: (0..<1000).map { "http://host\($0).example/" })
        var visited = 0
        while let lease = try frontier.next() {
            visited += 1
            try frontier.finish(lease)
        }
        #expect(visited == 1000)
        #expect(frontier.now == CrawlInstant(sinceStart: .milliseconds(250 * 999)))
    }

    @Test func aLeaseThatComesBackUnvisitedCostsNothing() throws {
        let frontier = try FrontierFixture(seeds: ["http://example.org/"])
        let lease = try #require(try frontier.next())
        _ = frontier.machine.visitFinished(
            FinishedVisit(lease: lease.id, result: .unvisited, exchange: nil), at: frontier.now)
        #expect(frontier.ledger.pending == 1)
        let again = try #require(try frontier.next())
        #expect(again.attempt == 1)
        #expect(frontier.now == .start)
    }

    @Test func thePageBudgetIsExact() throws {
        let frontier = try FrontierFixture { $0.maxPages = 3 }
        try frontier.finish(try #require(try frontier.next()), links: (0..<9).map { "/\($0)" })
        let leases = frontier.lease().leases
        #expect(leases.count == 2)
        try frontier.finish(leases[0], status: 404)
        try frontier.finish(leases[1])
        let last = frontier.lease().leases
        #expect(last.count == 1)
        #expect(frontier.lease().wait == .finish)
        try frontier.finish(last[0])
        #expect(frontier.lease().wait == .budget)
        #expect(frontier.ledger.fetched == 3)
        #expect(frontier.ledger.closes)
    }

    @Test func theGapOfAnAddressCountsFromWhenTheRequestBegan() throws {
        let frontier = try FrontierFixture(seeds: ["http://a.test/", "http://b.test/"]) {
            $0.perAddressDelay = .milliseconds(250)
        }
        let first = try #require(try frontier.next())
        // It had to wait for its turn somewhere.
        frontier.now = frontier.now.advanced(by: .milliseconds(100))
        let began = frontier.now
        try frontier.finish(first, after: .milliseconds(10))
        let second = try #require(try frontier.next())
        #expect(second.url.hostname != first.url.hostname)
        #expect(frontier.now == began.advanced(by: .milliseconds(250)))
    }

    @Test func theBudgetOfAHostIsExactAndTheRestOfItIsSkipped() throws {
        let frontier = try FrontierFixture(seeds: ["http://127.0.0.1/", "http://127.0.0.2/"]) {
            $0.maxPagesPerHost = 3
        }
        let seeds = frontier.lease().leases
        #expect(seeds.count == 2)
        try frontier.finish(
            try #require(seeds.first { $0.url.hostname == "127.0.0.1" }), links: (0..<9).map { "/\($0)" })
        let leases = frontier.lease().leases
        #expect(leases.count == 2)
        try frontier.finish(leases[0], status: 404)
        try frontier.finish(leases[1])
        let last = frontier.lease().leases
        #expect(last.count == 1)
        try frontier.finish(last[0])
        let rest = frontier.lease().leases
        #expect(rest.count == 6)
        for lease in rest {
            guard case .settle(.hostBudget) = lease.work else {
                Issue.record("\(lease.url.href) was to be skipped")
                return
            }
            _ = frontier.machine.visitFinished(
                FinishedVisit(lease: lease.id, result: .skipped(.hostBudget, detail: nil), exchange: nil),
                at: frontier.now)
        }
        #expect(frontier.ledger.fetched == 3)
        #expect(frontier.ledger.skipped == [.hostBudget: 6])
        // The other host has a budget of its own.
        try frontier.finish(try #require(seeds.first { $0.url.hostname == "127.0.0.2" }))
        #expect(frontier.lease().wait == .drained)
        #expect(frontier.ledger.fetched == 4 && frontier.ledger.closes)
    }

    @Test func aBudgetThatTheLastPageSpendsHasStoppedNothing() throws {
        let frontier = try FrontierFixture { $0.maxPages = 2 }
        try frontier.finish(try #require(try frontier.next()), links: ["/last"])
        let last = try #require(try frontier.next())
        #expect(frontier.lease().wait == .finish)
        try frontier.finish(last)
        #expect(frontier.lease().wait == .drained)
    }

    @Test func aHostThatPermitsNothingForTooLongEndsTheRun() throws {
        let frontier = try FrontierFixture(seeds: ["http://example.org/"]) { $0.maxHostWait = .seconds(60) }
        let seed = try #require(try frontier.next())
        try frontier.finish(seed, status: 503, retry: FinishedVisit.Retry(after: .seconds(3600), isHostWide: true))
        #expect(frontier.lease().wait == .tooLong(CrawlInstant(sinceStart: .seconds(3600)), host: "example.org"))
        #expect(frontier.ledger.pending == 1)
    }
}
