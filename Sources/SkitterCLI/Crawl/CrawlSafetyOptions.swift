internal import ArgumentParser
internal import Skitter
internal import SkitterCore

struct CrawlSafetyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Connect to these private addresses too (may be repeated); a seed opens its own address and port.",
            valueName: "CIDR[:PORT]"))
    var allowPrivate: [String] = []

    func apply(to configuration: inout CrawlConfiguration) throws(CommandFailure) {
        for text in self.allowPrivate {
            do {
                configuration.allowedPrivate.append(try AddressBlock(text))
            } catch {
                throw CommandFailure(.usage, "--allow-private \(error)")
            }
        }
    }
}
