internal import ArgumentParser
internal import Skitter

/// `skitter` and its subcommands. Results go to stdout, everything else to stderr.
struct SkitterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skitter",
        abstract: "Crawls the web behind a list of seeds: politely, every page recorded once, every URL accounted for.",
        discussion: """
            skitter crawl https://example.org/ -d 2 -o example    crawl a site two links deep
            skitter stats example                                 look at what happened
            skitter bench                                         one list, four ways to download it, what each costs
            """,
        version: SkitterVersion.current,
        subcommands: [CrawlCommand.self, BenchCommand.self, StatsCommand.self, ServeCommand.self, CheckCommand.self, BenchCellCommand.self, BenchWorkerCommand.self])
}
