#if Cluster
internal import SkitterCore

/// What seeds are redirected to widens the scope for all crawlers. Links that lie outside meanwhile wait until all seeds have
/// settled, and are judged then, by whoever sees it first; judging them twice does no harm.
extension ClusterFrontier {
    /// Links that are judged at a time.
    private static let judgedAtOnce = 500

    /// Learns how far the scope reaches; when it is final, judges what waited for that.
    func lookAtSeeds() async throws {
        let rows = try await self.servers[0].call(.seeds, []) { row throws(ClusterError) in
            (kind: try row.number(Int16.self), shard: try row.number(Int16.self), url: try row.text())
        }
        for row in rows where row.kind == 3 {
            if let url = try? CrawlURL(row.url) { self.machine.scopeWidened(to: url) }
        }
        let areOpen = rows.contains { $0.kind == 1 }
        self.machine.seedsAreOpenElsewhere(areOpen)
        guard !areOpen else { return }
        var isLast = true
        for row in rows where row.kind == 2 {
            try await self.judge(row.shard)
            isLast = false
        }
        // Whoever had not seen it yet may have added some meanwhile: the next look tells.
        self.areSeedsSettled = isLast
    }

    private func judge(_ shard: Int16) async throws {
        while true {
            let values = [StatementValue.int2(shard), .int4(Int32(Self.judgedAtOnce))]
            let links = try await self.server(of: shard).call(.outside, values) { row throws(ClusterError) in
                try WaitingLink(&row, shard: shard)
            }
            guard !links.isEmpty else { return }
            let accepted = links.filter { self.machine.accepts($0.url) }.map(\.offer)
            let refused = links.filter { !self.machine.accepts($0.url) }.map(\.offer)
            _ = try await self.put(accepted)
            if !refused.isEmpty {
                try await self.server(of: shard).call(
                    .leaveOut,
                    [
                        .int2(shard), .int4s(refused.map(\.queue.host)),
                        .int8s(refused.map { Int64(bitPattern: $0.id) }),
                    ])
            }
        }
    }
}

/// A link that waited for the seeds: a row of ``Statement/outside``.
private struct WaitingLink: Sendable {
    let url: CrawlURL
    /// As if it were in scope.
    let offer: Offer

    init(_ row: inout RowReader, shard: Int16) throws(ClusterError) {
        let queue = QueueKey(shard: shard, host: try row.number())
        let id = UInt64(bitPattern: try row.number(Int64.self))
        let depth = Int(try row.number(Int16.self))
        let hops = Int(try row.number(Int16.self))
        let via = LinkSource(rawValue: try row.text())
        let text = try row.text()
        guard let via, let url = try? CrawlURL(text) else {
            throw ClusterError(.damaged, "a URL of the frontier cannot be read")
        }
        self.url = url
        self.offer = Offer(
            queue: queue, id: id, depth: depth, hops: hops,
            text: Offer.Text(url: text, host: url.hostname, via: via, parent: row.optionalText()))
    }
}
#endif
