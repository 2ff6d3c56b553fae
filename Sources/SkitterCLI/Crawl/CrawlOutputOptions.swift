internal import ArgumentParser
internal import Skitter

struct CrawlOutputOptions: ParsableArguments {
    enum Progress: String, ExpressibleByArgument, CaseIterable {
        case auto, line, none
    }

    @Option(
        help: "Progress on stderr: auto (every second on a terminal, every 10 s elsewhere), line (every second), none.")
    var progress = Progress.auto

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say what was chosen, and why.")
    var verbose = false

    @Option(
        help: ArgumentHelp("Exit with 6 where these failed: 4xx, 5xx, any (separated by commas).", valueName: "LIST"))
    var failOn: String?

    @Option(
        help: ArgumentHelp(
            "Serve the figures to Prometheus at http://HOST:PORT/metrics; beyond loopback with a token.",
            valueName: "HOST:PORT"))
    var metrics: String?

    @Option(
        help: ArgumentHelp(
            "Serve a page that shows the crawl and steers it; port 0 takes any; beyond loopback with a token.",
            valueName: "HOST:PORT"))
    var dashboard: String?

    func apply(to configuration: inout CrawlConfiguration) throws(CommandFailure) {
        if self.quiet, self.verbose { throw CommandFailure(.usage, "--quiet and --verbose exclude each other") }
        for word in (self.failOn ?? "").split(separator: ",") {
            guard let failure = CrawlReport.FailOn(rawValue: String(word)) else {
                throw CommandFailure(.usage, "--fail-on '\(word)' is not known: use 4xx, 5xx, any")
            }
            configuration.failOn.insert(failure)
        }
    }

    func progressDisplay() -> ProgressDisplay {
        if self.quiet { return ProgressDisplay(.silent, saysNothing: true) }
        return switch self.progress {
        case .none: ProgressDisplay(.silent)
        case .line: ProgressDisplay(.lines(every: .seconds(1)))
        case .auto: ProgressDisplay(Terminal.errorsGoToTerminal ? .inPlace : .lines(every: .seconds(10)))
        }
    }
}
