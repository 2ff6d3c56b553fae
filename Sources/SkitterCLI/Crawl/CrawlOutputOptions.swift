internal import ArgumentParser
internal import Skitter
internal import SkitterArchive

struct CrawlOutputOptions: ParsableArguments {
    enum Progress: String, ExpressibleByArgument, CaseIterable {
        case auto, line, none

        /// What shows it; with `isQuiet` nothing is shown, not even a stall.
        func display(isQuiet: Bool) -> ProgressDisplay {
            if isQuiet { return ProgressDisplay(.silent, saysNothing: true) }
            return switch self {
            case .none: ProgressDisplay(.silent)
            case .line: ProgressDisplay(.lines(every: .seconds(1)))
            case .auto: ProgressDisplay(Terminal.errorsGoToTerminal ? .inPlace : .lines(every: .seconds(10)))
            }
        }
    }

    @Option(
        help: "Progress on stderr: auto (every second on a terminal, every 10 s elsewhere), line (every second), none.")
    var progress = Progress.auto

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Say what was chosen, and why.")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "Write the record of each page, once it is durable, as a line of JSON; - is stdout.", valueName: "FILE|-"),
        completion: .file())
    var jsonl: String?

    @Option(
        help: ArgumentHelp(
            "The members of these lines (url,status,title,…); all where not given.", valueName: "LIST"))
    var fields: String?

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

    /// Whether records go to stdout, where then nothing else goes.
    var recordsGoToOutput: Bool { self.jsonl == "-" }

    /// Where records go besides the directory.
    func recordPipe(isResumed: Bool, overwrites: Bool) throws(CommandFailure) -> RecordPipe? {
        guard let jsonl else {
            if self.fields != nil { throw CommandFailure(.usage, "--fields is for --jsonl") }
            return nil
        }
        var selection: RecordSelection?
        if let fields {
            do throws(RecordSelection.UnknownMember) {
                selection = try RecordSelection(fields.split(separator: ",").map(String.init))
            } catch {
                throw CommandFailure(.usage, "--fields: \(error)")
            }
        }
        if self.recordsGoToOutput { return RecordPipe(toStandardOutputWith: selection) }
        do throws(ArchiveError) {
            return try RecordPipe(to: jsonl, kept: isResumed, replaced: overwrites, selection: selection)
        } catch {
            throw CommandFailure(.inputOutput, "--jsonl: \(error)")
        }
    }
}
