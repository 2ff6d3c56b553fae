/// Against what a commit is safe when it returns.
package enum Durability: String, CaseIterable, Sendable {
    /// A kill of the process, at any instant. After a loss of power the last commits may be missing; the database is
    /// whole all the same, for SQLite still orders its checkpoints (`synchronous=NORMAL`).
    case process
    /// A loss of power too: files and log are on the device before `append` returns (fsync, `synchronous=FULL`).
    case power
}
