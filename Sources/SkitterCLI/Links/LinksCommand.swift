internal import ArgumentParser
internal import Skitter
internal import SkitterCore
internal import SkitterReport

/// `skitter links`: the broken links of a site, and the pages that hold them.
struct LinksCommand: BorrowingCommand {
    /// How servers are treated, and what they are told. What is checked, and how much of it, is not what a crawl is set to.
    struct Borrowed: ParsableCommand {
        @OptionGroup var politeness: CrawlPolitenessOptions
        @OptionGroup var http: CrawlHTTPOptions
        @OptionGroup var safety: CrawlSafetyOptions
    }

    /// How the result is told.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, junit, markdown
    }

    static let configuration = CommandConfiguration(
        commandName: "links",
        abstract: "Find the broken links of a site, and the pages that hold them; exit 6 where there are any.",
        discussion: """
            Crawls the sites of the URLs, and asks once for whatever their pages link to, out of the site too: as politely as a crawl \
            does. The result is on stdout, progress on stderr; no directory is written. Politeness, HTTP and safety may be set in \
            skitter.yaml, as those of a crawl.

            Exit codes: 0 no broken link; 4 no URL could be reached; 6 broken links; 11 stopped by a signal, 12 by a budget; 13 only \
            waiting hosts are left.
            """)

    @OptionGroup(title: "Input") var input: CrawlInputOptions
    @OptionGroup(title: "Check") var check: LinksCheckOptions
    @OptionGroup(title: "Scope") var scope: LinksScopeOptions
    @OptionGroup(title: "Budgets") var budgets: CrawlBudgetOptions
    @OptionGroup(title: "Politeness") var politeness: CrawlPolitenessOptions
    @OptionGroup(title: "HTTP") var http: CrawlHTTPOptions
    @OptionGroup(title: "Safety") var safety: CrawlSafetyOptions

    @Option(help: "table, json, junit or markdown.")
    var format = Format.table

    @Option(
        help: "Progress on stderr: auto (every second on a terminal, every 10 s elsewhere), line (every second), none.")
    var progress = CrawlOutputOptions.Progress.auto

    @Flag(name: [.short, .long], help: "Say nothing on stderr but errors.")
    var quiet = false

    @OptionGroup(title: "Settings") var settingsFile: SettingsFileOptions

    func runWithSettings() async throws {
        let seeds = try self.input.seeds()
        let (configuration, options) = (try self.configuration(), try self.check.options())
        let checker: LinkChecker
        do throws(ConfigurationError) { checker = try LinkChecker(configuration, options) } catch {
            throw CommandFailure(.usage, error.description)
        }
        let (isQuiet, display) = (self.quiet, self.progress.display(isQuiet: self.quiet))
        let report: LinkCheckReport
        do throws(CrawlError) {
            let stops = StopSignals.requests {
                guard !isQuiet else { return }
                Terminal.say(
                    "skitter: stopping; requests in flight may finish. A second signal ends the check at once.")
            }
            report = try await checker.run(
                seeds: seeds, stops: stops,
                started: {
                    guard !isQuiet else { return }
                    let sites = seeds.count == 1 ? seeds[0].withoutCredentials().href : "\(seeds.count) URLs"
                    Terminal.say("skitter \(SkitterVersion.current): checking the links of \(sites)")
                }, progress: { display.show($0) })
        } catch {
            display.end()
            throw CommandFailure(error)
        }
        display.end()
        self.write(report)
        if report.cause != .finished {
            throw CommandFailure(
                report.cause, self.quiet && report.cause == .failures ? nil : report.check.ending.cause)
        }
    }

    private func write(_ report: LinkCheckReport) {
        switch self.format {
        case .table:
            let layout = ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)
            Terminal.write(LinkCheckText.table(report.check, layout))
        case .json: Terminal.write(LinkCheckText.json(report.check))
        case .junit: Terminal.write(LinkCheckText.junit(report.check, seconds: report.snapshot.elapsed.inSeconds))
        case .markdown: Terminal.write(LinkCheckText.markdown(report.check))
        }
    }

    private func configuration() throws(CommandFailure) -> CrawlConfiguration {
        var configuration = CrawlConfiguration()
        try self.input.apply(to: &configuration)
        self.scope.apply(to: &configuration)
        self.budgets.apply(to: &configuration)
        self.politeness.apply(to: &configuration)
        try self.http.apply(to: &configuration)
        try self.safety.apply(to: &configuration)
        return configuration
    }
}
