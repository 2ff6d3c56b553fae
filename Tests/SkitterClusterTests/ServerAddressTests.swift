#if Cluster
import SkitterCluster
import Testing

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("postgresql://ada:s3cr3t@db1:5433,db2/crawls", "ada@db1:5433,db2/crawls"),
        ("host=db1,db2 port=5433 user=ada password=s3cr3t dbname=crawls", "ada@db1:5433,db2:5433/crawls"),
        ("postgresql://db1/crawls?password=s3cr3t", "db1/crawls"),
    ])
    func anAddressIsDescribedWithoutItsSecrets(text: String, description: String) throws {
        #expect(try ServerAddress(text).description == description)
    }

    @Test(arguments: [
        "postgresql://ada:s3cr3t@db1/crawls?s3cr3t=1", "host=db1 s3cr3t", "postgresql://ada:s3cr3t%zz@db1",
    ])
    func aWrongAddressIsRefusedWithoutBeingQuoted(text: String) {
        let error = #expect(throws: ClusterError.self) { try ServerAddress(text) }
        #expect(error?.code == .badAddress)
        #expect(error?.description.contains("s3cr3t") == false)
    }

    @Test func aServerThatCannotBeReachedIsNamedWithoutThePassword() async throws {
        // Port 1 of loopback: nobody listens there.
        let address = try ServerAddress("postgresql://ada:s3cr3t@127.0.0.1:1,127.0.0.1:1/crawls")
        let connection = ServerConnection(to: address, schema: try SchemaName(crawl: "a"), patience: .zero)
        let error = await #expect(throws: ClusterError.self) { try await connection.open() }
        #expect(error?.code == .unreachable)
        #expect(error?.description.contains("127.0.0.1") == true)
        #expect(error?.description.contains("s3cr3t") == false)
    }

    @Test(arguments: ["", "A", "a b", "a;drop", "a\"", "ä", String(repeating: "a", count: 41)])
    func aNameThatIsNoneIsRefused(name: String) {
        #expect(throws: ClusterError.self) { try SchemaName(crawl: name) }
    }
}
#endif
