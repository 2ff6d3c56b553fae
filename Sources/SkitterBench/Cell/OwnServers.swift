import SkitterCore
import Subprocess

/// Servers of our own, each in a process of its own: what serving costs is charged to no strategy, and no client's work holds
/// it up but by taking a core.
package enum OwnServers {
    /// The subcommand that serves, of the program that runs.
    package static let command = "bench-server"
    /// Its option.
    package static let latencyOption = "latency-microseconds"

    /// Runs `body` with a list for each of `latencies`: the first page of a server that answers so much later. The servers
    /// end with it.
    package static func run(_ latencies: [Duration], _ body: ([SiteList]) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var lists: [SiteList] = []
            var stops: [AsyncStream<Void>.Continuation] = []
            defer { for stop in stops { stop.finish() } }
            for latency in latencies {
                let (lines, told) = AsyncStream.makeStream(of: String.self)
                // Nobody yields to it: whoever reads it waits for its end.
                let (end, stop) = AsyncStream.makeStream(of: Void.self)
                stops.append(stop)
                group.addTask { try await Self.serve(latency, told, until: end) }
                for await line in lines {
                    lists.append(SiteList(latency: latency, sites: [try CrawlURL(line)]))
                    break
                }
            }
            guard lists.count == latencies.count else { throw BenchError("A server of our own could not be started.") }
            try await body(lists)
        }
    }

    /// Runs one server until `end` ends, and tells the first line of its output: its address.
    private static func serve(
        _ latency: Duration, _ told: AsyncStream<String>.Continuation, until end: AsyncStream<Void>
    ) async throws {
        defer { told.finish() }
        let program = Program.current
        let arguments = [Self.command, "--\(Self.latencyOption)", "\(latency.wholeNanoseconds / 1_000)"]
        _ = try await Subprocess.run(
            program.executable, arguments: Arguments(arguments), environment: program.environment, input: .inputWriter,
            output: .sequence, error: .currentStandardError
        ) { server in
            for try await line in server.standardOutput.lines {
                told.yield(line)
                break
            }
            told.finish()
            for await _ in end {}
            // Its input's end is its own.
            try await server.standardInputWriter.finish()
        }
    }
}
