import SkitterCore
import SkitterTesting
import Testing

@Suite struct FrontierDepthTests {
    @Test func aShorterPathFoundLateBringsInWhatLayBeyondTheLimit() throws {
        let frontier = try FrontierFixture { $0.depthLimit = 2 }
        // / -> /slow and /a; /a -> /b -> (too deep) /c; /slow -> /b
        try frontier.finish(try #require(try frontier.next()), links: ["/slow", "/a"])
        let slow = try #require(try frontier.next())
        let a = try #require(try frontier.next())
        try frontier.finish(a, links: ["/x"])
        let x = try #require(try frontier.next())
        try frontier.finish(x, links: ["/deep"])
        #expect(frontier.ledger.skipped[.depth] == 1)
        let step = try frontier.finish(slow, redirect: "/x")
        #expect(step.depthChanges == [DepthChange(id: x.fingerprint, from: 2, depth: 1)])
        #expect(try frontier.next()?.url.pathname == "/deep")
        #expect(frontier.ledger.skipped[.depth] == 0)
    }

    @Test func whatStaysBeyondTheLimitIsSkippedForGoodAtTheEnd() throws {
        let frontier = try FrontierFixture { $0.depthLimit = 0 }
        try frontier.finish(try #require(try frontier.next()), links: ["/b", "/a"])
        #expect(frontier.lease().wait == .drained)
        let skipped = frontier.machine.heldBackAtEnd()
        #expect(skipped.map(\.url) == ["http://127.0.0.1/b", "http://127.0.0.1/a"])
        #expect(skipped.allSatisfy { $0.reason == .depth && $0.depth == 1 && $0.parent == "http://127.0.0.1/" })
        #expect(frontier.machine.heldBackAtEnd().isEmpty)
        #expect(frontier.ledger.closes)
    }

    @Test func manyThatStayBeyondTheLimitAreToldSomeAtATime() throws {
        let frontier = try FrontierFixture(memory: FrontierMemory(store: MemorySpillStore(), budget: 0)) {
            $0.depthLimit = 0
        }
        try frontier.finish(try #require(try frontier.next()), links: (0..<5000).map { "/\($0)" })
        var skipped: [SkippedRecord] = []
        while case let some = frontier.machine.heldBackAtEnd(), !some.isEmpty {
            #expect(some.count < 2000)
            skipped += some
        }
        #expect(Set(skipped.map(\.url)).count == 5000)
        #expect(skipped.count == 5000)
    }

    @Test(arguments: 0..<400)
    func setAndDepthsDoNotDependOnTheOrderInWhichPagesCome(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let web = NaiveWeb(
            pages: Int.random(in: 1...40, using: &generator), redirects: Int.random(in: 0...6, using: &generator),
            using: &generator)
        let limit: Int? = Bool.random(using: &generator) ? Int.random(in: 0...5, using: &generator) : nil
        let maxRedirects = Int.random(in: 0...12, using: &generator)
        let concurrency = Int.random(in: 1...20, using: &generator)
        // Half of the webs do not fit into memory at all.
        let store = MemorySpillStore()
        let memory = seed % 2 == 0 ? FrontierMemory() : FrontierMemory(store: store, budget: 0)
        let frontier = try FrontierFixture(seeds: ["http://127.0.0.1/0"], memory: memory) {
            $0.depthLimit = limit
            $0.concurrency = concurrency
            $0.maxRedirects = maxRedirects
            // Where pages differ, nothing is a trap, however soon one would be seen.
            $0.traps.repeatsToPark = 2
            $0.traps.lookahead = 1
        }
        var open: [Lease] = []
        var visits: [Int: Int] = [:]
        while true {
            open += frontier.lease(concurrency - open.count).leases
            #expect(frontier.ledger.closes)
            guard let index = open.indices.randomElement(using: &generator) else { break }
            let lease = open.remove(at: index)
            let page = try #require(Int(lease.url.pathname.dropFirst()))
            if Int.random(in: 0..<10, using: &generator) == 0 {
                _ = frontier.machine.visitFinished(
                    FinishedVisit(lease: lease.id, result: .unvisited, exchange: nil), at: frontier.now)
                continue
            }
            visits[page, default: 0] += 1
            switch web.pages[page] {
            case .links(let links):
                try frontier.finish(lease, links: links.map { "/\($0)" }, body: "page \(page)")
            case .redirect(let target): try frontier.finish(lease, redirect: "/\(target)")
            case .missing: try frontier.finish(lease, status: 404)
            }
        }
        #expect(store.failure == nil)
        #expect((store.writtenBytes > 0) == (seed % 2 == 1))
        let expected = web.depths(limit: limit, maxRedirects: maxRedirects)
        #expect(Set(visits.keys) == Set(expected.keys))
        #expect(visits.values.allSatisfy { $0 == 1 })
        // Without a limit no outlinks are kept, so depths may stay what they were when the pages came.
        guard limit != nil else { return }
        var byDepth: [Int: Int] = [:]
        for (page, depth) in expected { if case .links = web.pages[page] { byDepth[depth, default: 0] += 1 } }
        #expect(frontier.machine.counts().fetchedByDepth == byDepth)
    }
}
