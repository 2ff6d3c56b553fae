#if Cluster
extension Sequence {
    /// Its elements by shard, the shards in their order: so that the same run sends the same calls.
    func byShard(_ shard: (Element) -> Int16) -> [(shard: Int16, elements: [Element])] {
        Dictionary(grouping: self, by: shard).map { (shard: $0.key, elements: $0.value) }.sorted { $0.shard < $1.shard }
    }
}
#endif
