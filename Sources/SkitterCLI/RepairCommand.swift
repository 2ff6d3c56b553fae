internal import ArgumentParser
internal import Skitter

/// `skitter repair`: settles a directory after a kill, a full disk, or a file that was cut.
struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Settle a crawl's directory after a kill, a full disk or a cut file, by its journal.",
        discussion: """
            Lines behind the last commit are cut off, files of records that are shorter or missing are made anew, and what \
            the WARC files have lost is given up. A crawl that is resumed does all but the last by itself.
            """)

    @Argument(help: ArgumentHelp("The directory of a crawl.", valueName: "DIR"))
    var directory: String

    func run() throws {
        let repair: CrawlRepair
        do throws(CrawlError) { repair = try CrawlRepair(directory: self.directory) } catch {
            throw CommandFailure(error)
        }
        for deed in repair.deeds { Terminal.write(deed + "\n") }
        if repair.deeds.isEmpty { Terminal.write("\(self.directory) is as its journal says\n") }
    }
}
