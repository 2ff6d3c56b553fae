internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct LinksScopeOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Read pages that lie so many links from a URL; 0 for its own links alone, inf for no limit.", valueName: "N"
        ))
    var depth = DepthValue(nil)

    @Option(help: "What the site is: page, path, host (host and port), domain (registrable domain), any.")
    var scope = ScopeMode.host

    @Option(help: ArgumentHelp("Ask only for URLs that match (POSIX extended; may be repeated).", valueName: "RE"))
    var include: [String] = []

    @Option(help: ArgumentHelp("Do not ask for URLs that match (may be repeated).", valueName: "RE"))
    var exclude: [String] = []

    func apply(to configuration: inout CrawlConfiguration) {
        configuration.reach.depth = self.depth.limit
        configuration.reach.mode = self.scope
        configuration.reach.includes = self.include.distinct
        configuration.reach.excludes = self.exclude.distinct
    }
}
