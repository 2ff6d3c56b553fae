import SkitterCore
import SkitterTesting
import Testing

/// A frontier that is killed at random instants and takes its journal's steps again.
struct FrontierReplayTests {
    @Test(arguments: 0..<3000)
    func setAndDepthsSurviveKills(number: UInt64) throws {
        var generator = SplitMix64(seed: number)
        let web = NaiveWeb(
            pages: Int.random(in: 1...40, using: &generator), redirects: Int.random(in: 0...6, using: &generator),
            using: &generator)
        let limit: Int? = Bool.random(using: &generator) ? Int.random(in: 0...5, using: &generator) : nil
        let seed = try CrawlURL("http://127.0.0.1/0")
        var policy = FrontierPolicy()
        policy.obeysRobots = false
        policy.isJournaled = true
        policy.depthLimit = limit
        policy.concurrency = 8
        // A third of the webs do not fit into memory at all.
        let memory = number % 3 == 0 ? FrontierMemory(store: MemorySpillStore(), budget: 0) : FrontierMemory()
        let frontier = try FrontierFixture(seeds: [seed.href], memory: memory) { $0 = policy }
        let notes = frontier.machine.notes(of: [Seed(url: seed)])
        var journal = FrontierJournal(policy: policy, memory: memory, seed: seed)
        journal.append(try #require(notes))
        var open: [Lease] = []
        while true {
            if Int.random(in: 0..<6, using: &generator) == 0 {
                let before = frontier.ledger
                frontier.machine = journal.resumed()
                let after = frontier.ledger
                #expect(after.closes && after.fetched == before.fetched && after.skipped == before.skipped)
                #expect(after.pending == before.pending + before.leased)
                open = []
            }
            open += frontier.lease(8 - open.count).leases
            guard let index = open.indices.randomElement(using: &generator) else { break }
            let lease = open.remove(at: index)
            let page = try #require(Int(lease.url.pathname.dropFirst()))
            let step =
                switch web.pages[page] {
                case .links(let links): try frontier.finish(lease, links: links.map { "/\($0)" }, body: "page \(page)")
                case .redirect(let target): try frontier.finish(lease, redirect: "/\(target)")
                case .missing: try frontier.finish(lease, status: 404)
                }
            journal.append(step)
        }
        let expected = web.depths(limit: limit, maxRedirects: policy.maxRedirects)
        let pages = journal.steps.compactMap(\.page)
        #expect(Set(pages.map(\.url)) == Set(expected.keys.map { "http://127.0.0.1/\($0)" }))
        #expect(Set(pages.map(\.id)).count == pages.count, "a page was recorded twice")
        guard limit != nil else { return }
        var byDepth: [Int: Int] = [:]
        for (page, depth) in expected { if case .links = web.pages[page] { byDepth[depth, default: 0] += 1 } }
        #expect(frontier.machine.counts().fetchedByDepth == byDepth)
    }
}
