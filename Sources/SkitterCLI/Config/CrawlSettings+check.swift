internal import ArgumentParser
internal import Skitter
internal import SkitterCore
internal import SkitterSettings

extension CrawlSettings {
    /// What is wrong with `settings`: values that their options do not take, and such as are wrong beside `given`, the words of a
    /// command line.
    static func problems(of settings: [Setting], beside given: [String]) -> [SettingProblem] {
        if settings.isEmpty { return [] }
        var problems = settings.flatMap { setting in setting.values.compactMap { self.problem(of: $0, in: setting) } }
        var rest = settings.filter { setting in
            !setting.values.contains { value in problems.contains { $0.origin == value.origin } }
        }
        // Each problem hides those behind it.
        while let message = self.failure(of: rest, beside: given), let culprit = self.culprit(of: message, among: rest)
        {
            problems.append(SettingProblem(rest[culprit.setting].values[culprit.value].origin, message))
            rest.remove(at: culprit.setting)
        }
        return problems
    }

    /// What is wrong with `settings`, whatever a command line will say: one that names the other half of a shared frontier is free to
    /// come.
    static func problems(of settings: [Setting]) -> [SettingProblem] {
        let halves = settings.filter { ["frontier", "crawl"].contains($0.option.key) }
        let whole = halves.count == 1 ? settings.filter { $0 != halves[0] } : settings
        var problems = self.problems(of: whole, beside: [])
        if problems.isEmpty, let message = self.failure(of: whole, beside: []) {
            let named = whole.filter { self.names($0, message) } + whole
            if let origin = named.first?.values.first?.origin { problems.append(SettingProblem(origin, message)) }
        }
        return problems
    }

    /// `failure` with the places of the settings that it names.
    static func located(_ failure: CommandFailure, among settings: [Setting]) -> CommandFailure {
        guard failure.cause == .usage, let message = failure.message else { return failure }
        let places = settings.filter { self.names($0, message) }.compactMap { setting in
            setting.values.first.map { "--\(setting.option.key) is set by \($0.origin)" }
        }
        return places.isEmpty ? failure : CommandFailure(.usage, "\(message) (\(places.joined(separator: "; ")))")
    }

    private static func problem(of value: Setting.Value, in setting: Setting) -> SettingProblem? {
        if setting.option.kind == .words {
            // It would be taken for an option.
            if value.text.hasPrefix("-") { return SettingProblem(value.origin, "'\(value.text)' begins with a dash") }
            var list = URLList()
            list.add(value.text)
            return list.rejected.first.map { SettingProblem(value.origin, $0.description) }
        }
        do { _ = try CrawlCommand.parse(setting.words(for: value)) } catch {
            return SettingProblem(value.origin, CrawlCommand.message(for: error).firstLine)
        }
        return nil
    }

    private static func failure(of settings: [Setting], beside given: [String]) -> String? {
        do {
            try CrawlCommand.parse(settings.flatMap(\.words) + given).validateConfiguration()
            return nil
        } catch let failure as CommandFailure {
            return failure.message
        } catch {
            return CrawlCommand.message(for: error).firstLine
        }
    }

    /// The value with which the same is wrong alone; that of the option that `message` names before all others.
    private static func culprit(of message: String, among settings: [Setting]) -> (setting: Int, value: Int)? {
        let suspects = settings.indices.filter { self.names(settings[$0], message) }
        for setting in suspects + settings.indices {
            for value in settings[setting].values.indices {
                let alone = Setting(settings[setting].option, [settings[setting].values[value]])
                if self.failure(of: [alone], beside: []) == message { return (setting, value) }
            }
        }
        return nil
    }

    private static func names(_ setting: Setting, _ message: String) -> Bool {
        let name = "--" + setting.option.key
        return message.ranges(of: name).contains { range in
            range.upperBound == message.endIndex
                || !(message[range.upperBound].isLetter || message[range.upperBound] == "-")
        }
    }
}

extension String {
    fileprivate var firstLine: String { self.split(separator: "\n").first.map(String.init) ?? self }
}
