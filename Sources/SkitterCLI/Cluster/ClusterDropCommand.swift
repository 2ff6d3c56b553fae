internal import ArgumentParser
internal import Skitter

/// `skitter cluster drop`.
struct ClusterDropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Delete the tables of a crawl; the directories of its crawlers stay.")

    @OptionGroup var frontier: FrontierOptions

    @Flag(help: "Also while crawlers are at work; these end with exit code 5.")
    var force = false

    func run() async throws {
        try await ClusterCommand.on(self.frontier) { crawl throws(CrawlError) in
            try await crawl.drop(isForced: self.force)
        }
    }
}
