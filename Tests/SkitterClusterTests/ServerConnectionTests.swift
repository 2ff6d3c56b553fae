#if Cluster
import SkitterCluster
import Testing

@Suite(.enabled(if: PostgresServer.isInstalled))
struct ServerConnectionTests {
    private static let echo = Statement(
        "echo", .crawl,
        """
        SELECT $1::int2, $2::int4, $3::int8, $4::text, $5::bytea, $6::bool::int4,
            (SELECT sum(n)::int8 FROM unnest($7::int2[]) n), $8::int4[], (SELECT sum(n)::int8 FROM unnest($9::int8[]) n),
            array_to_string($10::text[], '|', 'null'), (SELECT sum(length(b))::int8 FROM unnest($11::bytea[]) b),
            (SELECT count(*) FROM unnest($12::bool[]) b WHERE b), NULL::text
        """)

    private static func connection(to server: PostgresServer? = nil) async throws -> ServerConnection {
        let server = try server ?? PostgresServer.shared.get()
        let name = try SchemaName(crawl: try await server.newTables())
        return ServerConnection(to: try server.address, schema: name, patience: .seconds(60))
    }

    @Test func everyKindOfValueArrivesAsItWasSent() async throws {
        let connection = try await Self.connection()
        let values: [StatementValue] = [
            .int2(-2), .int4(.min), .int8(.max), .text("a'\"\0ä"), .bytes([0, 255]), .bool(true),
            .int2s([1, 2, -32768]), .int4s([5, -6]), .int8s([.max, -1]), .texts(["a", nil, ""]),
            .blobs([[1, 2, 3], nil, []]), .bools([true, false, true]),
        ]
        let rows = try await connection.call(Self.echo, values) { row throws(ClusterError) in
            [
                "\(try row.number(Int16.self))", "\(try row.number(Int32.self))", "\(try row.number(Int64.self))",
                try row.text(), "\(row.optionalBytes() ?? [])", "\(try row.number(Int32.self))",
                "\(try row.number(Int64.self))", "\(try row.int4s())", "\(try row.number(Int64.self))", try row.text(),
                "\(try row.number(Int64.self))", "\(try row.number(Int64.self))",
                row.optionalText() ?? "null",
            ]
        }
        let expected = [
            "-2", "-2147483648", "9223372036854775807", "a'\"\u{FFFD}ä", "[0, 255]", "1", "-32765", "[5, -6]",
            "9223372036854775806", "a|null|", "3", "2", "null",
        ]
        #expect(rows == [expected])
    }

    @Test func emptyListsArrive() async throws {
        let statement = Statement(
            "empty", .crawl, "SELECT cardinality($1::int4[]), cardinality($2::text[]), $3::int4[]")
        let rows = try await Self.connection().call(statement, [.int4s([]), .texts([]), .int4s([])]) {
            row throws(ClusterError) in
            [try row.number(Int32.self), try row.number(Int32.self)] + (try row.int4s())
        }
        #expect(rows == [[0, 0]])
    }

    @Test func aColumnOfAnotherWidthIsNotRead() async throws {
        let statement = Statement("width", .crawl, "SELECT 1::int8")
        let connection = try await Self.connection()
        let error = await #expect(throws: ClusterError.self) {
            try await connection.call(statement, []) { row throws(ClusterError) in try row.number(Int32.self) }
        }
        #expect(error?.code == .damaged)
        // The connection serves on.
        #expect(
            try await connection.call(statement, []) { row throws(ClusterError) in try row.number(Int64.self) } == [1])
    }

    @Test func aStatementThatTheServerRefusesIsNotRepeated() async throws {
        let statement = Statement("divide", .crawl, "SELECT 1 / $1::int4")
        let connection = try await Self.connection()
        let error = await #expect(throws: ClusterError.self) { try await connection.call(statement, [.int4(0)]) }
        #expect(error?.code == .refused)
        #expect(error?.description.contains("division by zero") == true)
    }

    @Test func aCallGoesOnAfterItsServerCrashed() async throws {
        let statement = Statement("one", .crawl, "SELECT count(*) FROM shard")
        let server = try PostgresServer()
        let connection = try await Self.connection(to: server)
        let count = { @Sendable in
            try await connection.call(statement, []) { row throws(ClusterError) in try row.number(Int64.self) }
        }
        #expect(try await count() == [4])
        try server.crash()
        // Prepared anew, and in the right schema.
        #expect(try await count() == [4])
    }

    @Test func whatALostAnswerGaveIsGivenBackBeforeTheCallIsMadeAgain() async throws {
        let server = try PostgresServer()
        let connection = try await Self.connection(to: server)
        // Carried out in the second try alone, which finds what the statement before it left.
        let undo = Statement("undo", .crawl, "UPDATE crawl SET shards = ($1::int8[])[1]::int2")
        let statement = Statement("shards", .crawl, "SELECT shards, $1::int8 FROM crawl")
        let call = { @Sendable in
            try await connection.call(
                statement, numberedFrom: 7, { [.int8($0)] }, undo: (undo, { [.int8s($0)] })
            ) { row throws(ClusterError) in
                [Int64(try row.number(Int16.self)), try row.number(Int64.self)]
            }
        }
        let first = try await call()
        #expect(first.number == 7 && first.rows == [[4, 7]])
        try server.crash()
        // Not under the number that was given back.
        let second = try await call()
        #expect(second.number > 7 && second.rows == [[7, second.number]])
    }

    @Test func aServerThatStaysAwayIsGivenUpAfterTheTimeAllowed() async throws {
        let address = try ServerAddress("postgresql://postgres@127.0.0.1:1/postgres")
        let connection = ServerConnection(to: address, schema: try SchemaName(crawl: "a"), patience: .milliseconds(300))
        let start = ContinuousClock.now
        let error = await #expect(throws: ClusterError.self) {
            try await connection.call(Statement("one", .crawl, "SELECT 1"), [])
        }
        #expect(error?.code == .unreachable)
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
#endif
