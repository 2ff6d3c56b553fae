internal import ArgumentParser
internal import Skitter
internal import SkitterCore
internal import SkitterReport

/// `skitter audit`: whether a crawl kept its promises, from its record alone.
struct AuditCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Check from the record whether a crawl was polite, obeyed robots.txt and lost no URL; exit 8 where not.",
        discussion: """
            Judged are the gaps between requests to each host and each address, the requests in flight at a time, robots.txt, \
            how long hosts that refused were left alone, and the ledger. The record holds the last request for each page; \
            requests that were repeated and those for robots.txt are not in it one by one.

            The directory is not changed; it may be that of a crawl that runs or was killed. Several are judged as one crawl, whose \
            crawlers shared a frontier.
            Exit codes: 0 every promise was kept, 7 DIR holds no crawl, or several hold no one crawl, 8 one was broken.
            """)

    @Argument(
        help: ArgumentHelp(
            "The directory of a crawl; those of all its crawlers, where they shared a frontier.", valueName: "DIR"),
        completion: .directory)
    var directories: [String]

    @Option(help: "table or json.")
    var format = Format.table

    @Option(
        help: ArgumentHelp(
            "So much less than a gap from start to start is no breach: a request is sent a little after it was decided on.",
            valueName: "TIME"))
    var tolerance = DurationValue(.milliseconds(100))

    func run() throws {
        do throws(CrawlError) {
            let audit = try CrawlAudit.of(self.directories, tolerance: self.tolerance.duration)
            let report = AuditReport(audit)
            switch self.format {
            case .table:
                Terminal.write(report.text(ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)))
            case .json: Terminal.write(report.json)
            }
            if audit.isClean { return }
        } catch {
            throw CommandFailure(error)
        }
        throw ExitCode(ExitCause.ledger.rawValue)
    }
}
