/// A way of downloading the same list; the names are those of `--strategies`.
package enum BenchStrategy: String, Codable, CaseIterable, Hashable, Sendable {
    /// One session, one download after another.
    case sync
    /// A pool of threads, each with a session of its own, each waiting for its download.
    case threads
    /// Tasks of one task group that share one session.
    case async
    /// Like ``async``, but what is computed is computed on one actor: concurrency without parallelism.
    case actor
    /// Worker processes, each with a session of its own.
    case processes

    /// Those that take part where nobody names any: the four of the classic lesson.
    package static let classic: [BenchStrategy] = [.sync, .threads, .async, .processes]

    /// The strategies named by a list like `sync,async`, each once, in the order given.
    package static func list(from text: String) throws(BenchError) -> [BenchStrategy] {
        try BenchList.names(text, what: "strategy", of: BenchStrategy.self)
    }
}
