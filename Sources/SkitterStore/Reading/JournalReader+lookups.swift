package import SkitterCore

/// Questions about one URL or host. Nothing is indexed: each reads its table, the last rows first where they count.
extension JournalReader {
    /// A host as the last commit that noted it left it.
    package struct HostRow: Sendable, Hashable {
        /// Nothing is asked of it before this instant, in microseconds since 1970; nil where there is no row.
        package var notBeforeMicroseconds: Int64
        /// Requests and retries so far, and answers in a row that asked to be left alone.
        package var requests, retries, refusals: Int
    }

    /// A robots.txt as it came.
    package struct RobotsRow: Sendable, Hashable {
        /// Scheme, host and port that it speaks for.
        package var origin: String
        /// The final status; nil where no answer came.
        package var status: Int?
        /// The file, as far as it is read.
        package var body: [UInt8]
        /// Why it could not be had.
        package var error: String?
        /// When it came, in microseconds since 1970.
        package var fetchedMicroseconds: Int64
    }

    /// The last that is known of `host`.
    package func host(_ host: String) throws -> HostRow? {
        try self.read { connection in
            try connection.firstRow(
                "SELECT not_before_us, requests, retries, refusals FROM hosts WHERE host = ? ORDER BY seq DESC LIMIT 1",
                .text(host)
            ) { row in
                HostRow(
                    notBeforeMicroseconds: row.integerIfAny(0) ?? 0, requests: row.integerIfAny(1).map(Int.init) ?? 0,
                    retries: row.integerIfAny(2).map(Int.init) ?? 0, refusals: row.integerIfAny(3).map(Int.init) ?? 0)
            }
        }
    }

    /// The last robots.txt of `origin`.
    package func robots(of origin: String) throws -> RobotsRow? {
        try self.read { connection in
            try connection.firstRow(
                "SELECT origin, status, body, error, fetched_us FROM robots WHERE origin = ? ORDER BY seq DESC LIMIT 1",
                .text(origin), read: RobotsRow.init)
        }
    }

    /// Every robots.txt that came, in order.
    package func forEachRobots(_ body: (RobotsRow) -> Void) throws {
        try self.read { connection in
            try SQLiteStatement(connection, "SELECT origin, status, body, error, fetched_us FROM robots ORDER BY seq")
                .forEachRow { body(RobotsRow($0)) }
        }
    }

    /// The last failed try of the URL `id` that was to be repeated.
    package func retry(of id: UInt64) throws -> URLExplanation.Retry? {
        try self.read { connection in
            try connection.firstRow(
                "SELECT attempts, due_us, cause FROM retries WHERE id = ? ORDER BY seq DESC LIMIT 1",
                .integer(Int64(bitPattern: id))
            ) { row in
                URLExplanation.Retry(
                    attempts: row.integerIfAny(0).map(Int.init) ?? 0, dueMicroseconds: row.integerIfAny(1) ?? 0,
                    cause: row.textIfAny(2))
            }
        }
    }

    /// The URLs that the redirects of seeds brought into scope.
    package func scopeExtensions() throws -> [String] {
        try self.read { connection in
            try connection.rows("SELECT url FROM scope ORDER BY seq LIMIT 100000") { $0.textIfAny(0) }
                .compactMap(\.self)
        }
    }
}

extension JournalReader.RobotsRow {
    fileprivate init(_ row: SQLiteStatement) {
        self.origin = row.textIfAny(0) ?? ""
        self.status = row.integerIfAny(1).map(Int.init)
        self.body = row.bytes(2)
        self.error = row.textIfAny(3)
        self.fetchedMicroseconds = row.integerIfAny(4) ?? 0
    }
}
