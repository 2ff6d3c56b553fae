#if Cluster
import SkitterCluster
import Testing

@Suite(.enabled(if: PostgresServer.isInstalled))
struct CrawlTablesTests {
    private static let facts = CrawlTables.Facts(shards: 3, hashSeed: .max)

    private static func tables() throws -> (tables: CrawlTables, connection: ServerConnection) {
        let name = PostgresServer.newCrawl()
        let address = try PostgresServer.address
        return (
            try CrawlTables(name, at: address),
            ServerConnection(to: address, schema: try SchemaName(crawl: name), patience: .seconds(60))
        )
    }

    @Test func aCrawlIsFoundAsItWasCreated() async throws {
        let (tables, _) = try Self.tables()
        try await tables.create(Self.facts)
        #expect(try await tables.facts() == Self.facts)
    }

    @Test func aSecondCrawlOfOneNameIsRefused() async throws {
        let (tables, _) = try Self.tables()
        try await tables.create(Self.facts)
        let error = await #expect(throws: ClusterError.self) {
            try await tables.create(CrawlTables.Facts(shards: 1, hashSeed: 1))
        }
        #expect(error?.code == .crawlExists)
        #expect(try await tables.facts() == Self.facts)
    }

    @Test func aCrawlThatIsNotThereIsMissed() async throws {
        let (tables, _) = try Self.tables()
        #expect(await #expect(throws: ClusterError.self) { try await tables.facts() }?.code == .noCrawl)
        #expect(await #expect(throws: ClusterError.self) { try await tables.drop() }?.code == .noCrawl)
    }

    @Test func aDroppedCrawlIsGone() async throws {
        let (tables, _) = try Self.tables()
        try await tables.create(Self.facts)
        try await tables.drop()
        #expect(await #expect(throws: ClusterError.self) { try await tables.facts() }?.code == .noCrawl)
        try await tables.create(Self.facts)
    }

    @Test func aCrawlIsDroppedOverAConnectionThatWasLostMeanwhile() async throws {
        let server = try PostgresServer()
        let tables = try CrawlTables(try await server.newTables(), at: try server.address)
        _ = try await tables.facts()
        try server.crash()
        try await tables.drop()
        #expect(await #expect(throws: ClusterError.self) { try await tables.facts() }?.code == .noCrawl)
    }

    @Test(arguments: [
        (Statement("newer", .crawl, "INSERT INTO migration (version) VALUES (1000)"), "newer than this program"),
        (Statement("older", .crawl, "DELETE FROM migration"), "older than this program"),
    ])
    func tablesOfAnotherVersionAreRefused(change: Statement, words: String) async throws {
        let (tables, connection) = try Self.tables()
        try await tables.create(Self.facts)
        try await connection.call(change, [])
        let error = await #expect(throws: ClusterError.self) { try await tables.facts() }
        #expect(error?.code == .otherVersion)
        #expect(error?.description.contains(words) == true)
    }

    @Test func eachMigrationLeavesItsVersion() async throws {
        let (tables, connection) = try Self.tables()
        try await tables.create(Self.facts)
        let statement = Statement("versions", .crawl, "SELECT version FROM migration ORDER BY version")
        let versions = try await connection.call(statement, []) { row throws(ClusterError) in try row.number(Int32.self)
        }
        #expect(versions == Migration.all.indices.map { Int32($0 + 1) })
    }
}
#endif
