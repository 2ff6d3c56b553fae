import SkitterCore
import SkitterTesting

/// Crawls a synthetic web through a ``TrapQueue`` alone; visits end in an order that the dice choose.
struct TrapCrawl {
    private(set) var fetched: Set<String> = []
    private(set) var parkedPatterns: Set<String> = []
    private(set) var parkedURLs: Set<String> = []
    /// The crawl did not end by itself.
    private(set) var isEndless = false
    /// A URL was fetched twice, or the queue lost or kept one.
    private(set) var faults: [String] = []

    init(
        _ web: SyntheticWeb, policy: TrapPolicy = TrapPolicy(), concurrency: Int, seed: UInt64, retries: Bool = true,
        spills: Bool = false, limit: Int = 60_000
    ) throws {
        var dice = SplitMix64(seed: seed)
        var queue = TrapQueue<CrawlURL>(TrapJudge.Rules(policy))
        let store = MemorySpillStore()
        var pool = spills ? SpillPool(spillingTo: store, budget: 0) : SpillPool()
        var known: Set<UInt64> = []
        var inFlight: [(url: CrawlURL, ticket: TrapTicket)] = []
        let start = try CrawlURL("http://h.example/")
        _ = queue.discovered(start, url: start, depth: 0, &pool)
        known.insert(start.fingerprint(seed: 1).rawValue)
        var depths = [start: 0]
        while true {
            if spills, dice.next() % 4 == 0 { queue.spill(&pool) }
            while inFlight.count < concurrency, let next = queue.popFirst(&pool) {
                inFlight.append((next.element, next.ticket))
            }
            if inFlight.isEmpty { break }
            if self.fetched.count > limit {
                self.isEndless = true
                return
            }
            let (url, ticket) = inFlight.remove(at: Int(dice.next() % UInt64(inFlight.count)))
            if retries, dice.next() % 16 == 0 {
                queue.putBack(url, ticket)
                continue
            }
            if !self.fetched.insert(url.requestTarget).inserted { self.faults.append("\(url) twice") }
            var signature: PageSignature?
            if let page = web.page(url.requestTarget) {
                let depth = (depths[url] ?? 0) + 1
                var links: [Outlink] = []
                for text in page.links {
                    let link = try CrawlURL(text, base: url)
                    links.append(Outlink(url: link, fingerprint: link.fingerprint(seed: 1).rawValue, source: .a))
                }
                signature = ticket.pattern.map {
                    PageSignature(of: url, $0, body: page.body.utf8.span, links: links)
                }
                for link in links where known.insert(link.fingerprint).inserted {
                    depths[link.url] = depth
                    if case .parked = queue.discovered(link.url, url: link.url, depth: depth, &pool) {
                        self.parkedURLs.insert(link.url.requestTarget)
                    }
                }
            }
            let action = queue.settled(ticket, url: url, signature: signature, &pool)
            if let pattern = action.pattern { self.parkedPatterns.insert(pattern) }
            self.parkedURLs.formUnion(action.parked.map(\.requestTarget))
        }
        if let failure = store.failure { self.faults.append(failure.description) }
        if spills != (store.writtenBytes > 0) { self.faults.append("\(store.writtenBytes) bytes left memory") }
        if !queue.isEmpty || queue.hasReady { self.faults.append("\(queue.count) left") }
        if !self.fetched.isDisjoint(with: self.parkedURLs) { self.faults.append("parked and fetched") }
        if known.count != self.fetched.count + self.parkedURLs.count { self.faults.append("a URL was lost") }
    }
}
