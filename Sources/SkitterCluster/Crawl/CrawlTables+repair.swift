#if Cluster
package import SkitterCore

extension CrawlTables {
    /// Which of `claims` count. The others never will from now on: whoever made them is gone.
    package func settle(_ claims: [LeaseClaim]) async throws(ClusterError) -> Set<LeaseClaim> {
        var accepted: Set<LeaseClaim> = []
        for (shard, claims) in Dictionary(grouping: claims, by: \.shard) {
            let values: [StatementValue] = [
                .int2(shard), .int4s(claims.map(\.host)), .int8s(claims.map { Int64(bitPattern: $0.id) }),
                .int8s(claims.map(\.token)),
            ]
            let rows = try await self.connection.call(.settle, values) { row throws(ClusterError) in
                [try row.number(Int64.self), try row.number(Int64.self)]
            }
            let counting = Set(rows)
            accepted.formUnion(claims.filter { counting.contains([Int64(bitPattern: $0.id), $0.token]) })
        }
        return accepted
    }

    /// Whether `crawler` began to tell what a limit held back in a shard, and was killed amid it.
    package func hasUntoldRest(of crawler: Int64) async throws(ClusterError) -> Bool {
        let shards = try await self.connection.call(.takenRests, [.int8(crawler)]) { row throws(ClusterError) in
            try row.number(Int16.self)
        }
        return !shards.isEmpty
    }
}
#endif
