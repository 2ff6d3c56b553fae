import CPostgres
import Skitter

/// Keeps each page that was visited, and each URL that was not and why, in a database. What `append` was given is committed when it
/// returns: the crawl counts nothing before.
actor PostgresSink: RecordSink {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// libpq blocks: a thread of the pool waits for each commit. Where the server is far away, give the actor an executor of its own.
    private let connection: OpaquePointer?

    /// Connects to `address`, `postgresql://…`.
    init(_ address: String) throws {
        let connection = PQconnectdb(address)
        guard PQstatus(connection) == CONNECTION_OK else {
            defer { PQfinish(connection) }
            throw Failure(description: String(cString: PQerrorMessage(connection)))
        }
        self.connection = connection
    }

    /// Makes the tables that are not there.
    func prepare() throws {
        try self.execute(
            """
            CREATE TABLE IF NOT EXISTS page (url text PRIMARY KEY, outcome text, status int, title text, bytes bigint, parent text)
            """)
        try self.execute("CREATE TABLE IF NOT EXISTS skipped (url text PRIMARY KEY, reason text)")
    }

    func append(_ entries: [StepEntry]) throws {
        try self.execute("BEGIN")
        do {
            for page in entries.compactMap(\.visit) {
                try self.execute(
                    """
                    INSERT INTO page VALUES ($1, $2, $3::int, $4, $5::bigint, $6) ON CONFLICT (url) DO UPDATE SET
                        outcome = excluded.outcome, status = excluded.status, title = excluded.title,
                        bytes = excluded.bytes, parent = excluded.parent
                    """,
                    [
                        page.url, page.outcome.word, page.status.map { String($0) }, page.title, String(page.bodyBytes),
                        page.parent,
                    ])
            }
            for skip in entries.flatMap(\.skipped) {
                try self.execute(
                    "INSERT INTO skipped VALUES ($1, $2) ON CONFLICT (url) DO UPDATE SET reason = excluded.reason",
                    [skip.url, skip.reason.rawValue])
            }
            try self.execute("COMMIT")
        } catch {
            try? self.execute("ROLLBACK")
            throw error
        }
    }

    /// No run can go on with this crawl, so there is no mark to keep.
    func consumed(upTo step: UInt64) {}

    func close() {
        PQfinish(self.connection)
    }

    /// The first value of the first row.
    func value(_ query: String) throws -> String {
        let result = try self.result(query, [])
        defer { PQclear(result) }
        return PQntuples(result) > 0 ? String(cString: PQgetvalue(result, 0, 0)) : ""
    }

    private func execute(_ statement: String, _ values: [String?] = []) throws {
        PQclear(try self.result(statement, values))
    }

    private func result(_ statement: String, _ values: [String?]) throws -> OpaquePointer? {
        // PostgreSQL's text holds no NUL; C would end it there.
        let texts = values.map { $0.map { Array($0.utf8.filter { $0 != 0 }.map(CChar.init(bitPattern:))) + [0] } }
        let bytes = texts.flatMap { $0 ?? [] }
        let result = bytes.withUnsafeBufferPointer { bytes in
            var offset = 0
            let pointers = texts.map { text -> UnsafePointer<CChar>? in
                guard let text, let base = bytes.baseAddress else { return nil }
                defer { offset += text.count }
                return base + offset
            }
            return PQexecParams(self.connection, statement, Int32(values.count), nil, pointers, nil, nil, 0)
        }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            defer { PQclear(result) }
            throw Failure(description: String(cString: PQerrorMessage(self.connection)))
        }
        return result
    }
}

extension VisitRecord.Outcome {
    fileprivate var word: String {
        switch self {
        case .fetched: "fetched"
        case .redirected: "redirected"
        case .failed(let failure, _): "\(failure)"
        }
    }
}
