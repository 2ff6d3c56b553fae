/// What environment variables set: `SKITTER_MAX_PAGES` for `max-pages`.
package struct EnvironmentSettings: Sendable {
    /// The options that are set, in the order of the table.
    package private(set) var settings: [Setting] = []
    /// Variables whose value means nothing.
    package private(set) var problems: [SettingProblem] = []
    /// Variables that set nothing, and look as if they should.
    package private(set) var remarks: [SettingProblem] = []

    /// What `variables` set; one that is empty is as good as not there.
    package init(_ variables: [String: String], table: OptionTable) {
        for option in table.options {
            guard let text = variables[option.variable], !text.isEmpty else { continue }
            self.read(text, of: option)
        }
        for name in variables.keys.sorted() where !table.isSet(by: name) {
            guard let meant = table.variable(like: name) else { continue }
            self.remarks.append(SettingProblem(.variable(name), "sets nothing: is it \(meant)?"))
        }
    }

    private mutating func read(_ text: String, of option: SettableOption) {
        let origin = SettingOrigin.variable(option.variable)
        var values: [Setting.Value] = []
        for part in EnvironmentSettings.parts(of: text, option) {
            guard let value = option.value(meantBy: part) else {
                self.problems.append(SettingProblem(origin, "'\(part)' is neither true nor false"))
                return
            }
            values.append(Setting.Value(value, from: origin))
        }
        if !values.isEmpty { self.settings.append(Setting(option, values)) }
    }

    /// The values in `text`: of an option that may be repeated each has a line, and seeds hold no spaces.
    private static func parts(of text: String, _ option: SettableOption) -> [String] {
        guard option.isRepeating else { return [text] }
        return text.split { $0.isNewline || (option.kind == .words && $0.isWhitespace) }.map(String.init)
    }
}
