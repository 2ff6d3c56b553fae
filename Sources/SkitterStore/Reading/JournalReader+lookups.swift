internal import GRDB
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
            try Row.fetchOne(
                connection,
                sql: """
                    SELECT not_before_us, requests, retries, refusals FROM hosts WHERE host = ? ORDER BY seq DESC LIMIT 1
                    """, arguments: [host]
            ).map {
                HostRow(
                    notBeforeMicroseconds: Int64.fromDatabaseValue($0[0]) ?? 0,
                    requests: Int.fromDatabaseValue($0[1]) ?? 0,
                    retries: Int.fromDatabaseValue($0[2]) ?? 0, refusals: Int.fromDatabaseValue($0[3]) ?? 0)
            }
        }
    }

    /// The last robots.txt of `origin`.
    package func robots(of origin: String) throws -> RobotsRow? {
        try self.read { connection in
            try Row.fetchOne(
                connection,
                sql:
                    "SELECT origin, status, body, error, fetched_us FROM robots WHERE origin = ? ORDER BY seq DESC LIMIT 1",
                arguments: [origin]
            ).map(RobotsRow.init)
        }
    }

    /// Every robots.txt that came, in order.
    package func forEachRobots(_ body: (RobotsRow) -> Void) throws {
        try self.read { connection in
            let rows = try Row.fetchCursor(
                connection, sql: "SELECT origin, status, body, error, fetched_us FROM robots ORDER BY seq")
            while let row = try rows.next() { body(RobotsRow(row)) }
        }
    }

    /// The last failed try of the URL `id` that was to be repeated.
    package func retry(of id: UInt64) throws -> URLExplanation.Retry? {
        try self.read { connection in
            try Row.fetchOne(
                connection, sql: "SELECT attempts, due_us, cause FROM retries WHERE id = ? ORDER BY seq DESC LIMIT 1",
                arguments: [Int64(bitPattern: id)]
            ).map {
                URLExplanation.Retry(
                    attempts: Int.fromDatabaseValue($0[0]) ?? 0, dueMicroseconds: Int64.fromDatabaseValue($0[1]) ?? 0,
                    cause: String.fromDatabaseValue($0[2]))
            }
        }
    }

    /// The URLs that the redirects of seeds brought into scope.
    package func scopeExtensions() throws -> [String] {
        try self.read { connection in
            try Row.fetchAll(connection, sql: "SELECT url FROM scope ORDER BY seq LIMIT 100000")
                .compactMap { String.fromDatabaseValue($0[0]) }
        }
    }
}

extension JournalReader.RobotsRow {
    fileprivate init(_ row: Row) {
        self.origin = String.fromDatabaseValue(row[0]) ?? ""
        self.status = Int.fromDatabaseValue(row[1])
        self.body = [UInt8].fromBlob(row[2])
        self.error = String.fromDatabaseValue(row[3])
        self.fetchedMicroseconds = Int64.fromDatabaseValue(row[4]) ?? 0
    }
}

extension [UInt8] {
    fileprivate static func fromBlob(_ value: DatabaseValue) -> [UInt8] {
        switch value.storage {
        case .blob(let data): [UInt8](data)
        case .string(let text): Array(text.utf8)
        default: []
        }
    }
}
