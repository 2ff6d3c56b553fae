#if Cluster
import SimulatedCluster
import SkitterCluster
import SkitterCore
import SkitterTesting
import Testing

/// The model of the tables in memory against the tables themselves: the same calls, the same answers. Times are none or hours, so
/// that what both say does not hang on how long a call takes.
@Suite(.enabled(if: PostgresServer.isInstalled), .timeLimit(.minutes(3)))
struct TablesModelTests {
    /// Calls of one kind, made of both.
    private struct Both {
        static let shards = 2
        static let hour = Duration.seconds(3600)

        let crawl: CrawlTables
        let server: ServerTables
        let connection: ServerConnection
        let memory: MemoryTables
        let limits: Offer.Limits
        var dice: SplitMix64
        var tokens: Int64 = 0
        /// What was leased, and may be over by now.
        var held: [(queue: QueueKey, token: Int64, urls: [LeasedURL])] = []
        var minutes = 0

        init(seed: UInt64) async throws {
            let server = try PostgresServer.shared.get()
            let name = try await server.newTables(shards: Self.shards)
            self.crawl = try CrawlTables(name, at: try server.address)
            self.server = try ServerTables(
                crawl: name, at: try server.address, connections: 1, patience: .seconds(60))
            self.connection = ServerConnection(
                to: try server.address, schema: try SchemaName(crawl: name), patience: .seconds(60))
            let start = ContinuousClock.now
            self.memory = MemoryTables(try await self.server.facts()) {
                1_000_000_000_000 + (ContinuousClock.now - start).milliseconds
            }
            self.dice = SplitMix64(seed: seed)
            self.limits = Offer.Limits(depth: Bool.random(using: &self.dice) ? 2 : nil, redirects: 1)
        }

        mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self.dice) < share }
        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self.dice) }
        mutating func time() -> Duration { self.happens(0.5) ? .zero : Self.hour }
        mutating func shard() -> Int16 { Int16(self.number(0...Self.shards - 1)) }
        mutating func page() -> (queue: QueueKey, id: UInt64) {
            let page = self.number(0...59)
            return (
                QueueKey(shard: Int16(page % Self.shards), host: Int32(page % 7) - 3),
                UInt64(page) &* 0x9E37_79B9_7F4A_7C15
            )
        }

        mutating func offers() -> (shard: Int16, offers: [Offer]) {
            let shard = self.shard()
            var offers: [UInt64: Offer] = [:]
            for _ in 0...self.number(0...5) {
                let (queue, id) = self.page()
                guard queue.shard == shard else { continue }
                let text = Offer.Text(
                    url: "http://h\(queue.host).test/\(id)", host: "h\(queue.host).test", via: .a,
                    parent: self.happens(0.5) ? "http://p.test/" : nil)
                offers[id] = Offer(
                    queue: queue, id: id, depth: self.number(0...4), hops: self.number(0...2),
                    text: self.happens(0.8) ? text : nil, isSeed: self.happens(0.2), isOutside: self.happens(0.2))
            }
            return (shard, offers.values.sorted { $0.id < $1.id })
        }

        mutating func results(
            _ held: (queue: QueueKey, token: Int64, urls: [LeasedURL])
        ) -> [VisitResult] {
            held.urls.filter { _ in self.happens(0.6) }.map { url in
                var result = VisitResult(
                    queue: held.queue, id: url.id, work: self.happens(0.95) ? url.work : .visit, state: url.state,
                    tries: self.number(0...3), depth: url.depth, hops: url.hops)
                if result.work == .visit {
                    result.state =
                        [.pending, .fetched, .fetched, .redirected, .failed, .skipped, .parked][self.number(0...6)]
                    result.reason = result.state == .failed ? "server" : result.state == .skipped ? "robots" : nil
                    result.due = self.time()
                    if self.happens(0.5) {
                        let target = self.page()
                        result.outlinks = Outlinks(
                            result.state == .redirected ? .redirect : .links,
                            [Outlinks.Target(queue: target.queue, id: target.id)])
                    }
                }
                return result
            }
        }
    }

    private static func text(_ urls: [LeasedURL]) -> [String] {
        urls.map {
            "\($0.host.number) \($0.host.ports) \($0.host.requests) \($0.host.retries) \($0.host.refusals)"
                + " \($0.host.fetched) \($0.id) \($0.work) \($0.state) \($0.depth) \($0.hops) \($0.told) \($0.tries) \($0.isSeed) \($0.via) \($0.url.href)"
                + " \($0.parent ?? "-") \($0.outlinks?.packed ?? [])"
        }.sorted()
    }

    private static func text(_ counts: TableCounts) -> String {
        var counts = counts
        let settled = counts.settled.filter { $0.number != 0 }.map { "\($0)" }.sorted()
        counts.settled = []
        return "\(counts) \(settled)"
    }

    private func step(_ both: inout Both) async throws {
        let shard = both.shard()
        switch both.number(0...19) {
        case 0...3:
            let (shard, offers) = both.offers()
            let answers = both.memory.put(offers, in: shard, both.limits)
            #expect(Set(try await both.server.put(offers, in: shard, both.limits)) == Set(answers))
        case 4...6:
            both.tokens += 1
            let terms = LeaseTerms(hosts: 100, urls: 100, time: both.time(), token: both.tokens)
            let lease = both.memory.lease(terms, in: shard)
            let other = try await both.server.lease(terms, in: shard)
            #expect(Self.text(lease.urls) == Self.text(other.urls) && lease.token == other.token)
            for (host, urls) in Dictionary(grouping: lease.urls, by: \.host.number).sorted(by: { $0.key < $1.key }) {
                both.held.append((QueueKey(shard: shard, host: host), lease.token, urls))
            }
        case 7...10:
            guard let held = both.held.randomElement(using: &both.dice) else { return }
            let results = both.results(held)
            var report = LeaseReport(queue: held.queue, token: held.token, isOver: both.happens(0.5))
            report.delay = both.time()
            report.requests = both.number(0...9)
            report.refusals = both.number(0...9)
            report.fetched = both.number(0...9)
            let accepted = both.memory.complete(results, [report], in: held.queue.shard)
            #expect(Set(try await both.server.complete(results, [report], in: held.queue.shard)) == Set(accepted))
        case 11:
            guard let held = both.held.randomElement(using: &both.dice) else { return }
            let lease = [HeldLease(host: held.queue.host, token: held.token)]
            let time = both.time()
            let renewed = both.memory.renew(lease, in: held.queue.shard, for: time)
            #expect(try await both.server.renew(lease, in: held.queue.shard, for: time) == renewed)
        case 12:
            guard let held = both.held.randomElement(using: &both.dice) else { return }
            both.memory.giveBack([held.token], in: held.queue.shard)
            try await both.connection.call(.giveBack, [.int2(held.queue.shard), .int8s([held.token])])
        case 13:
            let waiting = both.memory.outside(in: shard, upTo: 3)
            let others = try await both.server.outside(in: shard, upTo: 3)
            #expect(waiting.map { "\($0.offer)" } == others.map { "\($0.offer)" })
            let leftOut = waiting.prefix(1).map(\.offer)
            both.memory.leaveOut(leftOut, in: shard)
            try await both.server.leaveOut(leftOut, in: shard)
        case 14:
            let page = both.page()
            both.minutes += 1
            let robots = KeptRobots(
                host: page.queue.host, origin: "http://h\(both.number(0...1)).test:80",
                status: both.happens(0.5) ? 200 : nil,
                body: [UInt8(both.number(0...255))], error: both.happens(0.5) ? "none" : nil,
                lasts: both.happens(0.3)
                    ? .zero : .seconds(60 * (both.happens(0.5) ? both.minutes : 1000 - both.minutes)))
            both.memory.putRobots(robots, in: shard)
            try await both.server.putRobots(robots, in: shard)
            let hosts: [Int32] = [-3, -2, -1, 0, 1, 2, 3]
            let known = both.memory.robots(of: hosts, in: shard)
            let others = try await both.server.robots(of: hosts, in: shard)
            let text = { (robots: KeptRobots) in
                "\(robots.host) \(robots.origin) \(robots.status ?? -1) \(robots.body) \(robots.error ?? "-")"
            }
            #expect(known.map(text).sorted() == others.map(text).sorted())
        case 15:
            let pattern = "http://h\(both.number(0...1)).test/{n}"
            let decision = ParkingDecision(
                Parking(pattern, isParked: both.happens(0.5)), isByUser: both.happens(0.5), shard: shard)
            both.memory.decide(decision)
            try await both.server.decide(decision)
            if both.happens(0.3) {
                both.memory.carriedOut(pattern, in: shard)
                try await both.server.carriedOut(pattern, in: shard)
            }
            let text = { (decisions: [ParkingDecision]) in
                decisions.map { "\($0.shard) \($0.parking) \($0.isByUser) \($0.isDone)" }.sorted()
            }
            #expect(text(both.memory.decisions(behind: 0)) == text(try await both.server.decisions(behind: 0)))
        case 16:
            let queue = both.page().queue
            let parked = both.memory.parked(on: queue, behind: nil, upTo: 3)
            #expect(try await both.server.parked(on: queue, behind: nil, upTo: 3) == parked)
            both.tokens += 1
            let ids = parked.map(\.place.id)
            let back = both.memory.unpark(ids, on: queue, token: both.tokens)
            #expect(try await both.server.unpark(ids, on: queue, token: both.tokens).sorted() == back.sorted())
        case 17:
            let claims = [AddressClaim(address: IPAddress(v4: UInt32(both.number(1...3))), gap: both.time())]
            let owner = Int64(both.number(1...3))
            let time = both.time()
            let text = { (standings: [AddressStanding]) in
                standings.map {
                    "\($0.address) \($0.isOwn) \($0.endsAfter > .seconds(60)) \($0.opensAfter > .seconds(60))"
                }
            }
            let mine = both.memory.claim(claims, in: shard, for: owner, time: time)
            let theirs = try await both.server.claim(claims, in: shard, for: owner, time: time)
            #expect(text(mine) == text(theirs))
            let delays = [(address: claims[0].address, delay: both.time())]
            guard both.happens(0.3) else { return }
            both.memory.yield(delays, in: shard, by: owner)
            try await both.server.yield(delays, in: shard, by: owner)
        case 18:
            let page = both.page()
            let port = Int32(both.number(80...81))
            both.memory.name(page.queue, host: "named.test", ports: [port])
            try await both.server.name(page.queue, host: "named.test", ports: [port])
            both.memory.widen(to: "http://w\(port).test/", in: shard)
            try await both.server.widen(to: "http://w\(port).test/", in: shard)
            guard let held = both.held.randomElement(using: &both.dice), let url = held.urls.first else { return }
            let claim = LeaseClaim(shard: held.queue.shard, host: held.queue.host, id: url.id, token: held.token)
            #expect(try await both.crawl.settle([claim]) == Set(both.memory.settle([claim])))
        case 19:
            guard let held = both.held.randomElement(using: &both.dice) else { return }
            let lease = HeldLease(host: held.queue.host, token: held.token)
            let inHand = held.urls.filter { $0.work == .visit && both.happens(0.5) }.map(\.id)
            // Of a few, which of those that are as near is open.
            let limit = both.happens(0.3) ? 1 : 100
            let more = both.memory.more(of: lease, except: inHand, upTo: limit, in: held.queue.shard)
            let others = try await both.server.more(of: lease, except: inHand, upTo: limit, in: held.queue.shard)
            #expect(limit == 1 ? others.count == more.count : Self.text(others) == Self.text(more))
        default: preconditionFailure("the dice know no such number")
        }
    }

    /// What reports say, and the rest at the end.
    private func look(_ both: Both) async throws {
        #expect(Self.text(try await both.server.counts()) == Self.text(both.memory.counts()))
        #expect(try await both.server.spent() == both.memory.spent())
        let openings = { (shards: [OpeningShard]) in
            shards.map { "\($0.shard) \($0.opensAfter > .seconds(60))" }.sorted()
        }
        #expect(openings(try await both.server.ready()) == openings(both.memory.ready()))
        let seeds = try await both.server.seeds()
        let others = both.memory.seeds()
        #expect(seeds.areOpen == others.areOpen)
        #expect(seeds.shardsWithWaiting.sorted() == others.shardsWithWaiting.sorted())
        #expect(seeds.widenings.sorted() == others.widenings.sorted())
    }

    @Test(arguments: 1...UInt64(6))
    func theModelAnswersAsTheTablesDo(seed: UInt64) async throws {
        var both = try await Both(seed: seed)
        for _ in 0..<150 {
            try await self.step(&both)
            try await self.look(both)
        }
        for shard in Int16(0)..<Int16(Both.shards) {
            for crawler in [Int64(1), 2] {
                #expect(
                    try await both.server.takeRest(of: shard, for: crawler)
                        == both.memory.takeRest(of: shard, for: crawler))
            }
            let first = both.memory.rest(of: shard, behind: nil, upTo: 2)
            #expect(try await both.server.rest(of: shard, behind: nil, upTo: 2) == first)
            let next = both.memory.rest(of: shard, behind: first.last?.place, upTo: 100)
            #expect(try await both.server.rest(of: shard, behind: first.last?.place, upTo: 100) == next)
            both.memory.restTold(of: shard, by: 1)
            try await both.server.restTold(of: shard, by: 1)
            #expect(
                try await both.server.takeRest(of: shard, for: 1) == both.memory.takeRest(of: shard, for: 1))
        }
    }

    @Test func aDelayThatIsKnownOutlastsALeaseThatRunsOut() async throws {
        let both = try await Both(seed: 1)
        let tables: [any FrontierTables] = [both.server, both.memory]
        for tables in tables {
            let queue = QueueKey(shard: 0, host: 1)
            let text = Offer.Text(url: "http://a.test/", host: "a.test", via: .a, parent: nil)
            _ = try await tables.put([Offer(queue: queue, id: 1, depth: 0, hops: 0, text: text)], in: 0, both.limits)
            let terms = LeaseTerms(hosts: 1, urls: 1, time: .zero, token: 7)
            #expect(try await tables.lease(terms, in: 0).urls.count == 1)
            var report = LeaseReport(queue: queue, token: 7, isOver: false)
            report.delay = Both.hour
            _ = try await tables.complete([], [report], in: 0)
            _ = try await tables.renew([HeldLease(host: 1, token: 7)], in: 0, for: .zero)
            #expect(try await tables.lease(terms, in: 0).urls.isEmpty)
        }
    }
}
#endif
