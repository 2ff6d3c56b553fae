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

            skitter diff A B                 from the crawl in A to that in B
            skitter diff A1 A2 --to B1 B2    the same, where several crawlers shared the frontier of a crawl
            """)

    @Argument(
        help: ArgumentHelp(
            "The directories of the earlier crawl; without --to, the last is that of the later one.", valueName: "DIR"),
        completion: .directory)
    var directories: [String]

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("The directories of the later crawl.", valueName: "DIR"),
        completion: .directory)
    var to: [String] = []

    @Option(help: "table, json or csv.")
    var format = Format.table

    @Option(help: ArgumentHelp("Only these kinds, as in broken,moved.", valueName: "KINDS"))
    var only: String?

    func validate() throws {
        if self.to.isEmpty, self.directories.count != 2 {
            throw ValidationError("two directories are compared; more of one crawl go before --to, or behind it")
        }
    }

    func run() throws {
        let kinds = try self.kinds()
        let comparison: CrawlComparison
        do throws(ArchiveError) {
            let before = try CrawlDirectories(self.to.isEmpty ? [self.directories[0]] : self.directories)
            let after = try CrawlDirectories(self.to.isEmpty ? [self.directories[1]] : self.to)
            if let frontier = before.frontierID, frontier == after.frontierID, before.names != after.names {
                throw ArchiveError(
                    .unrelated, path: "\(before.names); \(after.names)",
                    "are of one crawl, whose crawlers shared a frontier: give the directories of another one behind --to"
                )
            }
            for reader in before.parts + after.parts where reader.manifest?.ending == nil {
                Terminal.say("skitter: \(reader.path) has no end: what it lacks counts as removed or added")
            }
            if let reach = DiffCommand.reachesThatDiffer(before, after) {
                Terminal.say(
                    "skitter: the crawls were to reach differently, and what one of them was not to visit counts as removed or added: \(reach)"
                )
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

    /// Options that say what is visited.
    private static let reach = [
        "depth", "scope", "beyond", "include", "exclude", "max-url-length", "sitemap", "max-pages",
        "max-pages-per-host",
        "max-time", "robots", "traps",
    ]

    /// Those of them in which the crawls differ, with their values; nil where there are none.
    private static func reachesThatDiffer(_ before: CrawlDirectories, _ after: CrawlDirectories) -> String? {
        guard let old = before.parts.first?.manifest, let new = after.parts.first?.manifest else { return nil }
        let options = self.reach.compactMap { name -> String? in
            guard let was = old.option(name), let value = new.option(name), was != value else { return nil }
            return "--\(name) '\(was)' and '\(value)'"
        }
        return options.isEmpty ? nil : options.joined(separator: ", ")
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
