#if Cluster
import SkitterCluster
import SkitterCore

/// What the tables of a shared frontier take and give: URLs are offered from two connections, then leased and settled, without any
/// crawler. Then their size is asked for.
struct TableLoad: Sendable {
    let address: ServerAddress
    let crawl: String
    let urls: Int
    let hosts: Int

    private static let batch = 2000
    private static let clients = 2
    private static let shards = CrawlTables.standardShards

    /// 81 characters, as a URL of the Common Crawl has on the average.
    private func url(_ number: Int) -> String {
        let digits = String(number)
        return "http://host-\(number % self.hosts).example.org/section/articles-of-the-month/"
            + String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits + ".html"
    }

    private func offer(_ number: Int) -> Offer {
        let host = "host-\(number % self.hosts).example.org"
        let url = self.url(number)
        return Offer(
            queue: QueueKey(ofHost: host, seed: 0, shards: Self.shards),
            id: URLFingerprint(ofKey: url.utf8.span, seed: 0).rawValue, depth: 3, hops: 0,
            text: Offer.Text(url: url, host: host, via: .a, parent: self.url(number / 20)))
    }

    /// Each client has its shards, and offers its part of the URLs in batches; returns how long that took.
    func offers() async throws -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<Self.clients {
                let tables = try ServerTables(
                    crawl: self.crawl, at: self.address, connections: 1, patience: .seconds(60))
                group.addTask {
                    var waiting: [Int16: [Offer]] = [:]
                    let limits = Offer.Limits(depth: nil, redirects: 10)
                    for number in stride(from: client, to: self.urls, by: Self.clients) {
                        let offer = self.offer(number)
                        waiting[offer.queue.shard, default: []].append(offer)
                        if let batch = waiting[offer.queue.shard], batch.count == Self.batch {
                            waiting[offer.queue.shard] = nil
                            _ = try await tables.put(batch, in: offer.queue.shard, limits)
                        }
                    }
                    for (shard, batch) in waiting { _ = try await tables.put(batch, in: shard, limits) }
                }
            }
            try await group.waitForAll()
        }
        return start.duration(to: clock.now)
    }

    /// Leases URLs and settles them, a host's at a time as its delay would have it; returns how many, and how long that took.
    func leases(upTo limit: Int) async throws -> (urls: Int, time: Duration) {
        let clock = ContinuousClock()
        let start = clock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<Self.clients {
                let tables = try ServerTables(
                    crawl: self.crawl, at: self.address, connections: 1, patience: .seconds(60))
                group.addTask {
                    var count = 0
                    var last = -1
                    // Until there are so many, or nothing is left.
                    while count < limit / Self.clients, count > last {
                        last = count
                        for shard in stride(from: Int16(client), to: Int16(Self.shards), by: Self.clients) {
                            let terms = LeaseTerms(
                                hosts: 50, urls: 20, time: .seconds(60),
                                token: .random(in: 1...LeaseTerms.greatestToken))
                            count += try await Self.settle(try await tables.lease(terms, in: shard), shard, tables)
                        }
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return (count, start.duration(to: clock.now))
    }

    private static func settle(_ lease: GrantedLease, _ shard: Int16, _ tables: ServerTables) async throws -> Int {
        let results = lease.urls.map { url in
            VisitResult(
                queue: QueueKey(shard: shard, host: url.host.number), id: url.id, state: .fetched, depth: url.depth,
                hops: url.hops)
        }
        let leases = Set(results.map(\.queue)).sorted().map { LeaseReport(queue: $0, token: lease.token, isOver: true) }
        return try await tables.complete(results, leases, in: shard).count
    }

    private static let size = Statement(
        "size", .report,
        """
        SELECT pg_total_relation_size('url')::int8, pg_total_relation_size('host')::int8,
            pg_relation_size('url')::int8
        """)

    /// Bytes of the tables of URLs and of hosts, their indexes included, and of the first without.
    func sizes() async throws -> (urls: Int64, hosts: Int64, rows: Int64) {
        let connection = ServerConnection(
            to: self.address, schema: try SchemaName(crawl: self.crawl), patience: .seconds(60))
        let rows = try await connection.call(Self.size, []) { row throws(ClusterError) in
            (urls: try row.number(Int64.self), hosts: try row.number(Int64.self), rows: try row.number(Int64.self))
        }
        return rows.first ?? (0, 0, 0)
    }
}
#endif
