internal import ArgumentParser
internal import Skitter
internal import SkitterReport

/// `skitter explain`: why a URL is in a crawl or not.
struct ExplainCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell why a URL is in a crawl or not: scope, robots.txt, what became of it, how it was found, when.",
        discussion: """
            skitter explain https://example.org/a --in example

            From the directory alone, which is not changed; also while the crawl runs, and after it was killed.
            Exit codes: 0 whatever the answer; 2 where URL is none; 7 where DIR holds no crawl, or several hold no one crawl.
            """)

    @Argument(help: ArgumentHelp("The URL; example.org means http://example.org.", valueName: "URL"))
    var url: String

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            "The directory of a crawl; once for each of its crawlers, where they shared a frontier.", valueName: "DIR"),
        completion: .directory)
    var directories: [String]

    @Option(help: "table or json.")
    var format = Format.table

    func run() throws {
        do throws(CrawlError) {
            let explanation = try CrawlExplanation.of(self.url, in: self.directories)
            let report = ExplanationReport(explanation, nowMicroseconds: Terminal.wallMicroseconds)
            switch self.format {
            case .table:
                Terminal.write(report.text(ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)))
            case .json: Terminal.write(report.json)
            }
        } catch {
            throw CommandFailure(error)
        }
    }
}
