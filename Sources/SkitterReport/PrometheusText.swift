internal import SkitterCore

/// Writes metrics in the text format of Prometheus (exposition format 0.0.4): each family with its help and type, once.
struct PrometheusText {
    /// What a family is.
    enum Kind: String {
        case counter, gauge, summary
    }

    /// What was written.
    private(set) var text = ""
    private var family = ""

    /// Begins the family `name`; what is written next belongs to it.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        self.family = "skitter_" + name
        self.text += "# HELP \(self.family) \(help)\n# TYPE \(self.family) \(kind.rawValue)\n"
    }

    /// A sample of the family at hand. Label values may come from the web.
    mutating func sample(_ value: String, _ labels: [(name: String, value: String)] = [], suffix: String = "") {
        self.text += self.family + suffix
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.name)=\"\(PrometheusText.escaped($0.value))\"" }
            self.text += "{" + pairs.joined(separator: ",") + "}"
        }
        self.text += " " + value + "\n"
    }

    /// A whole number.
    mutating func sample(_ value: Int, _ labels: [(name: String, value: String)] = [], suffix: String = "") {
        self.sample(String(value), labels, suffix: suffix)
    }

    /// Backslashes and quotes are escaped. Control characters the format permits, terminals do not: they are spelled.
    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in TerminalText.escaped(value).unicodeScalars {
            if character == "\\" || character == "\"" { escaped += "\\" }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
