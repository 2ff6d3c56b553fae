internal import ArgumentParser
internal import Skitter

struct CrawlBudgetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Fetch at most this many pages, exactly.", valueName: "N"))
    var maxPages: Int?

    @Option(help: ArgumentHelp("Start nothing after this time (500ms 30s 5m 2h).", valueName: "TIME"))
    var maxTime: DurationValue?

    @Option(help: ArgumentHelp("Stop when only hosts are left that permit nothing for this long.", valueName: "TIME"))
    var maxHostWait = DurationValue(.seconds(15 * 60))

    func apply(to configuration: inout CrawlConfiguration) {
        configuration.budgets.maxPages = self.maxPages
        configuration.budgets.maxTime = self.maxTime?.duration
        configuration.budgets.maxHostWait = self.maxHostWait.duration
    }
}
