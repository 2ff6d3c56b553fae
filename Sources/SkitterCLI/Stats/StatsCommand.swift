internal import ArgumentParser
internal import Skitter
internal import SkitterArchive
internal import SkitterReport

/// `skitter stats`: what happened, from the record of a crawl, also of one that runs.
struct StatsCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, csv
    }

    enum Criterion: String, ExpressibleByArgument, CaseIterable {
        case host, status, type, depth, time
    }

    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show what happened in a crawl, from its directory; also while it runs.")

    @Argument(help: ArgumentHelp("The directory of a crawl.", valueName: "DIR"))
    var directory: String

    @Option(help: "table, json or csv.")
    var format = Format.table

    @Option(help: "One table: by host, status, type, depth or time.")
    var by: Criterion?

    func run() throws {
        let replay: CrawlReplay
        do throws(ArchiveError) {
            replay = try CrawlDirectoryReader(self.directory).replay()
        } catch {
            throw CommandFailure(
                error.code.isRefusal || error.code == .missing ? .directory : .inputOutput, error.description)
        }
        self.tellOddities(of: replay)
        Terminal.write(self.text(of: replay))
        if replay.recordsMatchLedger == false {
            throw CommandFailure(.ledger, "the records in \(self.directory) do not hold what summary.json counts")
        }
    }

    private func text(of replay: CrawlReplay) -> String {
        let layout = ReportLayout(columns: Terminal.columns, isColoured: Terminal.wantsColour)
        guard let criterion = self.by.flatMap({ Breakdown.Criterion(rawValue: $0.rawValue) }) else {
            return switch self.format {
            case .table: StatsPage(replay.snapshot, layout).text
            case .json: StatsReport.json(replay.snapshot)
            case .csv: StatsReport.csv(replay.snapshot)
            }
        }
        let breakdown = Breakdown(replay.snapshot, by: criterion)
        return switch self.format {
        case .table: breakdown.table(layout)
        case .json: breakdown.json
        case .csv: breakdown.csv
        }
    }

    /// Nothing that was left out goes unsaid.
    private func tellOddities(of replay: CrawlReplay) {
        if replay.ending == nil {
            Terminal.say("skitter: \(self.directory) has no end yet: the crawl is running, or was killed")
        }
        for reading in replay.readings where reading.broken > 0 {
            let examples = reading.examples.map { "line \($0.number): \($0.reason)" }.joined(separator: "; ")
            Terminal.say(
                "skitter: \(reading.name): \(reading.broken) lines are no records and were passed over (\(examples))")
        }
    }
}
