internal import ArgumentParser
internal import FoundationEssentials
internal import SkitterSettings

extension OptionTable {
    /// The options of `command` that a file or a variable may set, as ArgumentParser itself tells of them.
    init(of command: (some ParsableCommand).Type, except unsettable: Set<String>) throws {
        let dump = try JSONDecoder().decode(CommandDump.self, from: Data(command._dumpHelp().utf8))
        let arguments = dump.command.arguments ?? []
        let flags = Set(arguments.filter { $0.kind == "flag" }.compactMap(\.key))
        let options = arguments.compactMap { argument -> SettableOption? in
            if argument.kind == "positional" {
                return SettableOption(key: "seeds", spellings: [], kind: .words, isRepeating: argument.isRepeating)
            }
            guard let key = argument.key else { return nil }
            guard argument.kind == "flag" else {
                return SettableOption(
                    key: key, spellings: argument.spellings, isRepeating: argument.isRepeating,
                    choices: argument.allValues ?? [], defaultText: argument.defaultValue)
            }
            // A flag and its inversion are two arguments of one option.
            if key.hasPrefix("no-"), flags.contains(String(key.dropFirst(3))) { return nil }
            let negation = flags.contains("no-" + key) ? "--no-" + key : nil
            return SettableOption(
                key: key, spellings: argument.spellings + [negation].compactMap(\.self),
                kind: .flag(negation: negation),
                defaultText: argument.defaultValue == "--" + key ? "true" : "false")
        }
        self.init(options, except: unsettable)
    }
}

/// What `--experimental-dump-help` prints, as far as it is of use here.
private struct CommandDump: Decodable {
    struct Command: Decodable {
        let arguments: [Argument]?
    }

    struct Argument: Decodable {
        let kind: String
        let isRepeating: Bool
        let names: [Name]?
        let preferredName: Name?
        let defaultValue: String?
        let allValues: [String]?

        /// The long name.
        var key: String? {
            self.preferredName?.kind == "long"
                ? self.preferredName?.name : self.names?.first { $0.kind == "long" }?.name
        }

        /// All names, with their dashes.
        var spellings: [String] { (self.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }

    let command: Command
}
