/// All options of a command that can be set, by their keys and by the words of a command line.
package struct OptionTable: Sendable {
    /// The options, in the order of the help.
    package let options: [SettableOption]
    private let byKey: [String: SettableOption]
    private let bySpelling: [String: SettableOption]
    /// Options that concern one call, which nothing but its command line sets.
    private let unsettable: Set<String>

    /// A table of `options`, but for those with a key in `unsettable`.
    package init(_ options: [SettableOption], except unsettable: Set<String> = []) {
        self.options = options.filter { !unsettable.contains($0.key) }
        self.byKey = Dictionary(self.options.map { ($0.key, $0) }) { first, _ in first }
        self.bySpelling = Dictionary(
            options.flatMap { option in option.spellings.map { ($0, option) } }
        ) { first, _ in first }
        self.unsettable = unsettable
    }

    /// The option with this key.
    package subscript(key: String) -> SettableOption? { self.byKey[key] }

    /// Whether an option is set by this variable.
    package func isSet(by variable: String) -> Bool { self.option(of: variable) != nil }

    /// What is wrong with a key that is none, and which was meant.
    package func complaint(of key: String) -> String {
        if self.unsettable.contains(key) { return "'\(key)' is for the command line alone" }
        let nearest = self.nearest(to: key, among: self.options.map(\.key) + [OptionTable.hostsKey])
        return "'\(key)' is no option of crawl" + (nearest.map { ": is it '\($0)'?" } ?? "")
    }

    /// The variable that was meant by `variable`, which sets nothing; nil where it is like none.
    package func variable(like variable: String) -> String? {
        guard let key = OptionTable.key(of: variable), self.byKey[key] == nil, !self.unsettable.contains(key) else {
            return nil
        }
        return self.nearest(to: key, among: self.options.map(\.key)).map { OptionTable.variable(of: $0) }
    }

    /// The keys of the options that stand among `words`, the words behind the name of a command.
    package func keys(in words: [String]) -> Set<String> {
        var keys: Set<String> = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                if !rest.isEmpty { keys.formUnion(self.keysOfWords) }
                break
            }
            guard word.utf8.first == UInt8(ascii: "-"), word != "-" else {
                keys.formUnion(self.keysOfWords)
                continue
            }
            let name = String(word.prefix { $0 != "=" })
            let named =
                self.bySpelling[name].map { [$0] } ?? (name.hasPrefix("--") ? [] : self.options(inCluster: name))
            keys.formUnion(named.map(\.key))
            if name == word, named.last?.takesValue == true { _ = rest.popFirst() }
        }
        return keys
    }

    /// Short names in one word: `-qk`.
    private func options(inCluster word: String) -> [SettableOption] {
        word.dropFirst().compactMap { self.bySpelling["-\($0)"] }
    }

    private var keysOfWords: [String] { self.options.filter { $0.kind == .words }.map(\.key) }

    // MARK: - Hosts

    /// Under this key of a file stand hosts, and options for each.
    package static let hostsKey = "hosts"

    /// The option that is `key` for one host: its values name the host, `HOST=VALUE`.
    package func option(ofHost key: String) -> SettableOption? { self.byKey[key + OptionTable.hostSuffix] }

    /// What is wrong with a key below a host.
    func complaint(ofHostKey key: String) -> String {
        let keys = self.options.map(\.key).filter { $0.hasSuffix(OptionTable.hostSuffix) }.map {
            String($0.dropLast(OptionTable.hostSuffix.count))
        }
        let nearest = self.nearest(to: key, among: keys)
        return "'\(key)' cannot be set for a host"
            + (nearest.map { ": is it '\($0)'?" } ?? ": only \(keys.joined(separator: ", ")) can")
    }

    private static let hostSuffix = "-of"

    // MARK: - Variables

    /// What the name of each variable begins with.
    package static let prefix = "SKITTER_"

    static func variable(of key: String) -> String {
        self.prefix + key.uppercased().replacing("-", with: "_")
    }

    private static func key(of variable: String) -> String? {
        guard variable.hasPrefix(self.prefix) else { return nil }
        return variable.dropFirst(self.prefix.count).lowercased().replacing("_", with: "-")
    }

    func option(of variable: String) -> SettableOption? {
        OptionTable.key(of: variable).flatMap { self.byKey[$0] }.flatMap { $0.variable == variable ? $0 : nil }
    }

    private func nearest(to name: String, among names: [String]) -> String? {
        NearestName.of(name, among: names)
    }
}
