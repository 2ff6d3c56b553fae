internal import ArgumentParser
internal import Skitter
internal import SkitterArchive
internal import SkitterCore
internal import SkitterReport
internal import SkitterSettings

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// `skitter crawl`: seeds to a depth, into a directory.
struct CrawlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crawl",
        abstract: "Crawl from seeds to a depth; every page is recorded once.",
        discussion: """
            Pages are fetched with libcurl or URLSession, links are found with libxml2. The record of a crawl is a directory of \
            JSON lines (docs/crawl-directory.md). Loopback and private hosts that a seed names are fetched without \
            delay; all others at most once a second or as robots.txt says.

            Exit codes: 0 finished; 2 wrong usage or no seed left; 3 a file could not be written; 4 no seed could be \
            reached; 5 the servers of a shared frontier are gone, --resume goes on; 6 failures that --fail-on names; 7 the directory is not empty or in use; 8 the ledger does not \
            close; 11 stopped by a signal; 12 stopped by a budget; 13 only waiting hosts are left.
            """)

    @OptionGroup(title: "Input") var input: CrawlInputOptions
    @OptionGroup(title: "Scope") var scope: CrawlScopeOptions
    @OptionGroup(title: "Budgets") var budgets: CrawlBudgetOptions
    @OptionGroup(title: "Politeness") var politeness: CrawlPolitenessOptions
    @OptionGroup(title: "HTTP") var http: CrawlHTTPOptions
    @OptionGroup(title: "Safety") var safety: CrawlSafetyOptions
    @OptionGroup(title: "State") var state: CrawlStateOptions
    @OptionGroup(title: "Sharing") var sharing: CrawlSharingOptions
    @OptionGroup(title: "Output") var output: CrawlOutputOptions
    @OptionGroup(title: "Settings") var settingsFile: SettingsFileOptions

    func run() async throws {
        let given = Array(CommandLine.arguments.dropFirst(2))
        let settings = try CrawlSettings(self.settingsFile.config)
        let inForce =
            self.state.resume
            ? try settings.inForceResumed(beside: given) : try settings.inForceChecked(beside: given)
        let words = inForce.flatMap(\.words)
        do {
            let command = try CrawlCommand.parse(words + given)
            if !command.output.quiet {
                // Whoever did not know of the file hears of it before it has done anything.
                if let file = settings.file { Terminal.say("skitter: options from \(file)") }
                for remark in settings.remarks { Terminal.say("skitter: \(remark)") }
            }
            if self.state.resume {
                try await command.resume(with: words, given: given, settings)
            } else {
                try await command.begin(words: words + given)
            }
        } catch let failure as CommandFailure {
            throw CrawlSettings.located(failure, among: inForce)
        }
    }

    private func begin(words: [String]) async throws {
        if let (all, seeds) = try await self.joined(words) {
            return try await CrawlCommand.parse(all).crawl(words: all, joining: seeds)
        }
        try await self.crawl(words: words)
    }

    /// Goes on with a crawl by the options it began with: `words` of `settings` and `given` ones stand behind them.
    private func resume(with words: [String], given: [String], _ settings: CrawlSettings) async throws {
        if self.state.directory.isEmpty {
            throw CommandFailure(.usage, "--resume needs the directory of the crawl: -o DIR")
        }
        let manifest: Manifest
        do throws(ArchiveError) { manifest = try Manifest(readingFrom: self.state.directory) } catch {
            throw CommandFailure(.directory, "\(self.state.directory): holds no crawl that could be resumed (\(error))")
        }
        if !self.output.quiet {
            for setting in settings.passedOver(beside: given, goingOnWith: manifest.arguments) {
                guard let origin = setting.values.first?.origin else { continue }
                Terminal.say(
                    "skitter: \(origin): '\(setting.option.key)' is passed over: the crawl goes on with the options it began with"
                )
            }
        }
        let all = manifest.arguments + words + given
        try await CrawlCommand.parse(all).crawl(words: all)
    }

    /// The words and the seeds of the crawler that began a shared crawl, with `words` behind them; nil where nobody has begun, or
    /// nothing is shared.
    private func joined(_ words: [String]) async throws -> (words: [String], seeds: [CrawlURL])? {
        guard let frontier = try self.sharing.sharedFrontier() else { return nil }
        do throws(CrawlError) {
            guard let beginning = try await SharedCrawl(frontier).beginning() else { return nil }
            var list = URLList()
            for seed in beginning.seeds { list.add(seed) }
            return (beginning.arguments + words, list.urls)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Crawls as these options say; `words` are theirs, `seeds` those of a crawl that this one joins, where none are named.
    private func crawl(words: [String], joining others: [CrawlURL] = []) async throws {
        var seeds = self.state.resume || !others.isEmpty ? try self.input.givenSeeds() : try self.input.seeds()
        if seeds.isEmpty { seeds = others }
        var configuration = try self.crawlConfiguration()
        configuration.state.arguments = SavedArguments.words(of: words)
        let crawler: Crawler
        do throws(ConfigurationError) { crawler = try Crawler(configuration) } catch {
            throw CommandFailure(.usage, error.description)
        }

        let pipe = try self.output.recordPipe(isResumed: self.state.resume, overwrites: self.state.overwrite)
        let live = try LiveService(
            self.output, title: seeds.first?.withoutCredentials().href ?? configuration.directory,
            transport: TransportChoice(configuration).name)
        live?.start()
        defer { live?.end() }
        let display = self.output.progress.display(isQuiet: self.output.quiet)
        let isQuiet = self.output.quiet
        let isVerbose = self.output.verbose
        let report: CrawlReport
        do throws(CrawlError) {
            let stops = StopSignals.requests {
                guard !isQuiet else { return }
                Terminal.say(
                    "skitter: stopping; requests in flight may finish. A second signal ends the crawl at once.")
            }
            report = try await crawler.run(
                seeds: seeds, stops: stops, control: live?.control, viewer: live?.viewer, consumer: pipe,
                started: { transport in
                    guard !isQuiet else { return }
                    Terminal.say(
                        "skitter \(SkitterVersion.current): \(Self.words(for: configuration, seeds: seeds.count))")
                    if isVerbose { Terminal.say("skitter: transport \(transport)") }
                }, restored: { if !isQuiet { Terminal.say("skitter: \($0)") } }, progress: { display.show($0) })
        } catch {
            display.end()
            throw CommandFailure(error)
        }
        display.end()
        if !self.output.quiet {
            let layout = ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)
            let summary = FinalSummary.text(
                report.snapshot, ending: report.ending, directory: configuration.directory, layout: layout)
            if self.output.recordsGoToOutput { Terminal.sayText(summary) } else { Terminal.write(summary) }
        }
        if !self.output.quiet { for remark in report.remarks { Terminal.say("skitter: \(remark)") } }
        // Whoever closed the pipe has what he wanted (`| head`).
        if report.cause != .finished, report.cause != .consumerLeft {
            throw CommandFailure(report.cause, self.output.quiet ? report.ending.cause : nil)
        }
    }

    private static func words(for configuration: CrawlConfiguration, seeds: Int) -> String {
        if configuration.state.resumes { return "going on with the crawl in \(configuration.directory)" }
        let count = seeds + configuration.reach.sitemaps.count
        return "crawling \(count) \(count == 1 ? "seed" : "seeds") into \(configuration.directory)"
    }

    /// Throws what of these options does not hold, and does nothing.
    func validateConfiguration() throws(CommandFailure) {
        var command = self
        // Standard input can be read once.
        if command.http.netrcFile == "-" { command.http.netrcFile = nil }
        let configuration = try command.crawlConfiguration()
        do throws(ConfigurationError) { _ = try Crawler(configuration) } catch {
            throw CommandFailure(.usage, error.description)
        }
    }

    private func crawlConfiguration() throws(CommandFailure) -> CrawlConfiguration {
        var configuration = CrawlConfiguration()
        try self.input.apply(to: &configuration)
        self.scope.apply(to: &configuration)
        self.budgets.apply(to: &configuration)
        self.politeness.apply(to: &configuration)
        try self.http.apply(to: &configuration)
        try self.safety.apply(to: &configuration)
        try self.state.apply(to: &configuration)
        try self.sharing.apply(to: &configuration)
        try self.output.apply(to: &configuration)
        if configuration.directory.isEmpty {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            configuration.directory = CrawlDirectory.defaultName(startedMicroseconds: Int64(time.tv_sec) * 1_000_000)
        }
        return configuration
    }
}
