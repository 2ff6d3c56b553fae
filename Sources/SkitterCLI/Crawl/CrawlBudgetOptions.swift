internal import ArgumentParser
internal import Skitter

struct CrawlBudgetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Fetch at most this many pages, exactly.", valueName: "N"))
    var maxPages: Int?

    @Option(
        help: ArgumentHelp(
            "Fetch at most this many pages of each host, exactly, and skip what else there is of it.", valueName: "N"))
    var maxPagesPerHost: Int?

    @Option(help: ArgumentHelp("Start nothing after this time (500ms 30s 5m 2h).", valueName: "TIME"))
    var maxTime: DurationValue?

    @Option(help: ArgumentHelp("Stop when only hosts are left that permit nothing for this long.", valueName: "TIME"))
    var maxHostWait = DurationValue(.seconds(15 * 60))

    @Option(
        help: ArgumentHelp(
            "Keep to this memory: what is known and queued beyond it goes to a scratch file.", valueName: "SIZE"))
    var maxMemory = SizeValue(512 << 20)

    func apply(to configuration: inout CrawlConfiguration) {
        configuration.budgets.maxPages = self.maxPages
        configuration.budgets.maxPagesPerHost = self.maxPagesPerHost
        configuration.budgets.maxTime = self.maxTime?.duration
        configuration.budgets.maxMemoryBytes = self.maxMemory.bytes
        configuration.budgets.maxHostWait = self.maxHostWait.duration
    }
}
