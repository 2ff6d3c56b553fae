/// An option of a command, as a settings file and the environment may set it.
package struct SettableOption: Sendable, Hashable {
    /// What its values are.
    package enum Kind: Sendable, Hashable {
        /// Texts.
        case value
        /// True or false; `negation` is the word that says false, where there is one.
        case flag(negation: String?)
        /// Texts that stand on a command line without a name.
        case words
    }

    /// Its name in a file: the long one, without dashes.
    package let key: String
    /// All words by which a command line names it, that of a negation too.
    package let spellings: [String]
    /// What its values are.
    package let kind: Kind
    /// Whether it may have several values.
    package let isRepeating: Bool
    /// The values that it may have, where they can be listed.
    package let choices: [String]
    /// What holds where nobody sets it, as the help says; nil where it says nothing.
    package let defaultText: String?

    /// An option.
    package init(
        key: String, spellings: [String], kind: Kind = .value, isRepeating: Bool = false, choices: [String] = [],
        defaultText: String? = nil
    ) {
        self.key = key
        self.spellings = spellings
        self.kind = kind
        self.isRepeating = isRepeating
        self.choices = choices
        self.defaultText = defaultText
    }

    /// The environment variable that sets it.
    package var variable: String { OptionTable.variable(of: self.key) }

    /// Whether a word follows its name on a command line.
    var takesValue: Bool { self.kind == .value }

    /// The value that a file or a variable means by `text`: truth has several words there, and one here. Nil where it means none.
    func value(meantBy text: String) -> String? {
        let truth: Bool? =
            switch text.lowercased() {
            case "true", "yes", "on", "1": true
            case "false", "no", "off", "0": false
            default: nil
            }
        if case .flag = self.kind { return truth.map { $0 ? "true" : "false" } }
        // `traps: true` can mean one thing only.
        if self.choices == ["on", "off"], let truth { return truth ? "on" : "off" }
        return text
    }
}
