import SkitterCore
import SkitterTesting
import Testing

/// A frontier that is killed at random instants and takes its journal's steps again.
struct FrontierReplayTests {
    /// What the journal gives back of a step.
    private func replayed(_ step: FrontierMachine.FinishStep) -> FrontierMachine.ReplayedStep {
        FrontierMachine.ReplayedStep(
            page: step.visit.map { visit in
                let outcome: FrontierMachine.ReplayedStep.Outcome =
                    switch visit.outcome {
                    case .fetched: .fetched
                    case .redirected: .redirected
                    case .failed(let failure, _): .failed(failure)
                    }
                return FrontierMachine.ReplayedStep.Page(id: visit.id, url: visit.url, outcome: outcome)
            },
            skipped: step.skipped.map { FrontierMachine.ReplayedStep.Skip(id: $0.id, reason: $0.reason) },
            notes: step.notes ?? JournalNotes())
    }

    /// A machine that stands where `steps` left the one before.
    private func resumed(
        _ steps: [FrontierMachine.ReplayedStep], policy: FrontierPolicy, seed: CrawlURL, memory: FrontierMemory
    )
        -> FrontierMachine
    {
        var settled = SeenSet(spillingTo: memory.store, budget: memory.ofSettled)
        for id in steps.flatMap({ [$0.page?.id].compactMap { $0 } + $0.skipped.map(\.id) }) {
            settled.set(SeenSet.Entry(state: .fetched, depth: 0), for: id)
        }
        var machine = FrontierMachine(policy: policy, scope: Scope(seeds: [seed]), memory: memory)
        machine.replayBegan(settled: settled, robotsAgent: "skitter")
        for step in steps { machine.replayed(step) }
        machine.replayEnded()
        return machine
    }

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
        var steps = [FrontierMachine.ReplayedStep(page: nil, skipped: [], notes: try #require(notes))]
        var open: [Lease] = []
        while true {
            if Int.random(in: 0..<6, using: &generator) == 0 {
                let before = frontier.ledger
                frontier.machine = self.resumed(steps, policy: policy, seed: seed, memory: memory)
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
            steps.append(self.replayed(step))
        }
        let expected = web.depths(limit: limit, maxRedirects: policy.maxRedirects)
        let pages = steps.compactMap(\.page)
        #expect(Set(pages.map(\.url)) == Set(expected.keys.map { "http://127.0.0.1/\($0)" }))
        #expect(Set(pages.map(\.id)).count == pages.count, "a page was recorded twice")
        guard limit != nil else { return }
        var byDepth: [Int: Int] = [:]
        for (page, depth) in expected { if case .links = web.pages[page] { byDepth[depth, default: 0] += 1 } }
        #expect(frontier.machine.counts().fetchedByDepth == byDepth)
    }
}
