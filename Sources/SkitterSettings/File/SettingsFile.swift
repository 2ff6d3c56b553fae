/// What a settings file sets: a YAML mapping of options by their keys, and of hosts.
package struct SettingsFile: Sendable {
    /// The options that are set, in the order of the file.
    package private(set) var settings: [Setting] = []
    /// What is wrong with it, in the order of the file.
    package private(set) var problems: [SettingProblem] = []

    private let path: String
    private let table: OptionTable

    /// Reads `text`, the file at `path`.
    package init(_ text: String, path: String, table: OptionTable) {
        self.path = path
        self.table = table
        let root: SettingsNode?
        do throws(SettingsNode.SyntaxError) { root = try SettingsComposer.root(of: text) } catch {
            self.complain(error.line, error.message)
            return
        }
        guard let root, !root.isNothing else { return }
        guard case .mapping(let members) = root.content else {
            self.complain(root.line, "options are written 'KEY: VALUE', one a line")
            return
        }
        for member in members { self.read(member) }
    }

    private mutating func read(_ member: SettingsNode.Member) {
        if member.key == OptionTable.hostsKey { return self.readHosts(member.value) }
        guard let option = self.table[member.key] else {
            return self.complain(member.line, self.table.complaint(of: member.key))
        }
        let values = self.values(of: member.value, option, key: member.key, line: member.line)
        self.add(values, to: option)
    }

    private mutating func readHosts(_ node: SettingsNode) {
        guard case .mapping(let hosts) = node.content else {
            return self.complain(node.line, "'hosts' has a mapping of hosts: 'example.org: {delay: 5s}'")
        }
        for host in hosts {
            guard case .mapping(let members) = host.value.content else {
                self.complain(host.value.line, "'\(host.key)' has a mapping of options: '{delay: 5s}'")
                continue
            }
            for member in members {
                guard let option = self.table.option(ofHost: member.key) else {
                    self.complain(member.line, self.table.complaint(ofHostKey: member.key))
                    continue
                }
                // A list where the option for all hosts may have one.
                let common = self.table[member.key] ?? option
                let values = self.values(of: member.value, common, key: member.key, line: member.line)
                self.add(values.map { Setting.Value("\(host.key)=\($0.text)", from: $0.origin) }, to: option)
            }
        }
    }

    private mutating func values(
        of node: SettingsNode, _ option: SettableOption, key: String, line: Int
    ) -> [Setting.Value] {
        var parts = [node]
        if case .sequence(let elements) = node.content {
            guard option.isRepeating else {
                self.complain(line, "'\(key)' has one value, not a list")
                return []
            }
            parts = elements
        }
        return parts.compactMap { part in
            guard let text = self.text(of: part, key: key, line: part.line) else { return nil }
            guard let value = option.value(meantBy: text) else {
                self.complain(part.line, "'\(key)' is true or false, not '\(text)'")
                return nil
            }
            return Setting.Value(value, from: self.origin(part.line))
        }
    }

    private mutating func text(of node: SettingsNode, key: String, line: Int) -> String? {
        switch node.content {
        case .scalar(let text) where !node.isNothing: return text
        case .scalar: self.complain(line, "'\(key)' has no value")
        case .sequence: self.complain(line, "a value of '\(key)' is a text, not a list")
        case .mapping: self.complain(line, "a value of '\(key)' is a text, not a mapping: has it ': ' in it, quote it")
        }
        return nil
    }

    private mutating func add(_ values: [Setting.Value], to option: SettableOption) {
        if values.isEmpty { return }
        if let place = self.settings.firstIndex(where: { $0.option == option }) {
            self.settings[place].values += values
        } else {
            self.settings.append(Setting(option, values))
        }
    }

    private func origin(_ line: Int) -> SettingOrigin { .file(self.path, line: line) }

    private mutating func complain(_ line: Int, _ message: String) {
        self.problems.append(SettingProblem(self.origin(line), message))
    }
}
