import SkitterStore
import Testing

struct SQLiteConnectionTests {
    private struct Failure: Error {}

    /// A connection to a file of its own, with a table `t` of one column `a` that converts nothing.
    private static func connection(_ scratch: Scratch) throws -> SQLiteConnection {
        let connection = try SQLiteConnection(scratch.path("a.sqlite"), .create)
        try connection.execute(script: "CREATE TABLE t (a)")
        return connection
    }

    @Test func aTransactionThatThrowsLeavesNothing() throws {
        let scratch = try Scratch()
        let connection = try Self.connection(scratch)
        #expect(throws: Failure.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (?)", .integer(1))
                throw Failure()
            }
        }
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
        // Nor does it stay open.
        try connection.transaction { try connection.execute("INSERT INTO t VALUES (2), (3)") }
        #expect(connection.changes == 2)
        #expect(try connection.rows("SELECT a FROM t") { $0.integer(0) } == [2, 3])
    }

    @Test func aTransactionThatSQLiteEndedItselfIsNotEndedTwice() throws {
        let scratch = try Scratch()
        let connection = try Self.connection(scratch)
        let error = #expect(throws: SQLiteError.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                try connection.execute("INSERT OR ROLLBACK INTO sqlite_sequence SELECT 1 FROM t")
            }
        }
        #expect(error?.kind == .other)
        try connection.execute(script: "CREATE TABLE one (a UNIQUE ON CONFLICT ROLLBACK)")
        let conflict = #expect(throws: SQLiteError.self) {
            try connection.transaction { try connection.execute("INSERT INTO one VALUES (1), (1)") }
        }
        #expect(conflict?.message == "UNIQUE constraint failed: one.a")
        #expect(try connection.transaction { try connection.integer("SELECT count(*) FROM one") } == 0)
    }

    @Test func aSnapshotStaysAsItWasFirstRead() throws {
        let scratch = try Scratch()
        let writer = try Self.connection(scratch)
        try writer.execute(script: "PRAGMA journal_mode = WAL")
        let reader = try SQLiteConnection(scratch.path("a.sqlite"), .readOnly)
        let counts = try reader.snapshot {
            let before = try reader.integer("SELECT count(*) FROM t")
            try writer.execute("INSERT INTO t VALUES (1)")
            return [before, try reader.integer("SELECT count(*) FROM t")]
        }
        #expect(counts == [0, 0])
        #expect(try reader.integer("SELECT count(*) FROM t") == 1)
    }

    @Test func whatAnotherHasLockedIsBusy() throws {
        let scratch = try Scratch()
        let first = try Self.connection(scratch)
        let second = try SQLiteConnection(scratch.path("a.sqlite"), .readWrite, patienceMilliseconds: 0)
        let error = #expect(throws: SQLiteError.self) {
            try first.transaction { try second.transaction {} }
        }
        #expect(error?.kind == .busy)
        try second.transaction {}
    }

    @Test func whoOnlyReadsCannotWriteOrMakeAFile() throws {
        let scratch = try Scratch()
        _ = try Self.connection(scratch)
        let reader = try SQLiteConnection(scratch.path("a.sqlite"), .readOnly)
        let refused = #expect(throws: SQLiteError.self) { try reader.execute("INSERT INTO t VALUES (1)") }
        #expect(refused?.kind == .refused)
        for access in [SQLiteConnection.Access.readOnly, .readWrite] {
            let missing = #expect(throws: SQLiteError.self) {
                try SQLiteConnection(scratch.path("none.sqlite"), access)
            }
            #expect(missing?.kind == .refused && missing?.message == "unable to open database file")
        }
        #expect(!scratch.names.contains("none.sqlite"))
    }

    @Test func aFileThatIsNoDatabaseIsForeign() throws {
        let scratch = try Scratch()
        scratch.put(Array(repeating: UInt8(ascii: "x"), count: 5000), as: "b.sqlite")
        let connection = try SQLiteConnection(scratch.path("b.sqlite"), .readWrite)
        let error = #expect(throws: SQLiteError.self) { try connection.integer("PRAGMA application_id") }
        #expect(error?.kind == .foreign)
    }

    @Test func aDatabaseThatMayNotGrowIsFull() throws {
        let scratch = try Scratch()
        let connection = try Self.connection(scratch)
        try connection.execute(script: "PRAGMA max_page_count = 3")
        let error = #expect(throws: SQLiteError.self) {
            try connection.transaction { try connection.execute("INSERT INTO t VALUES (zeroblob(100000))") }
        }
        #expect(error?.kind == .full)
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
    }

    @Test(
        arguments: [
            ("NULL", nil, nil), ("7", 7, nil), ("-9223372036854775808", .min, nil), ("2.9", 2, nil), ("-2.9", -2, nil),
            ("1e300", nil, nil), ("9223372036854775808.0", nil, nil), ("-1e999", nil, nil), ("'12'", nil, "12"),
            ("''", nil, ""), ("x''", nil, ""), ("x'C3A9'", nil, "é"), ("x'FF'", nil, nil),
        ] as [(String, Int64?, String?)])
    func aValueOfAnotherKindIsNone(value: String, number: Int64?, text: String?) throws {
        let scratch = try Scratch()
        let connection = try Self.connection(scratch)
        try connection.execute(script: "INSERT INTO t VALUES (\(value))")
        let read = try #require(
            try connection.firstRow("SELECT a FROM t") { ($0.integerIfAny(0), $0.textIfAny(0), $0.isNull(0)) })
        #expect(read.0 == number && read.1 == text && read.2 == (value == "NULL"))
        #expect(try connection.integer("SELECT a FROM t") == number)
    }

    /// What is asked for is made of what is there, as SQLite makes it; columns that are not there are NULL.
    @Test func anyValueCanBeReadAsAnyOther() throws {
        let scratch = try Scratch()
        let connection = try Self.connection(scratch)
        let rows = try connection.rows(
            "SELECT 'a' || char(0) || 'b', CAST(x'61FF62' AS TEXT), '12 apples', x'FF00', NULL"
        ) { row in
            (0..<6).map { (row.text($0), row.integer($0), row.bytes($0)) }
        }
        let values = try #require(rows.first)
        #expect(values.map(\.0) == ["a\0b", "a\u{FFFD}b", "12 apples", "\u{FFFD}\0", "", ""])
        #expect(values.map(\.1) == [0, 0, 12, 0, 0, 0])
        #expect(values.map(\.2) == [[97, 0, 98], [97, 255, 98], Array("12 apples".utf8), [255, 0], [], []])
    }

    @Test(
        arguments: [
            .integer(.min), .text(""), .text("a\0b"), .text(String(repeating: "long ", count: 10_000)), .blob([]),
            .blob([0, 255]), .null,
        ] as [SQLiteValue])
    func whatIsBoundComesBack(value: SQLiteValue) throws {
        let scratch = try Scratch()
        let connection = try Self.connection(scratch)
        try connection.execute("INSERT INTO t VALUES (?)", value)
        let back: SQLiteValue? = try connection.firstRow("SELECT a, typeof(a) FROM t") { row in
            switch row.text(1) {
            case "integer": .integer(row.integer(0))
            case "text": .text(row.text(0))
            case "blob": .blob(row.bytes(0))
            default: .null
            }
        }
        #expect(back == value)
    }

    @Test func aStatementSaysWhatIsWrongWithIt() throws {
        let scratch = try Scratch()
        let connection = try Self.connection(scratch)
        let syntax = #expect(throws: SQLiteError.self) { try SQLiteStatement(connection, "SELECT absent FROM t") }
        #expect(syntax?.message == "no such column: absent")
        let many = #expect(throws: SQLiteError.self) {
            try connection.execute("INSERT INTO t VALUES (?)", .integer(1), .integer(2))
        }
        #expect(many?.kind == .other)
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
        #expect(throws: SQLiteError.self) { try connection.execute(script: "INSERT INTO t VALUES (1); no SQL") }
        #expect(try connection.integer("SELECT count(*) FROM t") == 1)
    }

    @Test func aConnectionOutlivesItsNameWhileAStatementNeedsIt() throws {
        let scratch = try Scratch()
        var connection: SQLiteConnection? = try Self.connection(scratch)
        let statement = try SQLiteStatement(try #require(connection), "INSERT INTO t VALUES (1)")
        #expect { try connection?.close() } throws: { ($0 as? SQLiteError)?.kind == .busy }
        connection = nil
        try statement.run()
        #expect(try SQLiteConnection(scratch.path("a.sqlite"), .readOnly).integer("SELECT count(*) FROM t") == 1)
    }
}
