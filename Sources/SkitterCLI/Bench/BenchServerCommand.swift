internal import ArgumentParser
internal import SkitterBench
internal import SkitterFixtureWeb

/// A server for `skitter bench`, which starts it: the made-up web on any free port, until standard input ends.
struct BenchServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: OwnServers.command, shouldDisplay: false)

    @Option(name: .customLong(OwnServers.latencyOption))
    var latencyMicroseconds: Int64 = 0

    func run() async throws {
        var options = FixtureServer.Options()
        options.latency = .microseconds(self.latencyMicroseconds)
        let server = try FixtureServer(.web(FixtureWeb()), options: options)
        Terminal.write("\(server.origin)/\n")
        // Whoever started it holds the other end, and lets go of it even when killed.
        StandardInput.exitAtEnd()
        try await server.run()
    }
}
