internal import ArgumentParser
internal import Skitter

struct CrawlSharingOptions: ParsableArguments {
    @OptionGroup var frontier: FrontierOptions

    @Option(
        help: ArgumentHelp(
            "For how long the servers may be gone before the crawl stops; --resume goes on with it.", valueName: "TIME")
    )
    var frontierTimeout = DurationValue(.seconds(300))

    @Option(
        help: ArgumentHelp(
            "How long a host is leased: after that others get the URLs of a crawler that was killed.",
            valueName: "TIME"))
    var leaseTime = DurationValue(.seconds(120))

    func apply(to configuration: inout CrawlConfiguration) throws(CommandFailure) {
        configuration.state.sharedFrontier = try self.sharedFrontier()
    }

    /// The crawl that is shared, as these options say; nil where none is named.
    func sharedFrontier() throws(CommandFailure) -> CrawlConfiguration.SharedFrontier? {
        guard var shared = try self.frontier.sharedFrontier() else { return nil }
        shared.patience = self.frontierTimeout.duration
        shared.leaseTime = self.leaseTime.duration
        return shared
    }
}
