internal import ArgumentParser
internal import Skitter

/// `skitter cluster create`.
struct ClusterCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make the tables of a new crawl, in a schema of its own.")

    @OptionGroup var frontier: FrontierOptions

    @Option(
        help: ArgumentHelp(
            "Parts that as many servers can share, for the life of the crawl (default: 16; 256 for Citus).",
            valueName: "N"))
    var shards: Int?

    func run() async throws {
        try await ClusterCommand.on(self.frontier) { crawl throws(CrawlError) in
            try await crawl.create(shards: self.shards)
        }
    }
}
