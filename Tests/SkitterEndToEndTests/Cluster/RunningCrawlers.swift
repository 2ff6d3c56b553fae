#if Cluster
import SkitterLock

/// Processes of crawlers that run beside each other, by the crawlers' names. They do not outlast the tests.
final class RunningCrawlers: Sendable {
    private let nodes: ClusterNodes
    private let running = Locked<[String: SkitterProcess.Running]>([:])
    private let endings = Locked(0)

    /// Crawlers on these nodes.
    init(on nodes: ClusterNodes) {
        self.nodes = nodes
    }

    /// Runs a crawler to its end.
    func run(_ name: String, _ arguments: [String], in skitter: SkitterProcess) async throws
        -> SkitterProcess.Outcome
    {
        let outcome = try await skitter.run(arguments) { process in
            self.running.withLock { $0[name] = process }
            try await self.nodes.watch(process.number)
        }
        let ended = self.running.withLock { $0.removeValue(forKey: name) }
        if let ended { try await self.nodes.unwatch(ended.number) }
        self.endings.withLock { $0 += 1 }
        return outcome
    }

    /// How many have ended.
    var ended: Int { self.endings.withLock { $0 } }

    /// Those that run.
    var names: [String] { self.running.withLock { $0.keys.sorted() } }

    func isRunning(_ name: String) -> Bool { self.running.withLock { $0[name]?.isRunning ?? false } }

    func signal(_ signal: Int32, to name: String) {
        self.running.withLock { $0[name]?.signal(signal) }
    }
}
#endif
