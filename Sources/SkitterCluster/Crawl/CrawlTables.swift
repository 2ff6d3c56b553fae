#if Cluster
/// The tables of one crawl as a whole: made, looked at, dropped.
package struct CrawlTables: Sendable {
    /// What all crawlers of a crawl must agree on.
    package struct Facts: Sendable, Hashable {
        /// Shards, fixed for the life of the crawl.
        package var shards: Int
        /// The key of its fingerprints.
        package var hashSeed: UInt64

        package init(shards: Int, hashSeed: UInt64) {
            self.shards = shards
            self.hashSeed = hashSeed
        }
    }

    let connection: ServerConnection
    /// The crawl's name.
    package let crawl: String

    /// The tables of the crawl `name` at `address`.
    package init(_ name: String, at address: ServerAddress, patience: Duration = .seconds(300)) throws(ClusterError) {
        self.connection = ServerConnection(to: address, schema: try SchemaName(crawl: name), patience: patience)
        self.crawl = name
    }

    /// As many servers can share them. More would cost a page more statements, one for each shard that its links lie in.
    package static let standardShards = 16

    /// Makes them, all or none.
    package func create(_ facts: Facts) async throws(ClusterError) {
        precondition((1...Int(Int16.max)).contains(facts.shards), "the number of shards fits its column")
        try await self.connection.open()
        try await self.connection.call(
            .newCrawl, [.text(String(facts.shards)), .text(String(Int64(bitPattern: facts.hashSeed)))])
        for migration in Migration.all { try await self.connection.script(migration.text) }
    }

    /// What the crawl's crawlers agree on; throws where there is no such crawl, or one of another version.
    package func facts() async throws(ClusterError) -> Facts {
        try await self.connection.open()
        let version = try await self.connection.call(.version, []) { row throws(ClusterError) in
            try row.number(Int32.self)
        }
        try self.check(version.first.map(Int.init) ?? 0)
        let facts = try await self.connection.call(.facts, []) { row throws(ClusterError) in
            Facts(shards: Int(try row.number(Int16.self)), hashSeed: UInt64(bitPattern: try row.number(Int64.self)))
        }
        guard let facts = facts.first else { throw ClusterError(.noCrawl, "there is no crawl \"\(self.crawl)\"") }
        return facts
    }

    /// Drops them, whatever their version; throws where there are none.
    package func drop() async throws(ClusterError) {
        try await self.connection.open()
        try await self.connection.script(
            "DO $$ BEGIN EXECUTE format('DROP SCHEMA %I CASCADE', current_setting('skitter.schema')); END $$")
    }

    private func check(_ version: Int) throws(ClusterError) {
        let mine = Migration.all.count
        guard version != mine else { return }
        let words = version > mine ? "newer than this program, which knows" : "older than this program, which needs"
        throw ClusterError(
            .otherVersion,
            "the crawl \"\(self.crawl)\" has tables of version \(version): \(words) version \(mine)")
    }
}

extension Statement {
    /// What the first migration needs to know.
    static let newCrawl = Statement(
        "new_crawl", .crawl,
        "SELECT set_config('skitter.shards', $1, false), set_config('skitter.hash_seed', $2, false)")

    static let version = Statement("version", .crawl, "SELECT coalesce(max(version), 0)::int4 FROM migration")

    static let facts = Statement("facts", .crawl, "SELECT shards, hash_seed FROM crawl")
}
#endif
