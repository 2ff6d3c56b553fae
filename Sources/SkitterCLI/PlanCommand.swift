internal import ArgumentParser
internal import Skitter
internal import SkitterCore
internal import SkitterReport

/// `skitter plan`: what a crawl would come to.
struct PlanCommand: BorrowingCommand {
    /// What is planned is what `crawl` would do.
    typealias Borrowed = PlanCommand

    /// How a plan is told.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Tell what a crawl would come to, by robots.txt and sitemaps alone.",
        discussion: """
            Asks the hosts of the seeds for robots.txt, for the sitemaps that it names, and for /sitemap.xml: politely, as a crawl \
            does, and nothing else. Tells each host's delay, the URLs that its sitemaps name, those that robots.txt forbids, and the \
            least time that a crawl of the rest can take. What skitter.yaml and the environment set for a crawl holds here too.

            Exit codes: 4 where no host could be asked; 11 stopped by a signal.
            """)

    @OptionGroup(title: "Input") var input: CrawlInputOptions
    @OptionGroup(title: "Scope") var scope: CrawlScopeOptions
    @OptionGroup(title: "Politeness") var politeness: CrawlPolitenessOptions
    @OptionGroup(title: "HTTP") var http: CrawlHTTPOptions
    @OptionGroup(title: "Safety") var safety: CrawlSafetyOptions

    @Option(help: "table or json.")
    var format = Format.table

    @Flag(name: [.short, .long], help: "Say nothing on stderr but errors.")
    var quiet = false

    @OptionGroup(title: "Settings") var settingsFile: SettingsFileOptions

    func runWithSettings() async throws {
        let seeds = try self.input.seeds()
        var configuration = CrawlConfiguration()
        try self.input.apply(to: &configuration)
        self.scope.apply(to: &configuration)
        self.politeness.apply(to: &configuration)
        try self.http.apply(to: &configuration)
        try self.safety.apply(to: &configuration)
        let planner: CrawlPlanner
        do throws(ConfigurationError) { planner = try CrawlPlanner(configuration) } catch {
            throw CommandFailure(.usage, error.description)
        }
        let plan: CrawlPlan
        do throws(CrawlError) {
            plan = try await planner.run(seeds: seeds, stops: StopSignals.requests {})
        } catch {
            throw CommandFailure(error)
        }
        switch self.format {
        case .table:
            let layout = ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)
            Terminal.write(PlanReport.table(plan, layout))
        case .json: Terminal.write(PlanReport.json(plan))
        }
        if !plan.hosts.isEmpty, plan.hosts.allSatisfy({ $0.problem != nil && $0.sitemaps == 0 }) {
            throw CommandFailure(.noSeedReachable, "no host could be asked")
        }
    }
}
