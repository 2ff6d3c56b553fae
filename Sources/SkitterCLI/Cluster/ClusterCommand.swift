internal import ArgumentParser
internal import Skitter

/// `skitter cluster`: a crawl on which many crawlers work, as a whole.
struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "Make, watch and steer a crawl that many crawlers share.",
        discussion: """
            skitter cluster create --frontier DSN --crawl news
                makes the tables of the crawl "news" in PostgreSQL
            skitter crawl -i seeds.txt --frontier DSN --crawl news -o DIR
                begins it; on each further machine: skitter crawl --frontier DSN --crawl news -o DIR
            skitter cluster status --frontier DSN --crawl news
                shows its crawlers, and where every URL stands

            Needs a skitter that was built with `make cluster` (docs/cluster.md).
            Exit codes: 2 no such crawl, or it cannot be done; 5 the servers cannot be reached.
            """,
        subcommands: [
            ClusterCreateCommand.self, ClusterStatusCommand.self, ClusterPauseCommand.self, ClusterResumeCommand.self,
            ClusterStopCommand.self, ClusterDropCommand.self,
        ])

    /// Does something with the crawl that `options` name. A command tries each server once.
    static func on<Answer>(
        _ options: FrontierOptions, _ body: (SharedCrawl) async throws(CrawlError) -> Answer
    ) async throws(CommandFailure) -> Answer {
        guard let frontier = try options.sharedFrontierAskedOnce() else {
            throw CommandFailure(.usage, "name the crawl: --frontier DSN --crawl NAME")
        }
        do throws(CrawlError) { return try await body(try SharedCrawl(frontier)) } catch { throw CommandFailure(error) }
    }
}
