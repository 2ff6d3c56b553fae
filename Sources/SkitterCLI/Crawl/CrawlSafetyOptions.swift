internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct CrawlSafetyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Connect to these private addresses too (may be repeated); a seed opens its own address and port.",
            valueName: "CIDR[:PORT]"))
    var allowPrivate: [String] = []

    @Option(help: "Whether URLs of a pattern whose pages only repeat each other are parked, not fetched: on, off.")
    var traps = Switch.on

    @Option(
        help: ArgumentHelp(
            "Never park this pattern, written as the summary of a crawl names it (may be repeated).",
            valueName: "PATTERN"))
    var unpark: [String] = []

    func apply(to configuration: inout CrawlConfiguration) throws(CommandFailure) {
        configuration.reach.parksTraps = self.traps == .on
        configuration.reach.unparked = self.unpark.distinct
        for text in self.allowPrivate.distinct {
            do {
                configuration.allowedPrivate.append(try AddressBlock(text))
            } catch {
                throw CommandFailure(.usage, "--allow-private \(error)")
            }
        }
    }
}
