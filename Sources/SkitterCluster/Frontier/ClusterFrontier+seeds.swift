#if Cluster
internal import SkitterCore

/// What seeds are redirected to widens the scope for all crawlers. Links that lie outside meanwhile wait until all seeds have
/// settled, and are judged then, by whoever sees it first; judging them twice does no harm.
extension ClusterFrontier {
    /// Links that are judged at a time.
    private static let judgedAtOnce = 500

    /// Learns how far the scope reaches; when it is final, judges what waited for that.
    func lookAtSeeds() async throws {
        let standing = try await self.tables.seeds()
        for widening in standing.widenings {
            if let url = try? CrawlURL(widening) { self.machine.scopeWidened(to: url) }
        }
        self.machine.seedsAreOpenElsewhere(standing.areOpen)
        guard !standing.areOpen else { return }
        for shard in standing.shardsWithWaiting { try await self.judge(shard) }
        // Whoever had not seen it yet may have added some meanwhile: the next look tells.
        self.areSeedsSettled = standing.shardsWithWaiting.isEmpty
    }

    private func judge(_ shard: Int16) async throws {
        while true {
            let links = try await self.tables.outside(in: shard, upTo: Self.judgedAtOnce)
            guard !links.isEmpty else { return }
            let accepted = links.filter { self.machine.accepts($0.url) }.map(\.offer)
            let refused = links.filter { !self.machine.accepts($0.url) }.map(\.offer)
            _ = try await self.put(accepted)
            if !refused.isEmpty { try await self.tables.leaveOut(refused, in: shard) }
        }
    }
}
#endif
