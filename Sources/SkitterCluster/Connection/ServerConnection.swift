#if Cluster
internal import Glibc

/// A connection to the servers of a shared frontier that outlives each of them: what is lost is connected again, and a call
/// whose outcome nobody knows is made again. So every statement must be one that may be repeated.
package actor ServerConnection {
    private let thread = ConnectionThread(label: "skitter.frontier")
    private let address: ServerAddress
    /// The schema in which statements find their tables.
    private let schema: SchemaName
    /// How long a server may be gone.
    private let patience: Duration
    private let haste: Haste
    /// The connection, where there is one.
    private var link: ServerLink?

    /// A statement that takes longer was lost on its way.
    private static let callLimit: Duration = .seconds(30)

    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.thread.asUnownedSerialExecutor() }

    /// A connection that is not made yet.
    package init(to address: ServerAddress, schema: SchemaName, patience: Duration, haste: Haste = Haste()) {
        self.haste = haste
        self.address = address
        self.schema = schema
        self.patience = patience
    }

    /// Connects, with one try at each server: whoever begins wants to know at once what is wrong.
    package func open() throws(ClusterError) {
        guard self.link == nil else { return }
        do throws(LinkFailure) { try self.connect() } catch { throw self.error(error) }
    }

    /// Carries out `statement` and returns its rows as `read` reads them.
    package func call<Row: Sendable>(
        _ statement: Statement, _ values: [StatementValue],
        _ read: @Sendable (inout RowReader) throws(ClusterError) -> Row
    ) throws(ClusterError) -> [Row] {
        try self.persist { connection throws(LinkFailure) in try connection.send(statement, values, read) }
    }

    /// Carries out `statement`, each time that it has to be made with a number of its own among its `values`, from `first` on;
    /// returns that of the answer too. Before it is made again, `undo` is carried out with all numbers that were sent: what an
    /// answer that was lost has given is not lost with it. The number in force is never among those, so that nothing that is
    /// carried out late, of whatever was given up, touches what it gave.
    package func call<Row: Sendable>(
        _ statement: Statement, numberedFrom first: Int64, _ values: @Sendable (Int64) -> [StatementValue],
        undo: (statement: Statement, values: @Sendable ([Int64]) -> [StatementValue]),
        _ read: @Sendable (inout RowReader) throws(ClusterError) -> Row
    ) throws(ClusterError) -> (number: Int64, rows: [Row]) {
        var sent: [Int64] = []
        return try self.persist { connection throws(LinkFailure) in
            if !sent.isEmpty { _ = try connection.send(undo.statement, undo.values(sent)) { _ in } }
            let number = first + Int64(sent.count)
            sent.append(number)
            return (number, try connection.send(statement, values(number), read))
        }
    }

    /// Carries out `statement`, of whose rows nothing is wanted.
    package func call(_ statement: Statement, _ values: [StatementValue]) throws(ClusterError) {
        _ = try self.call(statement, values) { _ in }
    }

    /// Carries out several statements, all or none. Made once, for a script may not be repeated; so a connection that was lost
    /// while nobody used it shows before.
    func script(_ text: StaticString) throws(ClusterError) {
        try self.call(.ping, [])
        do throws(LinkFailure) {
            try self.link?.script(text, within: .seconds(600))
        } catch {
            if case .lost = error { self.link = nil }
            throw self.error(error)
        }
    }

    private func send<Row>(
        _ statement: Statement, _ values: [StatementValue],
        _ read: (inout RowReader) throws(ClusterError) -> Row
    ) throws(LinkFailure) -> [Row] {
        guard let rows = try self.link?.call(statement, values, within: ServerConnection.callLimit, read) else {
            throw LinkFailure.lost("no connection")
        }
        return rows
    }

    // MARK: - Going on after a loss

    private func persist<Answer>(_ body: (isolated ServerConnection) throws(LinkFailure) -> Answer)
        throws(ClusterError) -> Answer
    {
        // From when it showed that a server is gone: a process that stood still meanwhile has not waited for it.
        var start: ContinuousClock.Instant?
        var pause = Duration.milliseconds(20)
        while true {
            let failure: LinkFailure
            do throws(LinkFailure) {
                if self.link == nil { try self.connect() }
                return try body(self)
            } catch {
                failure = error
            }
            switch failure {
            case .refused, .unreadable: throw self.error(failure)
            case .lost: self.link = nil
            case .gaveWay: break
            }
            let wait = pause * Double.random(in: 0.5...1)
            let now = ContinuousClock.now
            let end = (start ?? now) + self.haste.limit(self.patience)
            start = start ?? now
            // Whoever is told to stop does not wait for a server that is gone.
            guard !Task.isCancelled, now + wait < end else { throw self.error(failure) }
            poll(nil, 0, CInt(clamping: wait.milliseconds))
            pause = min(pause * 2, .seconds(2))
        }
    }

    private func connect() throws(LinkFailure) {
        var link = try ServerLink(to: self.address)
        let values = [
            StatementValue.text(self.schema.text),
            .text(String(ServerConnection.callLimit.milliseconds)),
        ]
        _ = try link.call(.begin, values, within: .seconds(10)) { _ in }
        self.link = consume link
    }

    private func error(_ failure: LinkFailure) -> ClusterError {
        switch failure {
        case .lost(let message):
            ClusterError(.unreachable, "the frontier at \(self.address) cannot be reached: \(message)")
        case .gaveWay(let message):
            ClusterError(.refused, "the frontier at \(self.address) was too busy: \(message)")
        case .refused("3F000", _), .refused("42P01", _):
            ClusterError(.noCrawl, "there is no crawl \"\(self.schema.crawl)\" at \(self.address)")
        case .refused("42P06", _):
            ClusterError(.crawlExists, "there is a crawl \"\(self.schema.crawl)\" at \(self.address) already")
        case .refused(let state, let message):
            ClusterError(.refused, "the frontier at \(self.address) refused: \(message) (SQLSTATE \(state))")
        case .unreadable(let error): error
        }
    }
}

extension Statement {
    static let ping = Statement("ping", .crawl, "SELECT 1")

    /// Each connection begins with it: where tables are found, and after how long the server gives a statement up.
    static let begin = Statement(
        "begin", .crawl,
        """
        SELECT set_config('search_path', $1, false), set_config('statement_timeout', $2, false),
               set_config('skitter.schema', $1, false)
        """)
}
#endif
