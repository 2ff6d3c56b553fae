internal import Skitter
internal import SkitterSettings

extension CrawlSettings {
    /// The settings whose words stand before `given`, the words of a command line. Throws what is wrong with them.
    func inForceChecked(beside given: [String]) throws(CommandFailure) -> [Setting] {
        let settings = self.inForce(beside: given).filter { !$0.isVariableOfFrontier }
        let problems = self.problems + CrawlSettings.problems(of: settings, beside: given)
        if let failure = CrawlSettings.failure(for: problems) { throw failure }
        return settings
    }

    /// The same for a crawl that goes on: it has the options it began with, whatever has become of the file. What its record
    /// cannot give back (secrets, and what concerns one run alone) is taken from here.
    func inForceResumed(beside given: [String]) throws(CommandFailure) -> [Setting] {
        let settings = self.inForce(beside: given).filter {
            SavedArguments.isOfOneRun($0.option.key) && !$0.isVariableOfFrontier
        }
        // A line that cannot be read may be one that is needed.
        let problems = self.problems + CrawlSettings.problems(of: settings, beside: given)
        if let failure = CrawlSettings.failure(for: problems) { throw failure }
        return settings
    }

    /// The settings beside `given` that a crawl which goes on passes over, and which are others than it began with.
    func passedOver(beside given: [String], goingOnWith arguments: [String]) -> [Setting] {
        self.inForce(beside: given).filter { setting in
            if SavedArguments.isNeverRepeated(setting.option.key) { return false }
            let words = SavedArguments.words(of: setting.words)
            return !words.isEmpty && !arguments.contains(words)
        }
    }

    /// What is wrong with the file, the variables, and the values of `settings`.
    func allProblems(of settings: [Setting]) -> [SettingProblem] {
        self.problems + CrawlSettings.problems(of: settings)
    }

    /// `problems` as one reads them: line by line.
    static func sorted(_ problems: [SettingProblem]) -> [SettingProblem] {
        problems.sorted { $0.origin.precedes($1.origin) }
    }

    /// The end of a command that finds `problems`; nil where there are none.
    static func failure(for problems: [SettingProblem]) -> CommandFailure? {
        if problems.isEmpty { return nil }
        return CommandFailure(
            .usage, self.sorted(problems).map(\.description).joined(separator: "\nskitter: "))
    }
}

extension Setting {
    /// --crawl reads that variable itself.
    fileprivate var isVariableOfFrontier: Bool {
        guard self.option.key == CrawlSettings.frontierKey, case .variable = self.values.first?.origin else {
            return false
        }
        return true
    }
}
