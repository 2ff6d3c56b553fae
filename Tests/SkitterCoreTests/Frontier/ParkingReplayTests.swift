import SkitterCore
import SkitterTesting
import Testing

/// Frontiers of which the user parks and puts back patterns, and which are killed in between.
struct ParkingReplayTests {
    private static let patterns = [
        "http://127.0.0.1/a/{n}", "http://127.0.0.1/b/{n}.html", "http://127.0.0.1/list?page",
        "http://127.0.0.1/list?order&page", "http://127.0.0.1/list?*",
    ]

    private static func path(_ page: Int) -> String {
        switch page % 5 {
        case _ where page == 0: "/"
        case 0: "/a/\(page)"
        case 1: "/b/\(page).html"
        case 2: "/list?page=\(page)"
        case 3: "/list?order=1&page=\(page)"
        default: "/words-" + String(repeating: "x", count: page)
        }
    }

    @Test(arguments: 0..<2000)
    func whatIsParkedSurvivesKillsAndNothingIsLost(number: UInt64) throws {
        var dice = SplitMix64(seed: number)
        let web = NaiveWeb(
            pages: Int.random(in: 1...60, using: &dice), redirects: Int.random(in: 0...3, using: &dice), using: &dice)
        let seed = try CrawlURL("http://127.0.0.1/")
        var policy = FrontierPolicy()
        policy.obeysRobots = false
        policy.isJournaled = true
        policy.depthLimit = Bool.random(using: &dice) ? Int.random(in: 0...6, using: &dice) : nil
        policy.concurrency = 8
        policy.traps.isOn = number % 4 != 0
        policy.traps.lookahead = 2
        policy.traps.repeatsToPark = number % 2 == 0 ? 3 : 200
        let memory = number % 3 == 0 ? FrontierMemory(store: MemorySpillStore(), budget: 0) : FrontierMemory()
        let frontier = try FrontierFixture(seeds: [seed.href], memory: memory) { $0 = policy }
        var journal = FrontierJournal(policy: policy, memory: memory, seed: seed)
        let seeds = frontier.machine.notes(of: [Seed(url: seed)])
        journal.append(try #require(seeds))
        let pages = Dictionary(
            web.pages.indices.map { (Self.path($0), $0) }, uniquingKeysWith: { first, _ in first })
        var open: [Lease] = []
        var fetched: [String] = []
        var isDeciding = true

        func decide(_ pattern: String, isParked: Bool) {
            if let notes = frontier.machine.parkingAsked(Parking(pattern, isParked: isParked)) { journal.append(notes) }
        }
        func carryOn(_ count: Int) {
            guard frontier.machine.hasParkingWork else { return }
            let step = frontier.machine.parkingCarriedOn(count, at: frontier.now)
            #expect(frontier.ledger.closes)
            journal.append(step)
        }
        while true {
            if Int.random(in: 0..<8, using: &dice) == 0 {
                let (before, figures) = (frontier.ledger, frontier.machine.counts().parked)
                frontier.machine = journal.resumed()
                let after = frontier.ledger
                #expect(after.closes && after.fetched == before.fetched && after.skipped == before.skipped)
                #expect(after.pending == before.pending + before.leased && after.parked == before.parked)
                #expect(frontier.machine.counts().parked == figures)
                open = []
            }
            if isDeciding, Int.random(in: 0..<4, using: &dice) == 0 {
                decide(try #require(Self.patterns.randomElement(using: &dice)), isParked: Bool.random(using: &dice))
            }
            if Bool.random(using: &dice) { carryOn(Int.random(in: 1...5, using: &dice)) }
            open += frontier.lease(8 - open.count).leases
            guard let index = open.indices.randomElement(using: &dice) else {
                if frontier.machine.hasParkingWork {
                    carryOn(3)
                    continue
                }
                if let instant = frontier.machine.counts().nextStart, instant > frontier.now {
                    frontier.now = instant
                    continue
                }
                let left = journal.parked.filter { !$0.value.isEmpty }.keys.sorted()
                guard isDeciding || !left.isEmpty else { break }
                // In the end the user wants everything, what the rule parked too.
                isDeciding = false
                for pattern in Self.patterns + left { decide(pattern, isParked: false) }
                if !frontier.machine.hasParkingWork, frontier.lease(0).leases.isEmpty, left.isEmpty { break }
                continue
            }
            let lease = open.remove(at: index)
            let page = try #require(pages[lease.url.requestTarget])
            fetched.append(lease.url.requestTarget)
            let step =
                switch web.pages[page] {
                case .links(let links): try frontier.finish(lease, links: links.map(Self.path), body: "same")
                case .redirect(let target): try frontier.finish(lease, redirect: Self.path(target))
                case .missing: try frontier.finish(lease, status: 404)
                }
            journal.append(step)
            #expect(frontier.ledger.closes)
            try #require(fetched.count < 2000)
        }
        #expect(Set(fetched).count == fetched.count, "a page was fetched twice")
        let expected = web.depths(limit: policy.depthLimit, maxRedirects: policy.maxRedirects)
        #expect(Set(fetched) == Set(expected.keys.map(Self.path)))
        #expect(frontier.ledger.parked == 0 && frontier.ledger.pending == 0)
        #expect(frontier.machine.counts().parked.urls == 0)
    }

    @Test func whoResumesWithAPatternUnparkedGetsItsURLsBack() throws {
        let seed = try CrawlURL("http://127.0.0.1/")
        var policy = FrontierPolicy()
        policy.obeysRobots = false
        policy.isJournaled = true
        policy.traps.repeatsToPark = 4
        policy.traps.lookahead = 2
        let frontier = try FrontierFixture(seeds: [seed.href]) { $0 = policy }
        var journal = FrontierJournal(policy: policy, memory: FrontierMemory(), seed: seed)
        let seeds = frontier.machine.notes(of: [Seed(url: seed)])
        journal.append(try #require(seeds))
        let home = try #require(try frontier.next())
        journal.append(try frontier.finish(home, links: (0..<40).map { "/a/\($0)" }))
        while let lease = try frontier.next() { journal.append(try frontier.finish(lease, body: "same")) }
        let parked = frontier.ledger.parked
        #expect(parked > 30)
        frontier.machine = journal.resumed()
        #expect(frontier.ledger.parked == parked && !frontier.machine.hasParkingWork)
        journal.policy.traps.unparked = [Self.patterns[0]]
        frontier.machine = journal.resumed()
        while frontier.machine.hasParkingWork { journal.append(frontier.machine.parkingCarriedOn(9, at: frontier.now)) }
        #expect(frontier.ledger.parked == 0 && frontier.ledger.pending == parked)
        while let lease = try frontier.next() { journal.append(try frontier.finish(lease, body: "same")) }
        #expect(frontier.ledger.fetched == 41 && frontier.ledger.closes)
        // It stays so.
        frontier.machine = journal.resumed()
        #expect(frontier.ledger.fetched == 41 && frontier.ledger.parked == 0)
    }
}
