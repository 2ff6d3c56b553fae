internal import ArgumentParser
internal import SkitterSettings

/// A command that takes from the file and the environment what they set of options that it shares with `crawl`.
protocol BorrowingCommand: AsyncParsableCommand {
    /// A command with the options that are taken over, and no others.
    associatedtype Borrowed: ParsableCommand

    var settingsFile: SettingsFileOptions { get }
    /// Whether nothing is said but errors.
    var quiet: Bool { get }

    /// Runs, with all that is set.
    func runWithSettings() async throws
}

extension BorrowingCommand {
    func run() async throws {
        let given = Array(CommandLine.arguments.dropFirst(2))
        let settings = try CrawlSettings(self.settingsFile.config)
        let inForce = try settings.inForceChecked(for: Borrowed.self, of: Self.self, beside: given)
        do {
            let command = try Self.parse(inForce.flatMap(\.words) + given)
            if !command.quiet, let file = settings.file, !inForce.isEmpty {
                Terminal.say("skitter: options from \(file)")
            }
            try await command.runWithSettings()
        } catch let failure as CommandFailure {
            throw CrawlSettings.located(failure, among: inForce)
        }
    }
}

extension CrawlSettings {
    /// The settings of options that `borrowed` has, beside `given`, the words of a command line of `command`. Throws what is wrong
    /// with the file, with the variables, and with those settings.
    fileprivate func inForceChecked(
        for borrowed: (some ParsableCommand).Type, of command: (some ParsableCommand).Type, beside given: [String]
    ) throws -> [Setting] {
        let shared = try OptionTable(of: borrowed, except: [])
        let own = try OptionTable(of: command, except: [])
        let settings = self.layers.inForce(beside: own.keys(in: given)).filter { shared[$0.option.key] != nil }
        if let failure = CrawlSettings.failure(for: self.allProblems(of: settings)) { throw failure }
        return settings
    }
}
