internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct CrawlScopeOptions: ParsableArguments {
    /// What becomes of links that lead out of scope.
    enum Beyond: String, ExpressibleByArgument, CaseIterable {
        case leave, ask
    }

    @Option(
        name: [.short, .long], help: ArgumentHelp("Links to follow from a seed; inf for no limit.", valueName: "N"))
    var depth = DepthValue(2)

    @Option(help: "How far from the seeds: page, path, host (host and port), domain (registrable domain), any.")
    var scope = ScopeMode.host

    @Option(
        help:
            "Links that lead out of scope: leave them, or ask for each once and follow none of its own: leave, ask.")
    var beyond = Beyond.leave

    @Option(help: ArgumentHelp("Follow only URLs that match (POSIX extended; may be repeated).", valueName: "RE"))
    var include: [String] = []

    @Option(help: ArgumentHelp("Do not follow URLs that match (may be repeated).", valueName: "RE"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Longest URL that is followed.", valueName: "BYTES"))
    var maxURLLength = 2048

    func apply(to configuration: inout CrawlConfiguration) {
        configuration.reach.depth = self.depth.limit
        configuration.reach.mode = self.scope
        configuration.reach.asksBeyond = self.beyond == .ask
        configuration.reach.includes = self.include.distinct
        configuration.reach.excludes = self.exclude.distinct
        configuration.reach.maxURLLength = self.maxURLLength
    }
}
