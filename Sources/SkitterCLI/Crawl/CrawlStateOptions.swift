internal import ArgumentParser
internal import Skitter

struct CrawlStateOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Directory for the record (default: skitter-YYYYMMDD-HHMMSS).", valueName: "DIR"))
    var directory = ""

    @Flag(help: "Replace what an earlier crawl left in the directory.")
    var overwrite = false

    @Option(help: ArgumentHelp("From a request to stop (Ctrl-C) to the end, everything written.", valueName: "TIME"))
    var stopTimeout = DurationValue(.seconds(5))

    func apply(to configuration: inout CrawlConfiguration) {
        configuration.directory = self.directory
        configuration.overwrites = self.overwrite
        configuration.stopTimeout = self.stopTimeout.duration
    }
}
