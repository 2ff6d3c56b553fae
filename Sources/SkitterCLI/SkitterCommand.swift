internal import ArgumentParser
internal import Skitter

/// `skitter` and its subcommands. Results go to stdout, everything else to stderr.
struct SkitterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skitter",
        abstract: "Crawls the web behind a list of seeds: politely, every page recorded once, every URL accounted for.",
        discussion: """
            skitter crawl https://example.org/ -d 2 -o example
                crawls a site two links deep, into the directory example
            skitter stats example
                shows what happened, also while it happens
            skitter bench
                downloads one list in four ways, and tells what each costs
            """,
        version: SkitterVersion.current,
        subcommands: [
            CrawlCommand.self, BenchCommand.self, StatsCommand.self, ExplainCommand.self, AuditCommand.self,
            DiffCommand.self, LinksCommand.self, ExportCommand.self, PlanCommand.self, RepairCommand.self,
            ClusterCommand.self, ConfigCommand.self, ServeCommand.self,
            CheckCommand.self, BenchServerCommand.self,
        ])
}
