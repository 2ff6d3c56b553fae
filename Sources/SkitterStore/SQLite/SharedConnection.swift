internal import SkitterLock

/// A connection that any task may read through, one after another.
final class SharedConnection: Sendable {
    /// What closes the connection. It never leaves the lock: only the address of its handle does, and what is made of that is used
    /// while the lock is held, and not kept.
    private let owner: Locked<SQLiteConnection>

    /// Takes `connection` over.
    init(_ connection: sending SQLiteConnection) {
        self.owner = Locked(connection)
    }

    /// Runs `body` on a snapshot, while nobody else uses the connection. `body` must keep neither it nor a statement, and must not
    /// read through this again.
    func read<Result>(_ body: (SQLiteConnection) throws -> Result) throws -> Result {
        var result: Result?
        try self.owner.withLock { owner in
            guard let connection = SQLiteConnection(sharing: owner.address) else { return }
            result = try connection.snapshot { try body(connection) }
        }
        guard let result else { preconditionFailure("an open connection has a handle") }
        return result
    }
}
