internal import ArgumentParser
internal import Skitter
internal import SkitterSettings

/// `skitter config show`: what is in force, and who says so.
struct ConfigShowCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the options in force for skitter crawl, and where each comes from.",
        discussion: """
            What may hold a secret is not shown, only that it is given.

            Exit codes: 0, or 2 where something is wrong with the file or a variable.
            """)

    @OptionGroup var settingsFile: SettingsFileOptions

    @Option(help: "table or json.")
    var format = Format.table

    func run() throws {
        let settings = try CrawlSettings(self.settingsFile.config)
        let inForce = settings.inForce()
        let listing = SettingsListing(inForce, of: settings.table, file: settings.file)
        switch self.format {
        case .table: Terminal.write(listing.table)
        case .json: Terminal.write(listing.json)
        }
        for remark in settings.remarks { Terminal.say("skitter: \(remark)") }
        if let failure = CrawlSettings.failure(for: settings.allProblems(of: inForce)) {
            throw failure
        }
    }
}
