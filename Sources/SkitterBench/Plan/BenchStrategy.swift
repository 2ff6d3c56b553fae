/// A way of downloading the same list; the names are those of `--strategies`.
package enum BenchStrategy: String, Codable, CaseIterable, Hashable, Sendable {
    /// One session, one download after another.
    case sync
    /// A pool of threads, each with a session of its own, each waiting for its download.
    case threads
    /// Tasks of one task group that share one session.
    case async
    /// Worker processes, each with a session of its own.
    case processes

    /// The strategies named by a list like `sync,async`, each once, in the order given.
    package static func list(from text: String) throws(BenchError) -> [BenchStrategy] {
        var strategies: [BenchStrategy] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = String(word).trimmingSpaces
            guard let strategy = BenchStrategy(rawValue: name) else {
                let known = BenchStrategy.allCases.map(\.rawValue).joined(separator: ", ")
                throw BenchError("There is no strategy '\(name)'; there are \(known).")
            }
            if !strategies.contains(strategy) { strategies.append(strategy) }
        }
        return strategies
    }
}
