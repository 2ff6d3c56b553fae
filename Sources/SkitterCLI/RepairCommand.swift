internal import ArgumentParser
internal import Skitter

/// `skitter repair`: settles a directory after a kill, a full disk, or a file that was cut.
struct RepairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Settle a crawl's directory after a kill, a full disk or a cut file, by its journal.",
        discussion: """
            Lines behind the last commit are cut off, files of records that are shorter or missing are made anew, and what \
            the WARC files have lost is given up. A crawl that is resumed does all but the last by itself.

            The directory of a crawler on a shared frontier may hold what it visited last and did not know to count: name the \
            frontier, from any machine, and what counts is recorded.
            """)

    @Argument(help: ArgumentHelp("The directory of a crawl.", valueName: "DIR"), completion: .directory)
    var directory: String

    @OptionGroup(title: "Sharing") var frontier: FrontierOptions

    func run() async throws {
        let shared = try self.frontier.sharedFrontierAskedOnce()
        let repair: CrawlRepair
        do throws(CrawlError) {
            repair =
                if let shared { try await CrawlRepair(directory: self.directory, of: shared) } else {
                    try CrawlRepair(directory: self.directory)
                }
        } catch {
            throw CommandFailure(error)
        }
        for deed in repair.deeds { Terminal.write(deed + "\n") }
        if repair.deeds.isEmpty { Terminal.write("\(self.directory) is as its journal says\n") }
    }
}
