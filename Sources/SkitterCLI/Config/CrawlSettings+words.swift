internal import Skitter
internal import SkitterSettings

extension CrawlSettings {
    /// The settings whose words stand before `given`, the words of a command line. Throws what is wrong with them.
    func inForceChecked(beside given: [String]) throws(CommandFailure) -> [Setting] {
        let settings = self.inForce(beside: given)
        if let failure = CrawlSettings.failure(for: self.allProblems(of: settings)) { throw failure }
        return settings.filter { !$0.isVariableOfFrontier }
    }

    /// The same for a crawl that goes on: it has the options it began with, whatever has become of the file. What its record
    /// cannot give back (secrets, and what concerns one run alone) is taken from here.
    func inForceResumed(beside given: [String]) throws(CommandFailure) -> [Setting] {
        let settings = self.inForce(beside: given).filter { SavedArguments.isOfOneRun($0.option.key) }
        let origins = Set(settings.flatMap(\.values).map(\.origin))
        let own = self.problems.filter { origins.contains($0.origin) }
        if let failure = CrawlSettings.failure(for: own + CrawlSettings.problems(of: settings)) { throw failure }
        return settings.filter { !$0.isVariableOfFrontier }
    }

    /// The settings beside `given` that a crawl which goes on passes over, and which are others than it began with.
    func passedOver(beside given: [String], goingOnWith arguments: [String]) -> [Setting] {
        self.inForce(beside: given).filter { setting in
            if SavedArguments.isNeverRepeated(setting.option.key) { return false }
            let words = SavedArguments.words(of: setting.words)
            return !words.isEmpty && !arguments.contains(words)
        }
    }

    /// What is wrong with the file, the variables, and the values of `settings`, in order.
    func allProblems(of settings: [Setting]) -> [SettingProblem] {
        (self.problems + CrawlSettings.problems(of: settings)).sorted { $0.origin.precedes($1.origin) }
    }

    /// The end of a command that finds `problems`; nil where there are none.
    static func failure(for problems: [SettingProblem]) -> CommandFailure? {
        if problems.isEmpty { return nil }
        return CommandFailure(.usage, problems.map(\.description).joined(separator: "\nskitter: "))
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
