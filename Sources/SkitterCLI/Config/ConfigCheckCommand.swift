internal import ArgumentParser
internal import Skitter
internal import SkitterSettings

/// `skitter config check`: what is wrong with a settings file, line by line.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Name what is wrong with a settings file, with its line.",
        discussion: """
            Without FILE what skitter crawl would read is checked, variables too.

            Exit codes: 0 nothing is wrong, 2 something is, or there is no file.
            """)

    @Argument(
        help: ArgumentHelp("The settings file (default: what skitter crawl would read).", valueName: "FILE"),
        completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    func run() throws {
        let settings =
            try self.file.map { file throws(CommandFailure) in try CrawlSettings(file, environment: [:]) }
            ?? CrawlSettings(nil)
        guard let file = settings.file else {
            throw CommandFailure(.usage, "there is no \(CrawlSettings.defaultFile) here: name a file")
        }
        let inForce = settings.inForce()
        let problems = settings.allProblems(of: inForce)
        for problem in CrawlSettings.sorted(problems) { Terminal.write("\(problem)\n") }
        for remark in settings.remarks { Terminal.say("skitter: \(remark)") }
        if !problems.isEmpty { throw CommandFailure(.usage) }
        Terminal.write("\(file): nothing is wrong; options set: \(inForce.count)\n")
    }
}
