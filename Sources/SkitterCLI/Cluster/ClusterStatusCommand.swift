internal import ArgumentParser
internal import Skitter
internal import SkitterCore
internal import SkitterReport

/// `skitter cluster status`.
struct ClusterStatusCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the crawlers of a crawl, and where every URL stands.")

    @OptionGroup var frontier: FrontierOptions

    @Option(help: "table or json.")
    var format = Format.table

    func run() async throws {
        let status = try await ClusterCommand.on(self.frontier) { crawl throws(CrawlError) in
            try await crawl.status()
        }
        switch self.format {
        case .table:
            let layout = ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)
            Terminal.write(SharedCrawlReport.table(status, layout))
        case .json: Terminal.write(SharedCrawlReport.json(status))
        }
    }
}
