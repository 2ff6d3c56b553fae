#if Cluster
package import SkitterCore

/// The tables of a crawl on PostgreSQL servers: what is asked goes out as statements, what comes back is read.
package struct ServerTables: FrontierTables {
    private let crawl: String
    private let address: ServerAddress
    private let patience: Duration
    /// For what changes something: what goes to different shards goes at a time.
    private let servers: [ServerConnection]
    /// For reports, and for what need not be waited for: it gives up soon where servers are gone.
    private let reporter: ServerConnection

    /// The tables of the crawl `name` at `address`, whose servers may be gone for as long as `patience`, or until somebody has
    /// `haste`.
    package init(
        crawl name: String, at address: ServerAddress, connections: Int, patience: Duration, haste: Haste = Haste()
    ) throws(ClusterError) {
        let schema = try SchemaName(crawl: name)
        self.crawl = name
        self.address = address
        self.patience = patience
        self.servers = (0..<connections).map { _ in
            ServerConnection(to: address, schema: schema, patience: patience, haste: haste)
        }
        self.reporter = ServerConnection(to: address, schema: schema, patience: min(patience, .seconds(2)))
    }

    package func facts() async throws(ClusterError) -> CrawlTables.Facts {
        try await CrawlTables(self.crawl, at: self.address, patience: self.patience).facts()
    }

    /// The connection for what concerns a shard. Always the same, so that what is sent later happens later.
    private func server(of shard: Int16) -> ServerConnection {
        self.servers[Int(shard) % self.servers.count]
    }

    /// The connection for what concerns no shard.
    private var anyServer: ServerConnection { self.servers[0] }

    // MARK: - What is known

    package func name(_ queue: QueueKey, host: String, ports: [Int32]) async throws(ClusterError) {
        try await self.server(of: queue.shard).call(
            .name, [.int2(queue.shard), .int4(queue.host), .text(host), .int4s(ports)])
    }

    package func put(_ offers: [Offer], in shard: Int16, _ limits: Offer.Limits) async throws(ClusterError)
        -> [OfferedURL]
    {
        try await self.server(of: shard).call(.put, offers.values(shard: shard, limits), OfferedURL.read)
    }

    // MARK: - Leases

    package func ready() async throws(ClusterError) -> [OpeningShard] {
        try await self.anyServer.call(.ready, [], OpeningShard.read)
    }

    package func lease(_ terms: LeaseTerms, in shard: Int16) async throws(ClusterError) -> GrantedLease {
        let answer = try await self.server(of: shard).call(
            .lease, numberedFrom: terms.token,
            { token in
                [
                    .int2(shard), .int4(Int32(clamping: terms.hosts)), .int4(Int32(clamping: terms.urls)),
                    .int8(terms.time.milliseconds), .int8(token),
                ]
            },
            undo: (.giveBack, { tokens in [.int2(shard), .int8s(tokens)] }), LeasedURL.read)
        return GrantedLease(token: answer.number, urls: answer.rows)
    }

    package func more(of lease: HeldLease, except inHand: [UInt64], upTo limit: Int, in shard: Int16)
        async throws(ClusterError) -> [LeasedURL]
    {
        try await self.server(of: shard).call(
            .more,
            [
                .int2(shard), .int4(lease.host), .int8(lease.token), .int8s(inHand.map(Int64.init(bitPattern:))),
                .int4(Int32(clamping: limit)),
            ], LeasedURL.read)
    }

    package func renew(_ leases: [HeldLease], in shard: Int16, for time: Duration) async throws(ClusterError)
        -> Set<Int32>
    {
        Set(
            try await self.server(of: shard).call(
                .renew,
                [
                    .int2(shard), .int4s(leases.map(\.host)), .int8s(leases.map(\.token)), .int8(time.milliseconds),
                ]
            ) { row throws(ClusterError) in try row.number(Int32.self) })
    }

    package func complete(_ results: [VisitResult], _ leases: [LeaseReport], in shard: Int16) async throws(ClusterError)
        -> [UInt64]
    {
        try await self.server(of: shard).call(.complete, results.values(shard: shard, leases: leases)) {
            row throws(ClusterError) in UInt64(bitPattern: try row.number(Int64.self))
        }
    }

    package func leave(_ leases: [LeaseReport], in shard: Int16) async throws(ClusterError) {
        try await self.reporter.call(.complete, [VisitResult]().values(shard: shard, leases: leases))
    }

    // MARK: - Addresses

    package func claim(_ claims: [AddressClaim], in shard: Int16, for owner: Int64, time: Duration)
        async throws(ClusterError) -> [AddressStanding]
    {
        try await self.server(of: shard).call(
            .claim,
            [
                .int2(shard), .texts(claims.map(\.address.description)), .int8s(claims.map(\.gap.milliseconds)),
                .int8(owner), .int8(time.milliseconds),
            ], AddressStanding.read)
    }

    package func yield(_ addresses: [(address: IPAddress, delay: Duration)], in shard: Int16, by owner: Int64)
        async throws(ClusterError)
    {
        try await self.reporter.call(
            .yield,
            [
                .int2(shard), .texts(addresses.map(\.address.description)), .int8s(addresses.map(\.delay.milliseconds)),
                .int8(owner),
            ])
    }

    // MARK: - robots.txt

    package func robots(of hosts: [Int32], in shard: Int16) async throws(ClusterError) -> [KeptRobots] {
        try await self.server(of: shard).call(.robots, [.int2(shard), .int4s(hosts)], KeptRobots.read)
    }

    package func putRobots(_ robots: KeptRobots, in shard: Int16) async throws(ClusterError) {
        try await self.server(of: shard).call(.putRobots, robots.values(shard: shard))
    }

    // MARK: - Seeds that are open, and what waits for them

    package func seeds() async throws(ClusterError) -> SeedsStanding {
        SeedsStanding(try await self.anyServer.call(.seeds, [], SeedsStanding.readRow))
    }

    package func widen(to url: String, in shard: Int16) async throws(ClusterError) {
        try await self.server(of: shard).call(.widen, [.int2(shard), .text(url)])
    }

    package func outside(in shard: Int16, upTo limit: Int) async throws(ClusterError) -> [WaitingLink] {
        try await self.server(of: shard).call(.outside, [.int2(shard), .int4(Int32(clamping: limit))]) {
            row throws(ClusterError) in try WaitingLink.read(&row, shard: shard)
        }
    }

    package func leaveOut(_ offers: [Offer], in shard: Int16) async throws(ClusterError) {
        try await self.server(of: shard).call(
            .leaveOut,
            [
                .int2(shard), .int4s(offers.map(\.queue.host)),
                .int8s(offers.map { Int64(bitPattern: $0.id) }),
            ])
    }

    // MARK: - Parked patterns

    package func decide(_ decision: ParkingDecision) async throws(ClusterError) {
        try await self.server(of: decision.shard).call(
            .decide,
            [
                .int2(decision.shard), .text(decision.parking.pattern), .bool(decision.parking.isParked),
                .bool(decision.isByUser),
            ])
    }

    package func decisions(behind instant: Int64) async throws(ClusterError) -> [ParkingDecision] {
        try await self.anyServer.call(.decisions, [.int8(instant)], ParkingDecision.read)
    }

    package func parked(on queue: QueueKey, behind place: HeldBackURL.Place?, upTo limit: Int)
        async throws(ClusterError) -> [HeldBackURL]
    {
        try await self.server(of: queue.shard).call(
            .parked,
            [
                .int2(queue.shard), .int4(queue.host), .int8((place ?? .first).id), .int4(Int32(clamping: limit)),
            ], HeldBackURL.read)
    }

    package func unpark(_ ids: [Int64], on queue: QueueKey, token: Int64) async throws(ClusterError) -> [Int64] {
        try await self.server(of: queue.shard).call(
            .unpark, [.int2(queue.shard), .int4(queue.host), .int8s(ids), .int8(token)]
        ) { row throws(ClusterError) in try row.number(Int64.self) }
    }

    package func carriedOut(_ pattern: String, in shard: Int16) async throws(ClusterError) {
        try await self.server(of: shard).call(.carriedOut, [.int2(shard), .text(pattern)])
    }

    // MARK: - The end of a crawl

    package func takeRest(of shard: Int16, for crawler: Int64) async throws(ClusterError) -> Bool {
        let rows = try await self.server(of: shard).call(.takeRest, [.int2(shard), .int8(crawler)]) {
            row throws(ClusterError) in try row.number(Int16.self)
        }
        return !rows.isEmpty
    }

    package func rest(of shard: Int16, behind place: HeldBackURL.Place?, upTo limit: Int) async throws(ClusterError)
        -> [HeldBackURL]
    {
        let place = place ?? HeldBackURL.Place.first
        return try await self.server(of: shard).call(
            .rest, [.int2(shard), .int4(place.host), .int8(place.id), .int4(Int32(clamping: limit))], HeldBackURL.read)
    }

    package func restTold(of shard: Int16, by crawler: Int64) async throws(ClusterError) {
        try await self.server(of: shard).call(.restTold, [.int2(shard), .int8(crawler)])
    }

    // MARK: - Figures

    package func counts() async throws(ClusterError) -> TableCounts {
        try TableCounts(try await self.reporter.call(.counts, [], TableCounts.readRow))
    }

    package func spent() async throws(ClusterError) -> (fetched: Int, leased: Int) {
        let rows = try await self.anyServer.call(.spent, []) { row throws(ClusterError) in
            (fetched: Int(try row.number(Int64.self)), leased: Int(try row.number(Int64.self)))
        }
        return rows.first ?? (0, 0)
    }
}
#endif
