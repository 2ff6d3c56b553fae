internal import ArgumentParser
internal import Skitter
internal import SkitterArchive
internal import SkitterCore
internal import SkitterReport

/// `skitter diff`: what changed from one crawl to a later one.
struct DiffCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, csv
    }

    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Tell what differs between two crawls; exit 15 where something does.",
        discussion: """
            broken: fetched then, in vain now. mended: the reverse. moved: redirects elsewhere, or its body is at a new URL.
            changed: another body. added, removed: visited in one of the two alone.
            """)

    @Argument(help: ArgumentHelp("The directory of the earlier crawl.", valueName: "DIR_A"))
    var before: String

    @Argument(help: ArgumentHelp("The directory of the later crawl.", valueName: "DIR_B"))
    var after: String

    @Option(help: "table, json or csv.")
    var format = Format.table

    @Option(help: ArgumentHelp("Only these kinds, as in broken,moved.", valueName: "KINDS"))
    var only: String?

    func run() throws {
        let kinds = try self.kinds()
        let comparison: CrawlComparison
        do throws(ArchiveError) {
            let (before, after) = (try CrawlDirectoryReader(self.before), try CrawlDirectoryReader(self.after))
            for reader in [before, after] where reader.manifest?.ending == nil {
                Terminal.say("skitter: \(reader.path) has no end: what it lacks counts as removed or added")
            }
            comparison = try CrawlComparison(before: before, after: after)
        } catch {
            throw CommandFailure(CrawlError(reading: error))
        }
        let differences = comparison.differences.filter { kinds.contains($0.kind) }
        let report = DifferenceReport(differences, unchanged: comparison.unchanged)
        switch self.format {
        case .table:
            Terminal.write(report.table(ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)))
        case .json: Terminal.write(report.json)
        case .csv: Terminal.write(report.csv)
        }
        Terminal.say(report.counts)
        if !differences.isEmpty { throw ExitCode(ExitCause.differences.rawValue) }
    }

    private func kinds() throws -> Set<CrawlDifference.Kind> {
        guard let only else { return Set(CrawlDifference.Kind.allCases) }
        return Set(
            try only.split(separator: ",").map { word in
                guard let kind = CrawlDifference.Kind(rawValue: String(word)) else {
                    let all = CrawlDifference.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("--only knows no '\(word)': it takes \(all)")
                }
                return kind
            })
    }
}
