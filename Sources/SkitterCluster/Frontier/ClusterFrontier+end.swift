#if Cluster
package import SkitterCore

/// What a limit held back is skipped for good when the crawl ends, and one crawler of them all records it: of each shard the
/// first that comes. One that is killed amid it goes on with it when it is resumed, or repaired.
extension ClusterFrontier {
    /// How far the telling has come.
    struct Rest: Sendable {
        /// The shard that is told, or would be next.
        var shard: Int16 = 0
        /// Whether it is this crawler that tells it.
        var isTaken = false
        /// The last of it that was told.
        var place: HeldBackURL.Place?
    }

    private static let toldAtATime = 1000

    package func skipsAtEnd() async -> [SkippedRecord] {
        do {
            return try await self.tellRest()
        } catch {
            // A run that goes on with this directory, or its repair, tells the others.
            return []
        }
    }

    /// Some of the rest, recorded; empty where all of it is.
    private func tellRest() async throws -> [SkippedRecord] {
        while Int(self.rest.shard) < self.facts.shards {
            let shard = self.rest.shard
            if !self.rest.isTaken {
                guard try await self.tables.takeRest(of: shard, for: self.configuration.crawler) else {
                    self.rest = Rest(shard: shard + 1)
                    continue
                }
                self.rest.isTaken = true
            }
            let urls = try await self.tables.rest(of: shard, behind: self.rest.place, upTo: Self.toldAtATime)
            guard let last = urls.last else {
                try await self.tables.restTold(of: shard, by: self.configuration.crawler)
                self.rest = Rest(shard: shard + 1)
                continue
            }
            self.rest.place = last.place
            let skipped = urls.map { $0.skipped(depthLimit: self.policy.depthLimit) }.filter {
                !self.configuration.toldAtEnd.contains($0.id)
            }
            guard !skipped.isEmpty else { continue }
            try await self.record([StepEntry(step: 0, skipped: skipped)])
            return skipped
        }
        return []
    }
}
#endif
