internal import ArgumentParser
internal import Skitter
internal import SkitterFixtureWeb

/// `skitter serve`: the fixture server, on loopback.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a folder, or a made-up web with known answers, on loopback.",
        discussion: """
            Beside the made-up web, /trap/ is a small site with an endless calendar.
            Faults are served by path; /fault/ lists what each does:
            \(FixtureFault.all.map { "  \($0.usage)" }.joined(separator: "\n"))
            """)

    @Argument(
        help: ArgumentHelp("Serve this folder (default: the made-up web).", valueName: "FOLDER"), completion: .directory
    )
    var folder: String?

    @Option(name: [.short, .long], help: ArgumentHelp("Port; 0 for any free one.", valueName: "N"))
    var port: UInt16 = 8808

    @Option(help: ArgumentHelp("Loopback address to listen on.", valueName: "ADDRESS"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("Answer this much later (20ms 1s).", valueName: "TIME"))
    var latency = DurationValue(.zero)

    @Option(help: ArgumentHelp("Append a line for each request to this file.", valueName: "FILE"), completion: .file())
    var log: String?

    @Option(help: ArgumentHelp("Pages of the made-up web.", valueName: "N"))
    var pages = 2000

    @Option(help: ArgumentHelp("Which made-up web.", valueName: "N"))
    var seed: UInt64 = 1

    @Flag(help: "Link the made-up web to the faults.")
    var faults = false

    func run() async throws {
        guard self.pages > 0 else { throw CommandFailure(.usage, "--pages must be 1 or more") }
        var options = FixtureServer.Options()
        options.host = self.host
        options.port = self.port
        options.latency = self.latency.duration
        options.logFile = self.log
        do {
            let server = try FixtureServer(self.content, options: options)
            Terminal.write("\(server.origin)/\n")
            try await self.serve(server, until: StopSignals.requests {})
        } catch let error as FixtureServerError {
            throw CommandFailure(
                error.code == .portInUse || error.code == .cannotListen ? .inputOutput : .usage, error.message)
        }
    }

    private var content: FixtureServer.Content {
        if let folder = self.folder { return .folder(folder) }
        var options = FixtureWeb.Options()
        options.faults = self.faults
        return .web(FixtureWeb(seed: self.seed, pageCount: self.pages, options: options))
    }

    /// Serves until the first request to stop.
    private func serve(_ server: FixtureServer, until stops: AsyncStream<Void>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask { for await _ in stops { return } }
            try await group.next()
            group.cancelAll()
        }
    }
}
